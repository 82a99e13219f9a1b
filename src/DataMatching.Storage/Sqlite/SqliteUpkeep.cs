using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;

namespace DataMatching.Storage.Sqlite;

/// <summary>A SQLite file as a whole.</summary>
internal sealed partial class SqliteUpkeep : DatabaseUpkeep
{
    private const int MostFaults = 100;

    public override string Kind => DatabaseKind.Sqlite.Word();
    public override string HowToEmpty => "delete the file and those beside it that end in -wal and -shm";

    public override DbTransaction Snapshot(DbConnection connection)
    {
        var transaction = SqlitePool.Driver(connection).BeginTransaction(deferred: true);
        // Its state is that of the first reading, not of the beginning.
        connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master", transaction: transaction);
        return transaction;
    }

    public override IReadOnlyList<SchemaPart> Schema(DbConnection connection, DbTransaction? transaction)
    {
        var entries = connection.Query<Entry>("SELECT type AS Type, name AS Name, tbl_name AS OfTable, sql AS Sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name", transaction: transaction).ToList();
        var sqlOf = entries.Where(e => e.Type == "index").ToDictionary(e => e.Name, e => e.Sql ?? "", StringComparer.Ordinal);
        List<SchemaPart> parts = [];
        foreach (var table in entries.Where(e => e.Type == "table"))
        {
            parts.Add(SchemaPart.OfName(table.Name));
            parts.AddRange(Columns(connection, transaction, table));
            parts.AddRange(References(connection, transaction, table.Name));
            parts.AddRange(Indexes(connection, transaction, table.Name, sqlOf));
        }

        parts.AddRange(entries.Where(e => e.Type == "trigger").Select(Trigger));
        return parts;
    }

    public override IEnumerable<string> Faults(DbConnection connection, DbTransaction transaction, IReadOnlyList<TableShape> tables) =>
        connection.Query<string>($"PRAGMA integrity_check({MostFaults})", transaction: transaction, commandTimeout: 0).Where(f => f != "ok");

    /// <summary>SQLite gives the number after the highest that is there.</summary>
    public override void Renumber(DbConnection connection, DbTransaction transaction, string table)
    {
    }

    public override void BackUp(DbConnection connection, string file)
    {
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        copy.Open();
        SqlitePool.Driver(connection).BackupDatabase(copy);
    }

    private static IEnumerable<SchemaPart> Columns(DbConnection connection, DbTransaction? transaction, Entry table)
    {
        var columns = connection.Query<Column>(
            "SELECT name AS Name, type AS Type, \"notnull\" AS Needed, dflt_value AS Otherwise, pk AS Place FROM pragma_table_info(@Name) ORDER BY cid", new { table.Name }, transaction).ToList();
        var key = columns.Where(c => c.Place > 0).OrderBy(c => c.Place).ToList();
        var numbered = key is [{ Name: "id", Type: SchemaPart.Number }] && !table.Sql!.Contains("WITHOUT ROWID", StringComparison.OrdinalIgnoreCase);
        foreach (var column in columns) yield return SchemaPart.Column(table.Name, column.Name, column.Type, column.Needed != 0, column.Otherwise, numbered && column.Place > 0);
        if (key.Count > 0) yield return SchemaPart.PrimaryKey(table.Name, key.Select(c => c.Name));
    }

    private static IEnumerable<SchemaPart> References(DbConnection connection, DbTransaction? transaction, string table) =>
        from pointer in connection.Query<Pointer>(
            "SELECT id AS Id, \"table\" AS Other, \"from\" AS Ours, \"to\" AS Theirs FROM pragma_foreign_key_list(@Table) ORDER BY id, seq", new { Table = table }, transaction)
        group pointer by pointer.Id into key
        select SchemaPart.ForeignKey(table, key.Select(p => p.Ours), key.First().Other, key.Select(p => p.Theirs));

    private static IEnumerable<SchemaPart> Indexes(DbConnection connection, DbTransaction? transaction, string table, Dictionary<string, string> sqlOf)
    {
        foreach (var index in connection.Query<Index>("SELECT name AS Name, \"unique\" AS IsUnique, origin AS Origin FROM pragma_index_list(@Table) ORDER BY name", new { Table = table }, transaction).ToList())
        {
            if (index.Origin == "pk") continue;
            var columns = connection.Query<string?>("SELECT name FROM pragma_index_info(@Name) ORDER BY seqno", new { index.Name }, transaction).Select(c => c ?? "(expression)").ToList();
            if (index.Origin == "u") yield return SchemaPart.Unique(table, columns);
            else yield return SchemaPart.Index(table, index.Name, index.IsUnique != 0, columns, Condition().Match(sqlOf[index.Name]) is { Success: true } found ? found.Groups["rows"].Value : null);
        }
    }

    private static SchemaPart Trigger(Entry trigger) => Refusal().Match(trigger.Sql ?? "") is { Success: true } found
        ? SchemaPart.Refusal(trigger.OfTable, trigger.Name, found.Groups["what"].Value, found.Groups["words"].Value)
        : new SchemaPart(SchemaPart.OfTrigger, trigger.OfTable, trigger.Name, "does something else");

    private sealed record Entry
    {
        public string Type { get; init; } = "";
        public string Name { get; init; } = "";
        public string OfTable { get; init; } = "";
        public string? Sql { get; init; }
    }

    private sealed record Column
    {
        public string Name { get; init; } = "";
        public string Type { get; init; } = "";
        public long Needed { get; init; }
        public string? Otherwise { get; init; }
        public long Place { get; init; }
    }

    private sealed record Pointer
    {
        public long Id { get; init; }
        public string Other { get; init; } = "";
        public string Ours { get; init; } = "";
        public string Theirs { get; init; } = "";
    }

    private sealed record Index
    {
        public string Name { get; init; } = "";
        public long IsUnique { get; init; }
        public string Origin { get; init; } = "";
    }

    [GeneratedRegex(@"^CREATE TRIGGER \w+ BEFORE (?<what>UPDATE|DELETE) ON \w+ BEGIN SELECT RAISE\(ABORT, '(?<words>[^']*)'\); END$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"\bWHERE\s+(?<rows>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Condition();
}
