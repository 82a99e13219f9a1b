using DataMatching.Identity;

namespace DataMatching.Storage;

/// <summary>Districts in WHERE clauses: a code is one province, city or county, and each row holds all three.</summary>
internal static class Within
{
    /// <summary>The column that is equal to the code exactly when <see cref="District.IsWithin"/> says so.</summary>
    public static string Column(District whole) => whole.Code % 10000 == 0 ? "province" : whole.Code % 100 == 0 ? "city" : "district";

    /// <summary>Narrows a column that holds the county's code to the scope (parameters @Scope and @ScopeEnd); nothing for the whole site.</summary>
    public static string Code(string column, District? scope) => scope is null ? "" : $" AND {column} BETWEEN @Scope AND @ScopeEnd";

    /// <summary>The last code within a province, city or county.</summary>
    public static int? LastCode(District? scope) => scope is not { } s ? null : s.Code % 10000 == 0 ? s.Code + 9999 : s.Code % 100 == 0 ? s.Code + 99 : s.Code;

    /// <summary>Narrows to the scope (parameter @Scope); nothing for the whole site.</summary>
    public static string Scope(string table, District? scope) => scope is { } s ? $" AND {table}.{Column(s)} = @Scope" : "";
}
