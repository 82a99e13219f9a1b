namespace DataMatching.Storage;

/// <summary>One thing of a schema, in words that are the same for every database: those of the migrations.</summary>
/// <param name="Kind">One of the constants.</param>
/// <param name="Table">The table it is of; of a table its own name; empty for what is of none.</param>
/// <param name="Name">Its name; of a key its columns.</param>
/// <param name="Form">What it is like; of a primary key its columns in order, of a foreign key what it points to.</param>
internal sealed record SchemaPart(string Kind, string Table, string Name, string Form)
{
    public const string OfTable = "table", OfColumn = "column", OfPrimaryKey = "primary key", OfUnique = "unique", OfForeignKey = "foreign key", OfIndex = "index", OfTrigger = "trigger", OfFunction = "function";

    public const string Number = "INTEGER", Text = "TEXT", Bytes = "BLOB", Numbered = ", numbered by the table";

    /// <summary>What makes it the same thing in two schemas, however it is made there.</summary>
    public (string Kind, string Table, string Name) Identity => (Kind, Table, Name);

    public static SchemaPart OfName(string table) => new(OfTable, table, table, "");

    /// <param name="type">As the migrations write it; another type by its own name.</param>
    public static SchemaPart Column(string table, string name, string type, bool needed, string? otherwise, bool numbered) =>
        new(OfColumn, table, name, type + (needed ? " NOT NULL" : "") + (otherwise is null ? "" : " DEFAULT " + otherwise) + (numbered ? Numbered : ""));

    public static SchemaPart PrimaryKey(string table, IEnumerable<string> columns) => new(OfPrimaryKey, table, "", Listed(columns));

    public static SchemaPart Unique(string table, IEnumerable<string> columns) => new(OfUnique, table, Listed(columns), "");

    public static SchemaPart ForeignKey(string table, IEnumerable<string> columns, string other, IEnumerable<string> others) => new(OfForeignKey, table, Listed(columns), $"{other} ({Listed(others)})");

    /// <param name="where">Which rows it holds; null: all.</param>
    public static SchemaPart Index(string table, string name, bool unique, IEnumerable<string> columns, string? where) =>
        new(OfIndex, table, name, (unique ? "unique " : "") + Listed(columns) + (where is null ? "" : " where " + where.Trim().Trim('(', ')')));

    /// <summary>A trigger that refuses what is not to be done to the rows of a table.</summary>
    public static SchemaPart Refusal(string table, string name, string what, string words) => new(OfTrigger, table, name, $"refuses {what}: {words}");

    public override string ToString() => Kind switch
    {
        OfTable => $"table {Name}",
        OfColumn => $"column {Table}.{Name}",
        OfPrimaryKey => $"primary key of {Table}",
        OfUnique or OfForeignKey => $"{Kind} {Table} ({Name})",
        OfFunction => $"function {Name}",
        _ => $"{Kind} {Name} of {Table}",
    };

    private static string Listed(IEnumerable<string> columns) => string.Join(", ", columns);
}
