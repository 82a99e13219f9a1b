using System.Data.Common;

namespace DataMatching.Storage.SqlServer;

/// <summary>Of a SQL Server the program does not know the schema as a whole: <c>db check</c> and <c>db copy</c> refuse it.</summary>
internal sealed class SqlServerUpkeep : DatabaseUpkeep
{
    private const string Refused = "The site's data are in a SQL Server, whose schema this program cannot look through. Use the server's own tools (docs/storage.md). Nothing was changed.";

    public override string Kind => "sqlserver";
    public override string HowToEmpty => "drop the database and make it anew, empty";
    public override DbTransaction Snapshot(DbConnection connection) => throw new StoreException(Refused);
    public override IReadOnlyList<SchemaPart> Schema(DbConnection connection, DbTransaction? transaction) => throw new StoreException(Refused);
    public override IEnumerable<string> Faults(DbConnection connection, DbTransaction transaction, IReadOnlyList<TableShape> tables) => throw new StoreException(Refused);
    public override void Renumber(DbConnection connection, DbTransaction transaction, string table) => throw new StoreException(Refused);

    public override void BackUp(DbConnection connection, string file) => throw new StoreException(
        "The site's data are in a SQL Server, which is backed up by its own tools: BACKUP DATABASE, and RESTORE DATABASE (docs/storage.md). Nothing was written.");
}
