namespace DataMatching.Connectors.Transports.Sql;

/// <summary>
/// Names of views and columns out of the settings, as they stand in a statement. Nothing else of the settings reaches one: names are checked when the settings are read, and quoted here.
/// </summary>
internal static class QuoteName
{
    private const int Longest = 63;

    /// <summary>At most so many parts with dots between, each of letters, digits and underscores.</summary>
    public static bool IsName(string name, int parts) => name.Split('.') is var all && all.Length <= parts && all.All(IsPart);

    public static string Expected(int parts) =>
        (parts == 1 ? "a column" : "a view such as dbo.v_wages") + $", as the database writes it, of letters, digits and underscores, at most {Longest} a name";

    /// <summary>"schema"."view"</summary>
    public static string ForPostgres(string name) => Quoted(name, '"', '"');

    /// <summary>[schema].[view]</summary>
    public static string ForSqlServer(string name) => Quoted(name, '[', ']');

    private static bool IsPart(string part) => part.Length is > 0 and <= Longest && !char.IsAsciiDigit(part[0]) && part.All(c => c == '_' || (char.IsLetterOrDigit(c) && !char.IsSurrogate(c)));

    private static string Quoted(string name, char open, char close) =>
        IsName(name, 3) ? string.Join('.', name.Split('.').Select(p => $"{open}{p}{close}")) : throw new ArgumentException("not the name of a view or column", nameof(name));
}
