using DataMatching.Identity;

namespace DataMatching.Storage;

/// <summary>Districts in WHERE clauses: a code is one province, city or county, and each row holds all three.</summary>
internal static class Within
{
    /// <summary>The column that is equal to the code exactly when <see cref="District.IsWithin"/> says so.</summary>
    public static string Column(District whole) => whole.Code % 10000 == 0 ? "province" : whole.Code % 100 == 0 ? "city" : "district";

    /// <summary>Narrows to the scope (parameter @Scope); nothing for the whole site.</summary>
    public static string Scope(string table, District? scope) => scope is { } s ? $" AND {table}.{Column(s)} = @Scope" : "";
}
