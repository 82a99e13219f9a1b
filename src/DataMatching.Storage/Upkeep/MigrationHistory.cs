using System.Data.Common;
using Dapper;

namespace DataMatching.Storage;

/// <summary>What was applied to a database, held against what the program knows.</summary>
internal static class MigrationHistory
{
    /// <param name="connection">Null: there is no database, or it has no ledger; all is pending.</param>
    public static IReadOnlyList<AppliedMigration> Of(DbConnection? connection, DbTransaction? transaction, IReadOnlyList<Migration> migrations)
    {
        var applied = connection is null
            ? []
            : connection.Query<Row>(
                "SELECT number AS Number, name AS Name, sha256 AS Sha256, applied_at AS AppliedAt FROM schema_migration WHERE number <> @Mark ORDER BY number", new { Mark = UnfinishedCopy.Number }, transaction)
                .ToDictionary(r => r.Number);
        var known = migrations.ToDictionary(m => (long)m.Number);
        return
        [
            .. from number in known.Keys.Union(applied.Keys).Order()
               select applied.TryGetValue(number, out var row) ? Seen(row, known.GetValueOrDefault(number)) : new AppliedMigration(number, known[number].Name, known[number].Sha256, null, AppliedMigration.Pending),
        ];
    }

    /// <summary>Every migration that is not simply applied.</summary>
    public static IEnumerable<DatabaseFinding> Findings(IReadOnlyList<AppliedMigration> history) => history.Where(m => m.State != AppliedMigration.Applied).Select(m => m.State switch
    {
        AppliedMigration.Pending => new DatabaseFinding("migration " + m.Name, "not applied", "applied", "back up, then 'datamatching db migrate'"),
        AppliedMigration.Changed => new DatabaseFinding("migration " + m.Name, $"applied with another content (SHA-256 {m.Sha256})", "this program's content", "use the version of the program that the database was made with; an applied migration is never changed"),
        _ => new DatabaseFinding("migration " + m.Name, "applied", "a migration that this program knows", "the database was opened by a newer version: use that one, or restore the backup made before it"),
    });

    private static AppliedMigration Seen(Row row, Migration? known) => new(
        row.Number, row.Name, row.Sha256, row.AppliedAt,
        known is null ? AppliedMigration.Unknown : string.Equals(known.Sha256, row.Sha256, StringComparison.Ordinal) ? AppliedMigration.Applied : AppliedMigration.Changed);

    private sealed record Row
    {
        public long Number { get; init; }
        public string Name { get; init; } = "";
        public string Sha256 { get; init; } = "";
        public string AppliedAt { get; init; } = "";
    }
}
