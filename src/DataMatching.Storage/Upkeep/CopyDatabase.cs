using System.Data.Common;

namespace DataMatching.Storage;

/// <summary>
/// Copies all data into an empty database of any kind: every row with its number, read in one state of the source, which is only read. The copy is verified against what was read before it
/// may be opened.
/// </summary>
internal sealed class CopyDatabase(Dialect source, Dialect target, TimeProvider clock, IProgress<TableProgress>? progress, CancellationToken cancel)
{
    private string? _at;

    private const long BytesAtOnce = 256_000_000;

    /// <summary>A transaction of the target holds so many rows at most, and not much more than <see cref="BytesAtOnce"/>, or its log would grow to the size of the data.</summary>
    internal int RowsAtOnce { get; init; } = 200_000;

    /// <returns>The rows and the hash of each table, the same in both.</returns>
    /// <exception cref="StoreException">The source is not of this program's version or not sound, the target is not empty, or what arrived is not what was read.</exception>
    public IReadOnlyList<TableSum> Run()
    {
        var migrations = Migration.Of(source);
        var made = ExpectedSchema.Of(migrations);
        var tables = TableShape.Of(made).Where(t => t.HoldsData).ToList();
        using var reading = source.ConnectAlone();
        Migration.Check(source, migrations);
        using var snapshot = source.Upkeep.Snapshot(reading);
        if (SchemaDifferences.AreOfData([.. source.Upkeep.Own(made)], source.Upkeep.Schema(reading, snapshot)))
            throw new StoreException("The tables or columns of the site's database are not those of its migrations, so nothing was copied: 'datamatching db check' says which.");

        try
        {
            target.Prepare();
            Migration.Apply(target, clock, Migration.Of(target), null);
            using var writing = target.ConnectAlone();
            Begin(writing, tables);
            var sums = tables.ConvertAll(t => Copy(reading, snapshot, writing, t));
            InTransaction(writing, transaction =>
            {
                foreach (var table in tables.Where(t => t.IsNumbered)) target.Upkeep.Renumber(writing, transaction, table.Name);
            });
            Verify(writing, tables, sums);
            InTransaction(writing, transaction => UnfinishedCopy.Remove(writing, transaction));
            return [.. sums.OrderBy(s => s.Table, StringComparer.Ordinal)];
        }
        catch (DbException e)
        {
            // What the database says may repeat what is in a row.
            throw new StoreException(
                $"The copy ended {(_at is null ? "before its first table" : $"at table {_at}")} ({e.GetType().Name}{(e.SqlState is { } state ? " " + state : "")}). See that both databases run and have room. "
                + $"The site's own database is as it was; {target.Upkeep.HowToEmpty}, then copy again.", e);
        }
    }

    /// <summary>Under the target's right to write: two copies at once, or a site that is begun there meanwhile, meet here.</summary>
    private void Begin(DbConnection writing, List<TableShape> tables) => InTransaction(writing, transaction =>
    {
        if (UnfinishedCopy.Since(writing, transaction) is { } since) throw new StoreException(UnfinishedCopy.Words(since, target));
        EmptyDatabase.Refuse(writing, transaction, target, tables);
        UnfinishedCopy.Set(writing, transaction, Iso.Of(clock.GetUtcNow()));
    });

    private TableSum Copy(DbConnection reading, DbTransaction snapshot, DbConnection writing, TableShape table)
    {
        using var digest = new RowDigest(table);
        using var rows = TableRows.Read(reading, snapshot, table).GetEnumerator();
        var more = rows.MoveNext();
        for (var done = 0L; more;)
        {
            Come(table, done);
            InTransaction(writing, transaction =>
            {
                using var bulk = target.Bulk(writing, transaction, table.Name, [.. table.Columns.Select(c => c.Name)]);
                var bytes = 0L;
                for (var held = 0; more && held < RowsAtOnce && bytes < BytesAtOnce; held++, done++, more = rows.MoveNext())
                {
                    var row = rows.Current;
                    for (var i = 0; i < row.Length; i++)
                        if (!table.Columns[i].Takes(row[i])) throw new StoreException($"{table.Name}.{table.Columns[i].Name}, row {TableRows.Name(table, row)}, holds a value of another kind than {table.Columns[i].Kind}: 'datamatching db check' shows all such. The copy is unfinished.");
                    digest.Add(row);
                    bulk.Add(row);
                    foreach (var value in row) bytes += value is byte[] { Length: var length } ? length : 0;
                    if (held % 10_000 == 9_999) Come(table, done);
                }

                bulk.Flush();
            });
        }

        return digest.Sum(table.Name);
    }

    private void Verify(DbConnection writing, List<TableShape> tables, List<TableSum> sums)
    {
        using var snapshot = target.Upkeep.Snapshot(writing);
        foreach (var (table, sum) in tables.Zip(sums))
        {
            Come(table, 0);
            using var digest = new RowDigest(table);
            foreach (var row in TableRows.Read(writing, snapshot, table)) digest.Add(row);
            var found = digest.Sum(table.Name);
            if (found != sum) throw new StoreException($"Table {table.Name} arrived with {found.Rows} rows and SHA-256 {found.Sha256}, read were {sum.Rows} and {sum.Sha256}. The copy is not to be used and stays marked as unfinished; the source is as it was.");
        }
    }

    private void InTransaction(DbConnection writing, Action<DbTransaction> work)
    {
        using var transaction = target.Write(writing);
        work(transaction);
        transaction.Commit();
    }

    private void Come(TableShape table, long rows)
    {
        _at = table.Name;
        cancel.ThrowIfCancellationRequested();
        progress?.Report(new TableProgress(table.Name, rows));
    }
}
