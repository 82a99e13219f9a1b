using System.Data;
using System.Data.Common;
using Dapper;

namespace DataMatching.Storage.SqlServer;

/// <summary>
/// The default schema of a SQL Server's account, as a whole. Stages and what Quartz and Hangfire brought are not looked at; nor is which rows an index holds, for not every server tells.
/// </summary>
internal sealed partial class SqlServerUpkeep : DatabaseUpkeep
{
    public const string KeepsStates = "SELECT COUNT(*) FROM sys.databases WHERE name = DB_NAME() AND snapshot_isolation_state = 1";

    /// <summary>The state that is seen is that of the first reading of a table.</summary>
    public const string FirstReading = "IF OBJECT_ID(N'schema_migration') IS NULL SELECT 0 ELSE SELECT COUNT(*) FROM schema_migration";

    public const string NotProved =
        """
        SELECT N'the foreign key ' + f.name + N' of ' + t.name + CASE WHEN f.is_disabled = 1 THEN N' is switched off' ELSE N' was never proved for the rows that are there' END
        FROM sys.foreign_keys f JOIN sys.tables t ON t.object_id = f.parent_object_id WHERE t.schema_id = SCHEMA_ID() AND (f.is_disabled = 1 OR f.is_not_trusted = 1)
        UNION ALL SELECT N'the index ' + i.name + N' of ' + t.name + N' is switched off' FROM sys.indexes i JOIN sys.tables t ON t.object_id = i.object_id WHERE t.schema_id = SCHEMA_ID() AND i.is_disabled = 1
        """;

    public override string Kind => DatabaseKind.SqlServer.Word();
    public override string HowToEmpty => "drop the database and make it anew, empty";

    public override DbTransaction Snapshot(DbConnection connection)
    {
        if (connection.ExecuteScalar<int>(KeepsStates) == 0)
        {
            throw new StoreException("The database keeps no state of it that could be read while others write. Have its owner run once: "
                + "ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON (docs/storage.md). Nothing was changed.");
        }

        var transaction = connection.BeginTransaction(IsolationLevel.Snapshot);
        try
        {
            connection.ExecuteScalar<int>(FirstReading, transaction: transaction);
            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    public override IEnumerable<string> Faults(DbConnection connection, DbTransaction transaction, IReadOnlyList<TableShape> tables)
    {
        foreach (var found in connection.Query<string>(NotProved, transaction: transaction).Order(StringComparer.Ordinal).ToList()) yield return found;
        foreach (var table in tables.Where(t => t.IsNumbered))
        {
            // Of one that was given its rows and gave no number itself yet, Babelfish says the first that it could give, whatever it goes on behind.
            var behind = connection.ExecuteScalar<int>(IsBehind(table.Name), transaction: transaction);
            if (behind == 1) yield return $"{table.Name} would give its next row a number that is taken";
        }
    }

    public static string IsBehind(string table) =>
        $"SELECT CASE WHEN MAX(id) > CAST(IDENT_CURRENT(N'{table}') AS bigint) AND IDENT_CURRENT(N'{table}') > IDENT_SEED(N'{table}') THEN 1 ELSE 0 END FROM {table}";

    public override void Renumber(DbConnection connection, DbTransaction transaction, string table)
    {
        if (connection.ExecuteScalar<long?>(SqlServerRows.Last(table), transaction: transaction) is { } last) connection.Execute(SqlServerRows.GoOnBehind(table, last), transaction: transaction);
    }

    public override void BackUp(DbConnection connection, string file) => throw new StoreException(
        "The site's data are in a SQL Server, which is backed up by its own tools: BACKUP DATABASE, and RESTORE DATABASE (docs/storage.md). Nothing was written.");
}
