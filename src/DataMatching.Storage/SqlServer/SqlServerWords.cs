using System.Text.RegularExpressions;

namespace DataMatching.Storage.SqlServer;

/// <summary>
/// Tables, indexes and triggers, which are written for SQLite, in the words of T-SQL: those that SQL Server and the servers that speak its language know in common. Texts are compared by their
/// code units. What stands in a key or index has a length, for SQL Server takes 900 bytes in a primary key and 1,700 in an index; everything else has none.
/// </summary>
internal static partial class SqlServerWords
{
    private const string Text = "COLLATE Latin1_General_BIN2";

    /// <summary>Characters of a text in a key or index, where it is not <see cref="UsualLength"/>: a place is three digits and a household's key, a header may be long.</summary>
    private static readonly Dictionary<string, int> Lengths = new(StringComparer.Ordinal) { ["place"] = 103, ["column_name"] = 200 };
    private const int UsualLength = 100;

    /// <summary>Bytes of a value in a key or index.</summary>
    public const int BytesInKeys = 64;

    /// <summary>What the names of stages begin with.</summary>
    public const string Stages = "dm_";

    /// <summary>Tables whose rows the program numbers itself.</summary>
    private static readonly HashSet<string> Numbered = new(["key_mark", "review_case", "case_evidence"], StringComparer.Ordinal);

    /// <summary>Texts that foreign keys hold together: not every server compares them by another collation than the database's. They are quarters, which need no other.</summary>
    private static readonly HashSet<string> Referred = new(["quarter.quarter", "quarter_closing.quarter", "quarter_balance.quarter"], StringComparer.Ordinal);

    /// <summary>True where the server numbers the rows of a table that has an <c>id</c>.</summary>
    public static bool NumbersItself(string table) => !Numbered.Contains(table);

    /// <summary>Characters of a text in a key or index.</summary>
    public static int LengthOf(string column) => Lengths.GetValueOrDefault(column, UsualLength);

    /// <summary>True for a text that has the database's own collation.</summary>
    public static bool IsReferred(string table, string column) => Referred.Contains($"{table}.{column}");

    /// <summary>What a trigger refuses by the text that made it; null when it is none of those that migrations make.</summary>
    public static (string Name, string Table, string What, string Words)? Refused(string trigger) =>
        MadeRefusal().Match(trigger) is { Success: true } made ? (made.Groups["name"].Value, made.Groups["table"].Value, made.Groups["what"].Value, made.Groups["words"].Value) : null;

    /// <summary>The statements of a migration, one after the other.</summary>
    public static IReadOnlyList<string> Of(string migration)
    {
        var plain = Comment().Replace(migration, "");
        var indexed = Index().Matches(plain).Select(i => (Table: i.Groups["table"].Value, Columns: Split(i.Groups["columns"].Value))).ToLookup(i => i.Table, i => i.Columns, StringComparer.Ordinal);
        return [.. End().Split(plain).Select(s => s.Trim()).Where(s => s.Length > 0).Select(s => One(s, t => indexed[t].SelectMany(c => c)))];
    }

    /// <summary>A scratch table of the session.</summary>
    public static string Of(ScratchTable table) => $"CREATE TABLE #{table.Name} ({Body(table.Name, $"{table.Columns}, PRIMARY KEY ({table.Key})", [])})";

    /// <summary>The stage of a scratch table, made when it is not there: bulk copy does not reach tables of a session on every server. Each session has rows of its own there, and only within a transaction.</summary>
    public static string Stage(ScratchTable table) => $"IF OBJECT_ID(N'{StageName(table)}') IS NULL CREATE TABLE {StageName(table)} ([session] bigint NOT NULL, [came] bigint IDENTITY(1,1) NOT NULL, "
        + $"{Body(table.Name, table.Columns, [])}, PRIMARY KEY ([session], [came]))";

    /// <summary>Moves what the session has in the stage over to its scratch table.</summary>
    public static string Move(ScratchTable table)
    {
        var columns = Names(string.Join(", ", Columns(table)));
        return $"INSERT INTO #{table.Name} ({columns}) SELECT {columns} FROM {StageName(table)} WHERE [session] = @session ORDER BY [came]; DELETE FROM {StageName(table)} WHERE [session] = @session";
    }

    /// <summary>It changes with the columns.</summary>
    public static string StageName(ScratchTable table)
    {
        var digest = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{table.Columns}\n{table.Key}"));
        return $"{Stages}{table.Name}_{Convert.ToHexStringLower(digest.AsSpan(0, 4))}";
    }

    private static IEnumerable<string> Columns(ScratchTable table) => Split(table.Columns).Select(c => c.Split(' ')[0]);

