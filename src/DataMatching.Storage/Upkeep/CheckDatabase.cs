using System.Data.Common;
using Dapper;

namespace DataMatching.Storage;

/// <summary>Looks through a database and changes nothing: migrations, schema, the database's own checks, foreign keys, keys, sealed values, and a hash of every table. All of it in one state.</summary>
internal sealed class CheckDatabase : IDisposable
{
    /// <summary>The sample of a table whose sealed values are opened: its first rows, and then one row in a hundred.</summary>
    private const int OpenedAtFirst = 1_000, OpenedEach = 100;

    private const string Restore = "restore the last backup together with the data/keys that belong to it";

    private readonly Dialect _dialect;
    private readonly KeyRing _keys;
    private readonly bool _all;
    private readonly IProgress<TableProgress>? _progress;
    private readonly CancellationToken _cancel;
    private readonly DbConnection _connection;
    private readonly List<DatabaseFinding> _findings = [];
    private DbTransaction _snapshot;
    private long _opened, _sealed;

    /// <exception cref="DbException">It cannot be opened.</exception>
    public CheckDatabase(Dialect dialect, KeyRing keys, bool all, IProgress<TableProgress>? progress, CancellationToken cancel)
    {
        (_dialect, _keys, _all, _progress, _cancel) = (dialect, keys, all, progress, cancel);
        _connection = dialect.ConnectAlone();
        _snapshot = dialect.Upkeep.Snapshot(_connection);
    }

    public DatabaseCheck Run()
    {
        var migrations = Migration.Of(_dialect);
        var found = _dialect.Upkeep.Schema(_connection, _snapshot);
        var isBegun = found.Any(p => p is { Kind: SchemaPart.OfTable, Name: Migration.Ledger });
        var history = MigrationHistory.Of(isBegun ? _connection : null, _snapshot, migrations);
        if (!isBegun) _findings.Add(new DatabaseFinding("database", "no tables of a site", "those of the migrations", "see that it is the right one; for a new site run 'datamatching init'"));
        else if (UnfinishedCopy.Since(_connection, _snapshot) is { } since) _findings.Add(new DatabaseFinding("database", $"a copy begun at {since} (UTC) and not finished", "whole data", $"if no copy is at work, empty it ({_dialect.Upkeep.HowToEmpty}) and copy again"));
        else return Look(history, migrations, found);
        return new DatabaseCheck(_dialect.Upkeep.Kind, history, [], 0, 0, _findings);
    }

    public void Dispose()
    {
        _snapshot.Dispose();
        _connection.Dispose();
    }

    private DatabaseCheck Look(IReadOnlyList<AppliedMigration> history, IReadOnlyList<Migration> migrations, IReadOnlyList<SchemaPart> found)
    {
        _findings.AddRange(MigrationHistory.Findings(history));
        List<TableSum> sums = [];
        if (!history.Any(m => m.State == AppliedMigration.Unknown))
        {
            var applied = history.Where(m => m.AppliedAt is not null).Select(m => m.Number).ToHashSet();
            var made = ExpectedSchema.Of(migrations.Where(m => applied.Contains(m.Number)));
            _findings.AddRange(SchemaDifferences.Of([.. _dialect.Upkeep.Own(made)], found));
            var there = found.Where(p => p.Kind == SchemaPart.OfColumn).Select(p => (p.Table, p.Name)).ToHashSet();
            var tables = TableShape.Of(made).Where(t => t.HoldsData && t.Columns.All(c => there.Contains((t.Name, c.Name)))).ToList();
            Attempt("database", () => _findings.AddRange(_dialect.Upkeep.Faults(_connection, _snapshot, tables).Select(f => new DatabaseFinding("the database's own check", f, "nothing", Restore))));
            foreach (var table in tables) Orphans(table, tables);
            var fits = KeysFit(tables);
            if (fits && tables.Exists(t => t.Name == "batch_content")) Attempt("table batch_content", Contents);
            foreach (var table in tables.OrderBy(t => t.Name, StringComparer.Ordinal)) Attempt("table " + table.Name, () => sums.Add(Read(table, fits)));
        }

        return new DatabaseCheck(_dialect.Upkeep.Kind, history, sums, _opened, _sealed, _findings);
    }

