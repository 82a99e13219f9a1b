using System.Data.Common;
using DataMatching.Storage.Schema;
using Microsoft.Data.Sqlite;

namespace DataMatching.Storage.Sqlite;

/// <summary>SQLite in one file: write-ahead log, every commit on disk before it is reported (synchronous=FULL), a second writer waits.</summary>
internal sealed class SqliteDialect(string file) : Dialect
{
    static SqliteDialect() => SQLitePCL.Batteries_V2.Init();

    public override string Migrations => "Sqlite/Migrations/";

    public override DbConnection Connect()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 60 }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=60000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536;";
        command.ExecuteNonQuery();
        return connection;
    }

    public override string CreateKeys(string name, string type) => $"CREATE TEMP TABLE IF NOT EXISTS {name} (k {type} PRIMARY KEY) WITHOUT ROWID";

    public override string InsertUnlessThere(string insert) => insert + " ON CONFLICT DO NOTHING";
}
