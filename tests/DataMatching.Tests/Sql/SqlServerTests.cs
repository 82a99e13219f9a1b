using System.Globalization;
using DataMatching.Batches;
using DataMatching.Connectors.Transports;
using DataMatching.Connectors.Transports.Sql;
using DataMatching.Tests.Transports;
using Microsoft.Data.SqlClient;

namespace DataMatching.Tests.Sql;

/// <summary>Against the T-SQL server whose connection string DM_TEST_SQLSERVER holds; always compiled, in the run when there is one (see SqlServerRuns.cs).</summary>
public abstract class SqlServerTests
{
    private const string Place = "env:DM_TEST_SQLSERVER";

    private static void Execute(string sql)
    {
        using var connection = new SqlConnection(Environment.GetEnvironmentVariable("DM_TEST_SQLSERVER"));
        connection.Open();
        using var command = new SqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>A view of wages: people 1 to 400 with a month each.</summary>
    private static string NewView(string type = "datetime2")
    {
        var name = "v" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
        Execute($"CREATE TABLE t{name} (XM varchar(50), SFZH char(20), NY int, JE numeric(14,4), GXSJ {type})");
        foreach (var some in Enumerable.Range(1, 400).Chunk(100))
            Execute($"INSERT INTO t{name} (XM, SFZH, NY, JE, GXSJ) VALUES " + string.Join(", ", some.Select(n => string.Create(CultureInfo.InvariantCulture, $"('Wang', '{Orders.Id(n)}', 202604, {3000 + n}.5, '2026-10-01 12:00')"))));
        Execute($"CREATE VIEW {name} AS SELECT XM, SFZH, NY, JE, GXSJ FROM t{name}");
        return name;
    }

    private static MemoryLanding Bring(string view, string keys, string more = "", MemoryLanding? landing = null, int rowsOfCommit = 200_000)
    {
        var settings = Orders.Source<SqlSettings>($$"""
            { "kind": "sqlserver", "scope": "440000", "connection": "{{Place}}", "view": "dbo.{{view}}", "keys": "{{keys}}", "keysAtOnce": 100, "month": { "column": "NY", "format": "number" }{{more}},
              "columns": { "姓名": "XM", "证件号码": "SFZH", "税款所属期": "NY", "收入额": "JE" } }
            """);
        landing ??= new MemoryLanding();
        settings.Stream(new TransportSite(".", new JumpingClock(TimeSpan.FromDays(1))), rowsOfCommit).Bring(Orders.Of(settings, 250), landing, CancellationToken.None);
        return landing;
    }

    [TestMethod]
    [DataRow("bulk")]
    [DataRow("rows")]
    [DataRow("none")]
    public void Only_our_people_s_rows_come_back(string keys)
    {
        var view = NewView();
        var landing = Bring(view, keys);
        var expected = Enumerable.Range(1, 250).Select(n => $"Wang|{Orders.Id(n)}|202604|{3000 + n}.5").Order(StringComparer.Ordinal);
        Assert.AreEqual(string.Join('\n', expected), string.Join('\n', landing.Text.Split('\n').Order(StringComparer.Ordinal)));
        Assert.AreEqual(250L, landing.Promised);
    }

    [TestMethod]
    [DataRow("datetime2")]
    [DataRow("datetime")]
    public void A_stream_that_was_cut_goes_on_behind_its_watermark(string type)
    {
        var view = NewView(type);
        Execute($"UPDATE t{view} SET GXSJ = '2026-10-01 12:00:00.003' WHERE SFZH > '{Orders.Id(100)}'; UPDATE t{view} SET GXSJ = '2026-10-01 12:00:00.007' WHERE SFZH > '{Orders.Id(200)}'");
        var landing = new MemoryLanding { BeforeCommit = n => { if (n == 1) throw new InvalidOperationException("killed"); } };
        Assert.ThrowsExactly<InvalidOperationException>(() => Bring(view, "none", """, "watermark": "GXSJ" """, landing, 50));
        Assert.HasCount(100, landing.Committed);
        landing.OpenAgain();
        Bring(view, "none", """, "watermark": "GXSJ" """, landing, 50);
        Assert.AreEqual(250L, landing.Promised);
        Assert.AreEqual(250, landing.Committed.Select(r => r[1]).Distinct().Count());
    }

    [TestMethod]
    public void A_failure_holds_no_number_and_says_what_to_do()
    {
        var failure = Assert.ThrowsExactly<TransportException>(() => Bring("v_that_is_not_there", "rows"));
        Assert.DoesNotContain("4499", failure.ToString(), StringComparison.Ordinal);
    }
}
