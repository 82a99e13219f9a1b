using Dapper;
using DataMatching.Storage.Sqlite;

namespace DataMatching.Storage;

/// <summary>The schema that migrations make, seen by making it: in memory, in the database for which they are written.</summary>
internal static class ExpectedSchema
{
    public static IReadOnlyList<SchemaPart> Of(IEnumerable<Migration> migrations)
    {
        using var connection = SqliteDialect.InMemory();
        connection.Execute(Migration.CreateLedger);
        foreach (var migration in migrations) connection.Execute(migration.Sql);
        return new SqliteUpkeep().Schema(connection, null);
    }
}
