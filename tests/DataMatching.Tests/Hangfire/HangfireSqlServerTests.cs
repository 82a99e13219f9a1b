using System.Text.Json.Nodes;
using DataMatching.Jobs.Hangfire;
using DataMatching.Jobs.Units;
using DataMatching.Tests.Reports;
using DataMatching.Tests.Storage;
using DataMatching.Tests.Units;
using Hangfire;
using Hangfire.SqlServer;

namespace DataMatching.Tests.Hangfire;

/// <summary>
/// Hangfire on the server of DM_TEST_SQLSERVER; compiled when that is set. A SQL Server gets what Hangfire.SqlServer says. On Babelfish, which can't make its tables, they are made here, and a few statements are
/// put into other words (<see cref="BabelfishWords"/>).
/// </summary>
[TestClass]
public sealed class HangfireSqlServerTests : EngineCompliance
{
    private static readonly string[] Tables =
    [
        $"CREATE SCHEMA {HangfireStorage.Schema}",
        "CREATE TABLE {0}.[Schema] ([Version] INT NOT NULL PRIMARY KEY)",
        "CREATE TABLE {0}.Job (Id BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY, StateId BIGINT, StateName NVARCHAR(20), InvocationData NVARCHAR(MAX) NOT NULL, Arguments NVARCHAR(MAX) NOT NULL, CreatedAt DATETIME NOT NULL, ExpireAt DATETIME)",
        "CREATE TABLE {0}.JobParameter (JobId BIGINT NOT NULL, Name NVARCHAR(40) NOT NULL, Value NVARCHAR(MAX), PRIMARY KEY (JobId, Name))",
        "CREATE TABLE {0}.State (Id BIGINT IDENTITY(1,1) NOT NULL, JobId BIGINT NOT NULL, Name NVARCHAR(20) NOT NULL, Reason NVARCHAR(100), CreatedAt DATETIME NOT NULL, Data NVARCHAR(MAX), PRIMARY KEY (JobId, Id))",
        "CREATE TABLE {0}.JobQueue (Id BIGINT IDENTITY(1,1) NOT NULL, JobId BIGINT NOT NULL, Queue NVARCHAR(50) NOT NULL, FetchedAt DATETIME, PRIMARY KEY (Queue, Id))",
        "CREATE TABLE {0}.Server (Id NVARCHAR(200) NOT NULL PRIMARY KEY, Data NVARCHAR(MAX), LastHeartbeat DATETIME NOT NULL)",
        "CREATE TABLE {0}.Hash ([Key] NVARCHAR(100) NOT NULL, Field NVARCHAR(100) NOT NULL, Value NVARCHAR(MAX), ExpireAt DATETIME2, PRIMARY KEY ([Key], Field))",
        "CREATE TABLE {0}.List (Id BIGINT IDENTITY(1,1) NOT NULL, [Key] NVARCHAR(100) NOT NULL, Value NVARCHAR(MAX), ExpireAt DATETIME, PRIMARY KEY ([Key], Id))",
        "CREATE TABLE {0}.[Set] ([Key] NVARCHAR(100) NOT NULL, Score FLOAT NOT NULL, Value NVARCHAR(256) NOT NULL, ExpireAt DATETIME, PRIMARY KEY ([Key], Value))",
        "CREATE TABLE {0}.Counter (Id BIGINT IDENTITY(1,1) NOT NULL, [Key] NVARCHAR(100) NOT NULL, Value INT NOT NULL, ExpireAt DATETIME, PRIMARY KEY ([Key], Id))",
        "CREATE TABLE {0}.AggregatedCounter ([Key] NVARCHAR(100) NOT NULL PRIMARY KEY, Value BIGINT NOT NULL, ExpireAt DATETIME)",
    ];

    private static readonly List<SqlServerDatabase> Databases = [];
    private bool _isBabelfish;

    /// <summary>When the sites on them are closed.</summary>
    [ClassCleanup]
    public static void Drop() => Databases.ForEach(d => d.Dispose());

    private protected override void Prepare()
    {
        var database = new SqlServerDatabase();
        lock (Databases) Databases.Add(database);
        Directory.CreateDirectory(Line.At("site", "secrets"));
        SecretFile.Write(Line.At("site", "secrets", "database"), database.Connection);
        File.Delete(Line.At("site", "data", "datamatching.db"));
        var settings = Line.At("site", "config", "site.json");
        var json = JsonNode.Parse(File.ReadAllText(settings))!;
        json["database"] = new JsonObject { ["kind"] = "sqlserver", ["connection"] = "file:secrets/database" };
        File.WriteAllText(settings, json.ToJsonString());
        Assert.AreEqual(0, Line.Run("init").Code);
        using var connection = database.Open();
        using var asked = connection.CreateCommand();
        asked.CommandText = "SELECT CAST(SERVERPROPERTY('Babelfish') AS int)";
        _isBabelfish = asked.ExecuteScalar() is 1;
        if (!_isBabelfish) return;
        foreach (var table in Tables) database.Run(table.Replace("{0}", HangfireStorage.Schema, StringComparison.Ordinal));
    }

    private protected override IEngine Start(Node node) => HangfireEngine.Start(node, StorageOf(node), 2);

    private JobStorage StorageOf(Node node)
    {
        if (!_isBabelfish) return HangfireStorage.Of(node.Site);
        var options = HangfireStorage.SqlServerOptions();
        (options.SqlClientFactory, options.PrepareSchemaIfNecessary, options.TryAutoDetectSchemaDependentOptions) = (new BabelfishWords(), false, false);
        return new SqlServerStorage(node.Site.Store.Server!.Connection, options);
    }
}