    private static string One(string statement, Func<string, IEnumerable<string>> indexed)
    {
        if (Refusal().Match(statement) is { Success: true } refusal)
            return $"CREATE TRIGGER {refusal.Groups["name"]} ON {refusal.Groups["table"]} INSTEAD OF {refusal.Groups["what"]} AS THROW 50000, N'{refusal.Groups["words"]}', 1";
        if (Table().Match(statement) is { Success: true } table)
        {
            var name = table.Groups["name"].Value;
            return $"{(table.Groups["once"].Success ? $"IF OBJECT_ID(N'{name}') IS NULL " : "")}CREATE TABLE {name} ({Body(name, table.Groups["body"].Value, indexed(name))})";
        }

        if (Index().Match(statement) is { Success: true } index)
            return $"CREATE INDEX {index.Groups["name"]} ON {index.Groups["table"]} ({Names(index.Groups["columns"].Value)}){index.Groups["rest"]}";
        // Indexes are called <table>_by_<what>.
        if (Removal().Match(statement) is { Success: true } removed) return $"DROP INDEX {removed.Groups["name"]} ON {removed.Groups["table"]}";
        if (Renaming().Match(statement) is { Success: true } renamed) return $"EXEC sp_rename N'{renamed.Groups["table"]}', N'{renamed.Groups["name"]}', N'OBJECT'";
        return Addition().Match(statement) is { Success: true } added ? $"ALTER TABLE {added.Groups["table"]} ADD {Column(added.Groups["table"].Value, added.Groups["column"].Value, [])}" : statement;
    }

    private static string Body(string table, string body, IEnumerable<string> indexed)
    {
        var parts = Split(body);
        var keys = new HashSet<string>(indexed.Concat(parts.Select(p => Key().Match(p)).Where(k => k.Success).SelectMany(k => Split(k.Groups["columns"].Value))), StringComparer.Ordinal);
        return string.Join(", ", parts.Select(p => Key().Match(p) is { Success: true } key ? $"{key.Groups["what"]} ({Names(key.Groups["columns"].Value)}){key.Groups["rest"]}" : Column(table, p, keys)));
    }

    private static string Column(string table, string written, HashSet<string> keys)
    {
        var column = written.Split(' ', 3);
        var (name, rest) = (column[0], column.Length > 2 ? " " + column[2] : "");
        var inKey = keys.Contains(name) || rest.Contains("PRIMARY KEY", StringComparison.Ordinal) || rest.Contains("UNIQUE", StringComparison.Ordinal);
        var type = column[1] switch
        {
            "INTEGER" => name == "id" && NumbersItself(table) ? "bigint IDENTITY(1,1)" : "bigint",
            "BLOB" => inKey ? $"varbinary({BytesInKeys})" : "varbinary(max)",
            "TEXT" => $"nvarchar({(inKey ? LengthOf(name) : "max")}){(IsReferred(table, name) ? "" : " " + Text)}",
            _ => throw new ArgumentException($"The column {name} of {table} is {column[1]}, which no dialect knows.", nameof(written)),
        };
        return $"[{name}] {type}{rest}";
    }

    private static string Names(string columns) => string.Join(", ", Split(columns).Select(c => $"[{c}]"));

    /// <summary>At the commas outside parentheses.</summary>
    private static List<string> Split(string list)
    {
        var parts = new List<string>();
        int depth = 0, from = 0;
        for (var i = 0; i <= list.Length; i++)
        {
            if (i < list.Length && list[i] == '(') depth++;
            else if (i < list.Length && list[i] == ')') depth--;
            else if (i == list.Length || (list[i] == ',' && depth == 0))
            {
                parts.Add(list[from..i].Trim());
                from = i + 1;
            }
        }

        return parts;
    }

    [GeneratedRegex(@"--[^\n]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@";[ \t]*(?:\n|$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex End();

    [GeneratedRegex(@"^CREATE TRIGGER (?<name>\w+) BEFORE (?<what>UPDATE|DELETE) ON (?<table>\w+) BEGIN SELECT RAISE\(ABORT, '(?<words>[^']*)'\); END$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"^\s*CREATE TRIGGER (?<name>\w+) ON (?<table>\w+) INSTEAD OF (?<what>UPDATE|DELETE) AS THROW 50000, N'(?<words>[^']*)', 1;?\s*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MadeRefusal();

    [GeneratedRegex(@"^CREATE TABLE (?<once>IF NOT EXISTS )?(?<name>\w+) \((?<body>.*)\)(?: WITHOUT ROWID)?$", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Table();

    [GeneratedRegex(@"CREATE INDEX (?<name>\w+) ON (?<table>\w+) \((?<columns>[^)]*)\)(?<rest>[^;]*)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Index();

    [GeneratedRegex(@"^ALTER TABLE (?<table>\w+) ADD COLUMN (?<column>.*)$", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Addition();

    [GeneratedRegex(@"^DROP INDEX (?<name>(?<table>\w+?)_by_\w+)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Removal();

    [GeneratedRegex(@"^ALTER TABLE (?<table>\w+) RENAME TO (?<name>\w+)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Renaming();

    [GeneratedRegex(@"^(?<what>PRIMARY KEY|UNIQUE|FOREIGN KEY) \((?<columns>[^)]*)\)(?<rest>.*)$", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Key();
}
