using System.Globalization;
using System.Text;
using Dapper;
using DataMatching.Storage;
using DataMatching.Storage.SqlServer;
using DataMatching.Tests.Sql;
using Microsoft.Data.SqlClient;

namespace DataMatching.Tests.Storage;

/// <summary>Every promise of storage, on a real server of T-SQL.</summary>
[TestClass]
[NeedsSqlServer]
[TestCategory(NeedsSqlServerAttribute.Category)]
[DoNotParallelize] // Babelfish ends by a fault of its own when several databases are made at once
public sealed class SqlServerStoreTests : StoreCompliance
{
    private readonly Lazy<SqlServerDatabase> _database = new(() => new SqlServerDatabase());

    [TestCleanup]
    public void Drop()
    {
        if (_database.IsValueCreated) _database.Value.Dispose();
    }

    protected override Store Open(KeyRing keys) => Store.Open(new SqlServerDialect(_database.Value.Connection), keys, Clock);

    protected override Store Look(KeyRing keys) => Store.Look(new SqlServerDialect(_database.Value.Connection, looking: true), keys, Clock);

    protected override Database Whole => Database.At(new DatabasePlace(DatabaseKind.SqlServer, _database.Value.Connection));

    protected override bool LeavesNumbersOut => true;

    protected override string Bytes(string hex) => "0x" + hex;

    /// <summary>What a killed program leaves on the server: a session whose line broke in the middle of a transaction.</summary>
    [TestMethod]
    public void A_writer_that_is_cut_off_leaves_nothing_and_keeps_nobody_waiting()
    {
        using var store = Open();
        var given = new SqlConnectionStringBuilder(_database.Value.Connection);
        var server = given.DataSource.Replace("tcp:", "", StringComparison.Ordinal).Split(',');
        using var line = new CutLine(server[0], server.Length > 1 ? int.Parse(server[1], CultureInfo.InvariantCulture) : 1433, after: 200_000);
        given.DataSource = string.Create(CultureInfo.InvariantCulture, $"tcp:{server[0]},{line.Port}");
        given.ConnectRetryCount = 0;
        var dialect = new SqlServerDialect(given.ConnectionString);
        using (var connection = dialect.ConnectAlone())
        {
            using var transaction = dialect.Write(connection);
            using var rows = dialect.Bulk(connection, transaction, "refused_delivery", "file", "reason", "refused_at");
            rows.Add("tax/x.csv", "cut", "x");
            rows.Flush();
            Assert.ThrowsExactly<SqlException>(() => connection.ExecuteScalar<string>("SELECT REPLICATE(CAST(N'x' AS nvarchar(max)), 400000)", transaction: transaction));
        }

        Assert.IsTrue(line.Cut);
        store.Batches.RecordRefusal("tax/x.csv", null, null, "cut");
        Assert.HasCount(1, store.Batches.Refusals());
    }

    [TestMethod]
    public void Who_looks_writes_nothing_and_numbers_that_are_given_are_kept()
    {
        using (var store = Open())
        {
            store.Write((connection, transaction) =>
            {
                using var rows = store.Dialect.Bulk(connection, transaction, "refused_delivery", "id", "file", "reason", "refused_at");
                rows.Add(41L, "tax/x.csv", "𠮷'", "2026-10-01T00:00:00.0000000Z");
            });
            Assert.AreEqual("𠮷'", store.Batches.Refusals().Single().Reason);
            store.Batches.RecordRefusal("tax/y.csv", null, null, "next");
        }

        using (var connection = _database.Value.Open())
        {
            var (given, next) = connection.QuerySingle<(long, long)>("SELECT MIN(id), MAX(id) FROM refused_delivery");
            Assert.AreEqual(41L, given);
            Assert.IsGreaterThan(given, next, "the next goes on behind them");
        }

        using var looking = Look(KeyRing.Load(KeyFolder));
        Assert.Contains("look only", Assert.ThrowsExactly<StoreException>(() => looking.Runs.StartOrResume("k", "p")).Message, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("DECLARE @n int = 0; WHILE @n < 3 BEGIN INSERT INTO refused_delivery (\"file\", reason, refused_at) VALUES ('a', 'b', 'c'); SET @n = @n + 1 END; DBCC CHECKIDENT ('refused_delivery', RESEED, 2)",
        "the database's own check: refused_delivery would give its next row a number that is taken")]
    [DataRow("DECLARE @key nvarchar(300) = (SELECT name FROM sys.foreign_keys WHERE parent_object_id = OBJECT_ID(N'evidence')); EXEC(N'ALTER TABLE evidence DROP CONSTRAINT ' + @key); DELETE FROM batch_content; DELETE FROM batch",
        "foreign key evidence (batch): missing; foreign key evidence (batch): 1 rows that point to no row of batch")]
    [DataRow("DROP TABLE run_tally; CREATE TABLE run_tally (run bigint)", "column run_tally.")]
    [DataRow("ALTER TABLE export DROP COLUMN \"filter\"; ALTER TABLE export ADD \"filter\" nvarchar(50) COLLATE Latin1_General_BIN2 NOT NULL", "column export.filter: TEXT(50) NOT NULL")]
    [DataRow("ALTER TABLE export DROP COLUMN \"filter\"; ALTER TABLE export ADD \"filter\" nvarchar(max) COLLATE Latin1_General_CI_AS NOT NULL", "column export.filter: TEXT COLLATE ")]
    [DataRow("DROP TRIGGER export_is_not_changed", "trigger export_is_not_changed of export: missing")]
    public void What_only_a_server_can_have_done_to_it_is_found_too(string sql, string told)
    {
        using (var store = Open()) PlantAll(store);
        _database.Value.Run(sql);
        Assert.StartsWith(told, Told(Check()), StringComparison.Ordinal);
    }

    protected override int Meddle(string sql) => _database.Value.Run(InItsWords(sql));

    /// <summary>What tests do to a schema, which is written for the others.</summary>
    private static string InItsWords(string sql)
    {
        var words = sql.Split(' ');
        return words switch
        {
            ["ALTER", "TABLE", var table, "RENAME", "COLUMN", var column, "TO", var called] => $"EXEC sp_rename '{table}.{column}', '{called}', 'COLUMN'",
            ["ALTER", "TABLE", _, "ADD", ..] or ["CREATE", "TABLE", ..] => SqlServerWords.Of(sql).Single(),
            ["DROP", "INDEX", var index] => $"DROP INDEX {index} ON {index[..index.IndexOf("_by_", StringComparison.Ordinal)]}",
            _ => sql,
        };
    }

    /// <summary>Every value of every table.</summary>
    protected override IReadOnlyList<byte[]> Kept()
    {
        using var connection = _database.Value.Open();
        var kept = new List<byte[]>();
        foreach (var table in connection.Query<string>("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME").AsList())
        {
            using var rows = connection.ExecuteReader($"SELECT * FROM [{table}]");
            while (rows.Read())
            {
                for (var i = 0; i < rows.FieldCount; i++)
                    kept.Add(rows.GetValue(i) switch { byte[] bytes => bytes, long number => BitConverter.GetBytes(number), var text => Encoding.UTF8.GetBytes(text.ToString()!) });
            }
        }

        return kept;
    }
}