    private void Orphans(TableShape table, List<TableShape> tables)
    {
        foreach (var reference in table.References.Where(r => tables.Exists(t => t.Name == r.Table)))
        {
            Attempt("table " + table.Name, () =>
            {
                var same = string.Join(" AND ", reference.Columns.Zip(reference.Others, (ours, theirs) => $"other.{theirs} = ours.{ours}"));
                var rows = _connection.ExecuteScalar<long>(
                    $"SELECT COUNT(*) FROM {table.Name} ours WHERE {string.Join(" AND ", reference.Columns.Select(c => $"ours.{c} IS NOT NULL"))} AND NOT EXISTS (SELECT 1 FROM {reference.Table} other WHERE {same})",
                    transaction: _snapshot, commandTimeout: 0);
                if (rows > 0) _findings.Add(new DatabaseFinding($"foreign key {table.Name} ({string.Join(", ", reference.Columns)})", $"{rows} rows that point to no row of {reference.Table}", "none", Restore));
            });
        }
    }

    private bool KeysFit(List<TableShape> tables)
    {
        KeyMark? mark = null;
        if (tables.Exists(t => t.Name == "key_mark")) Attempt("table key_mark", () => mark = KeyMark.In(_connection, _snapshot));
        if (mark is null) _findings.Add(new DatabaseFinding("keys", "no mark of the keys in the database", "the mark of data/keys", "if the site is new, run 'datamatching init'; else " + Restore));
        else if (!mark.Fits(_keys)) _findings.Add(new DatabaseFinding("keys", "data/keys is not of this database", "the keys with which it was begun", "put back the data/keys that were saved with it; no sealed value was tried"));
        else return true;
        return false;
    }

    /// <summary>Whom a delivery says nothing of would look unchanged; the night tells it too, when it comes to that delivery.</summary>
    private void Contents() => _findings.AddRange(BatchContents.NotWhole(_connection, _keys, _snapshot).Select(batch =>
        new DatabaseFinding($"batch_content of batch {batch}", "rows are missing", "all that the delivery says of its households", Restore)));

    private TableSum Read(TableShape table, bool fits)
    {
        var columns = SealedColumn.All.Where(s => s.Table == table.Name && table.Columns.Any(c => c.Name == s.Column)).ToList();
        var faults = new RowFaults(table);
        using var digest = new RowDigest(table);
        var rows = 0L;
        foreach (var row in TableRows.Read(_connection, _snapshot, table))
        {
            if (rows % 10_000 == 0)
            {
                _cancel.ThrowIfCancellationRequested();
                _progress?.Report(new TableProgress(table.Name, rows));
            }

            digest.Add(row);
            for (var i = 0; i < row.Length; i++)
                if (!table.Columns[i].Takes(row[i])) faults.Add(table.Columns[i].Name, row, "holds a value of another kind", $"{table.Columns[i].Kind}");
            foreach (var column in columns)
            {
                if (row[table.IndexOf(column.Column)] is null) continue;
                _sealed++;
                if (!fits || !(_all || rows < OpenedAtFirst || rows % OpenedEach == 0)) continue;
                _opened++;
                if (!column.Opens(_keys, table, row)) faults.Add(column.Column, row, "does not open: changed, cut off, moved from another row, or sealed with a key that is not in data/keys", "a value sealed for this row");
            }

            rows++;
        }

        _findings.AddRange(faults.Findings(Restore));
        return digest.Sum(table.Name);
    }

    /// <summary>What cannot be read hides nothing else; the state that is read is then another one, for a server lets nothing more be read in this one.</summary>
    private void Attempt(string what, Action look)
    {
        try
        {
            look();
        }
        catch (DbException e)
        {
            _findings.Add(new DatabaseFinding(what, $"cannot be read ({e.GetType().Name}{(e.SqlState is { } state ? " " + state : "")})", "readable to its end", Restore));
            _snapshot.Dispose();
            _snapshot = _dialect.Upkeep.Snapshot(_connection);
        }
    }
}
