using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace DataMatching.Storage.Sqlite;

/// <summary>
/// SQLite in WAL mode: readers never wait, one writer at a time, a second one waits up to five minutes. synchronous=FULL: what was committed
/// outlives a power loss too; commits are few and large here, so that it costs little.
/// </summary>
internal sealed class SqliteDialect : Dialect
{
    private const string Session = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=2000; PRAGMA cache_size=-8192; PRAGMA temp.cache_size=-8192;";

    private readonly string _file;
    private readonly string _settings;
    private readonly SqlitePool _pool;

    static SqliteDialect() => SQLitePCL.Batteries_V2.Init();

    /// <param name="looking">True opens what is there read-only and makes nothing.</param>
    public SqliteDialect(string file, bool looking = false)
    {
        _file = Path.GetFullPath(file);
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = _file,
            ForeignKeys = true,
            DefaultTimeout = 300,
            Mode = looking ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        };
        _settings = settings.ToString();
        _pool = new SqlitePool(Open);
    }

    public override string WhenNotOpened => "If it is damaged, restore the last backup together with its data/keys.";
    public override string Has(string table) => $"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '{table}'";
    public override string By(string index) => " INDEXED BY " + index;

    public override DatabaseUpkeep Upkeep { get; } = new SqliteUpkeep();

    /// <summary>A database of this connection's own, gone with it.</summary>
    public static DbConnection InMemory()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection;
    }

    public override void Prepare()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        if (!File.Exists(_file) && !OperatingSystem.IsWindows())
        {
            // The files beside it (-wal, -shm) take over this mode.
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            new FileStream(_file, options).Dispose();
        }

        using var connection = ConnectAlone();
        connection.ExecuteScalar<string>("PRAGMA journal_mode=WAL");
    }

    public override DbConnection Connect() => _pool.Lend();
    public override DbConnection ConnectAlone() => Open();
    public override DbTransaction Write(DbConnection connection) => SqlitePool.Driver(connection).BeginTransaction(deferred: false);
    public override DbTransaction Scratch(DbConnection connection) => SqlitePool.Driver(connection).BeginTransaction(deferred: true);
    public override string ScratchName(ScratchTable table) => "temp." + table.Name;

    public override Bulk Bulk(DbConnection connection, DbTransaction? transaction, string table, params string[] columns) => new SqliteInsert(SqlitePool.Driver(connection), table, columns);

    public override string CreateScratch(ScratchTable table) => $"CREATE TEMPORARY TABLE {table.Name} ({table.Columns}, PRIMARY KEY ({table.Key})) WITHOUT ROWID";

    public override void Release() => _pool.Release();

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_settings);
        try
        {
            connection.Open();
            connection.Execute(Session);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
