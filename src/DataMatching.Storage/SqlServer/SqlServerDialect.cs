using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;

namespace DataMatching.Storage.SqlServer;

/// <summary>
/// SQL Server, and the servers that speak its language. One writer at a time, as everywhere here: it holds an application lock of the database until its transaction ends. Readers see what was
/// committed when their statement began, and wait for nobody, where the database has READ_COMMITTED_SNAPSHOT; it is asked for that when it is prepared.
/// </summary>
internal sealed class SqlServerDialect : Dialect
{
    /// <summary>Its locks bear the database's name: of some servers they are those of all databases together.</summary>
    public const string OneWriter =
        "DECLARE @got int, @what nvarchar(255) = N'datamatching ' + DB_NAME(); EXEC @got = sp_getapplock @Resource = @what, @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 290000; "
        + "IF @got < 0 THROW 50000, N'somebody else has been writing for five minutes', 1;";

    public const string SeesCommitted = "SELECT COUNT(*) FROM sys.databases WHERE name = DB_NAME() AND is_read_committed_snapshot_on = 1";

    /// <summary>At once or not at all: it needs the database for itself alone.</summary>
    public const string SeeCommitted = "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH NO_WAIT";

    /// <summary>Whoever looks through all of it or copies it reads one state, while others write. It waits for transactions under way.</summary>
    public const string KeepStates = "ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON";

    public const string WorkRightOfSession = "SELECT APPLOCK_MODE(N'public', N'datamatching work ' + DB_NAME(), N'Session')";

    private const int SecondsToWait = 30;

    private readonly bool _looking;
    private readonly string _pooled;
    private readonly string _alone;

    /// <param name="connection">As SqlClient reads it.</param>
    /// <param name="looking">True reads what is there: it begins no transaction that would write. Scratch tables of the session are made all the same.</param>
    /// <exception cref="StoreException">It is no connection string, or none that keeps the line safe.</exception>
    public SqlServerDialect(string connection, bool looking = false)
    {
        _looking = looking;
        var settings = SqlServerLine.Safe(connection);
        _pooled = settings.ConnectionString;
        settings.Pooling = false;
        _alone = settings.ConnectionString;
    }

    public override string WhenNotOpened => "See that its server runs, and that the connection string of config/site.json names it, the database and an account that it lets in. Nothing was changed.";
    public override string Has(string table) => $"SELECT CASE WHEN OBJECT_ID(N'{table}') IS NULL THEN 0 ELSE 1 END";
    public override string FirstCount => "OFFSET 0 ROWS FETCH NEXT @Count ROWS ONLY";
    public override string AnyCount => "ORDER BY (SELECT NULL) " + FirstCount;

    public override SharedServer Server => new(DatabaseKind.SqlServer.Word(), SqlClientFactory.Instance, _pooled);
    public override string ServerTime => "SELECT DATEDIFF_BIG(MILLISECOND, '19700101', SYSUTCDATETIME())";
    public override DatabaseUpkeep Upkeep { get; } = new SqlServerUpkeep();

    public override bool TakeWorkRight(DbConnection connection) => connection.ExecuteScalar<int>(
        "DECLARE @got int, @what nvarchar(255) = N'datamatching work ' + DB_NAME(); EXEC @got = sp_getapplock @Resource = @what, @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0; SELECT @got") >= 0;

    public override void ReturnWorkRight(DbConnection connection, int seconds) => connection.Execute(
        "DECLARE @what nvarchar(255) = N'datamatching work ' + DB_NAME(); EXEC sp_releaseapplock @Resource = @what, @LockOwner = N'Session'", commandTimeout: seconds);

    /// <summary>Asked of the lock itself: SqlClient may have replaced a broken session by another unseen.</summary>
    public override bool HasWorkRight(DbConnection connection) => connection.ExecuteScalar<string>(WorkRightOfSession) == "Exclusive";

    public override void Prepare()
    {
        using var connection = ConnectAlone();
        Ask(connection, SeesCommitted, SeeCommitted);
        Ask(connection, SqlServerUpkeep.KeepsStates, KeepStates);
        using var transaction = Write(connection);
        foreach (var table in ScratchTable.All) connection.Execute(SqlServerWords.Stage(table), transaction: transaction);
        transaction.Commit();
    }

    public override DbConnection Connect() => Open(_pooled);
    public override DbConnection ConnectAlone() => Open(_alone);

    public override DbTransaction Write(DbConnection connection)
    {
        if (_looking) throw new StoreException("The database was opened to look only: nothing may be written.");
        var transaction = connection.BeginTransaction();
        try
        {
            connection.Execute(OneWriter, transaction: transaction);
            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    /// <summary>A long transaction would hold a lock on every row that came through a stage.</summary>
    public override DbTransaction? Scratch(DbConnection connection) => null;

    public override string ScratchName(ScratchTable table) => "#" + table.Name;
    public override string CreateScratch(ScratchTable table) => SqlServerWords.Of(table);
    public override IReadOnlyList<string> Translate(string sql) => SqlServerWords.Of(sql);

    public override string InsertForId(string table, params string[] columns) =>
        $"INSERT INTO {table} ({Storage.Bulk.Names(columns)}) OUTPUT INSERTED.id VALUES ({string.Join(", ", columns.Select(Storage.Bulk.Parameter))})";

    public override Bulk Bulk(DbConnection connection, DbTransaction? transaction, string table, params string[] columns) =>
        new SqlServerRows((SqlConnection)connection, (SqlTransaction?)transaction, table, columns);

    public override void Release()
    {
        using var connection = new SqlConnection(_pooled);
        SqlConnection.ClearPool(connection);
    }

    /// <summary>Where it is not to be had (others are at work, the account may not, the server does it anyhow), readers wait for the writer's rows at most, or are told when they need it.</summary>
    private static void Ask(DbConnection connection, string has, string set)
    {
        try
        {
            if (connection.ExecuteScalar<long>(has) == 0) connection.Execute(set, commandTimeout: SecondsToWait);
        }
        catch (SqlException)
        {
            // Told above; docs/storage.md says how it is set by hand.
        }
    }

    private static SqlConnection Open(string settings)
    {
        var connection = new SqlConnection(settings);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
