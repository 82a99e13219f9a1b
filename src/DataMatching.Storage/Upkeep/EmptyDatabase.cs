using System.Data.Common;
using Dapper;

namespace DataMatching.Storage;

/// <summary>What a database must be to take a copy: without tables, or with ours and no row in them.</summary>
internal static class EmptyDatabase
{
    /// <exception cref="StoreException">It holds tables of others, or data.</exception>
    public static void Refuse(DbConnection connection, DbTransaction? transaction, Dialect dialect, IReadOnlyList<TableShape> ours)
    {
        var there = dialect.Upkeep.Schema(connection, transaction).Where(p => p.Kind == SchemaPart.OfTable).Select(p => p.Name).ToList();
        var known = ours.Select(t => t.Name).Append(Migration.Ledger).ToHashSet(StringComparer.Ordinal);
        if (there.Find(t => !known.Contains(t)) is { } foreign) throw Refused(dialect, $"holds a table of others ({foreign})");
        if (there.Contains(Migration.Ledger) && UnfinishedCopy.Since(connection, transaction) is { } since) throw new StoreException(UnfinishedCopy.Words(since, dialect));
        if (ours.FirstOrDefault(t => there.Contains(t.Name) && connection.ExecuteScalar<long>($"SELECT COUNT(*) FROM {t.Name}", transaction: transaction, commandTimeout: 0) > 0) is { } filled)
            throw Refused(dialect, $"holds data already (table {filled.Name})");
    }

    private static StoreException Refused(Dialect dialect, string found) =>
        new($"The database to copy into is not empty: it {found}. Expected an empty one; see that it is the right one, then {dialect.Upkeep.HowToEmpty}. Nothing was changed.");
}
