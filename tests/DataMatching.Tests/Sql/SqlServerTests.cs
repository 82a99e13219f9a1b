using DataMatching.Tests.Transports;
using Microsoft.Data.SqlClient;

namespace DataMatching.Tests.Sql;

/// <summary>
/// Against the T-SQL server whose connection string DM_TEST_SQLSERVER holds, with an account as an agency gives it. Only what servers that speak SQL Server's language have in common, and no number of an error.
/// </summary>
[TestClass]
[NeedsSqlServer]
[TestCategory(NeedsSqlServerAttribute.Category)]
[DoNotParallelize] // Babelfish ends by a fault of its own when several databases are made at once
public sealed class SqlServerTests
{
    [TestMethod]
    [DataRow("bulk")]
    [DataRow("rows")]
    [DataRow("none")]
    public void Only_our_people_s_rows_come_back(string keys)
    {
        using var agency = new SqlServerAgency();
        agency.Bring(agency.Settings(keys));
        Assert.AreEqual(SqlServerAgency.Expected(), agency.Rows);
        Assert.IsTrue(agency.Landing.Finished);
        Assert.AreEqual(250L, agency.Landing.Promised);
        StringAssert.Contains(agency.Landing.Place!, keys == "none" ? "\"Seen\":400" : "\"Seen\":250", StringComparison.Ordinal);
        Assert.IsTrue(agency.Landing.Answers.Split(' ').All(a => a.EndsWith(":Found", StringComparison.Ordinal)));
        Assert.IsEmpty(agency.Clock.Waits);
    }

    [TestMethod]
    [DataRow("datetime2")]
    [DataRow("datetime")]
    [DataRow("smalldatetime")]
    [DataRow("date")]
    [DataRow("datetimeoffset")]
    [DataRow("bigint")]
    public void A_stream_that_was_cut_goes_on_behind_its_watermark(string type)
    {
        using var agency = new SqlServerAgency();
        var mark = type is "bigint" ? "N / 3" : $"CAST(DATEADD({(type is "smalldatetime" or "date" ? "day" : "millisecond")}, N / 3 * 7, GXSJ) AS {type})";
        var settings = agency.Settings("none", agency.Also($"SELECT XM, SFZH, NY, JE, {mark} AS GXSJ FROM {agency.Table}"), """, "watermark": "GXSJ" """);
        agency.Landing.BeforeCommit = n => { if (n == 2) throw new InvalidOperationException("killed"); };
        Assert.ThrowsExactly<InvalidOperationException>(() => agency.Bring(settings, rowsOfCommit: 50));
        Assert.IsGreaterThan(90, agency.Landing.Committed.Count);
        agency.Landing.OpenAgain();
        agency.Bring(settings, rowsOfCommit: 50);
        Assert.AreEqual(SqlServerAgency.Expected(), agency.Rows);
        Assert.IsEmpty(agency.Clock.Waits);
    }

    [TestMethod]
    public void Somebody_who_is_not_there_is_known_absent_and_old_numbers_are_found()
    {
        using var agency = new SqlServerAgency();
        SqlServerAgency.Execute($"DELETE FROM {agency.Table} WHERE N = 7; UPDATE {agency.Table} SET SFZH = SUBSTRING(SFZH, 1, 6) + SUBSTRING(SFZH, 9, 9) WHERE N = 8");
        agency.Bring(agency.Settings(), people: 9);
        Assert.AreEqual("H000007/1:NoRecord", agency.Landing.Answers.Split(' ').Single(a => !a.EndsWith(":Found", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void The_last_moment_of_the_last_day_is_of_the_month_and_the_first_of_the_next_is_not()
    {
        using var agency = new SqlServerAgency();
        var view = agency.Also($"SELECT XM, SFZH, CAST(CASE WHEN N % 2 = 0 THEN '2026-09-30 23:59:59.9' ELSE '2026-10-01 00:00:00' END AS datetime2) AS NY, JE FROM {agency.Table}");
        agency.Bring(agency.Settings("rows", view, """, "month": { "column": "NY", "format": "date" } """), people: 4);
        Assert.AreEqual($"王伟|{Orders.Id(2)}|2026-09-30 23:59:59|3002.5\n王伟|{Orders.Id(4)}|2026-09-30 23:59:59|3004.5", agency.Rows);
    }

    [TestMethod]
    [DataRow("CAST('2026-04-01' AS date)", "2026-04-01")]
    [DataRow("CAST('2026-04-01 00:00' AS datetime)", "2026-04-01")]
    [DataRow("CAST('2026-04-01 10:11:12' AS smalldatetime)", "2026-04-01 10:11:00")]
    [DataRow("CAST(3500.5 AS money)", "3500.5")]
    [DataRow("CAST(3500.5 AS float)", "3500.5")]
    [DataRow("CAST(1 AS bit)", "是")]
    [DataRow("CAST(7 AS smallint)", "7")]
    [DataRow("CAST(N'鎏 ' AS nchar(10))", "鎏")]
    [DataRow("CAST(NULL AS varchar(5))", "-")]
    public void Values_come_as_the_file_writes_them(string value, string expected)
    {
        using var agency = new SqlServerAgency();
        agency.Bring(agency.Settings(view: agency.Also($"SELECT XM, SFZH, NY, {value} AS JE FROM {agency.Table}")), people: 1);
        Assert.AreEqual($"王伟|{Orders.Id(1)}|202604|{expected}", agency.Rows);
    }

    [TestMethod]
    public void A_connection_cut_in_the_middle_of_the_rows_costs_no_row_and_doubles_none()
    {
        using var agency = new SqlServerAgency();
        var view = agency.Also($"SELECT a.XM, a.SFZH, a.NY, a.JE FROM {agency.Table} a CROSS JOIN {agency.Table} b WHERE b.N <= 20");
        var server = agency.Connection.DataSource[(agency.Connection.DataSource.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(',');
        using var line = new CutLine(server[0], server.Length > 1 ? int.Parse(server[1], System.Globalization.CultureInfo.InvariantCulture) : 1433, after: 120_000);
        if (agency.Connection.ServerCertificate.Length == 0) agency.Connection.HostNameInCertificate = server[0];
        agency.Connection.DataSource = $"tcp:127.0.0.1,{line.Port}";
        agency.Bring(agency.Settings("none", view));
        Assert.IsTrue(line.Cut);
        Assert.AreEqual(SqlServerAgency.Expected(20), agency.Rows);
        Assert.HasCount(1, agency.Clock.Waits);
        Assert.AreEqual(2, line.Connections);
    }

    [TestMethod]
    public void A_time_limit_is_met_again_later_and_at_last_told()
    {
        using var agency = new SqlServerAgency();
        StringAssert.Contains(agency.Fails(agency.Settings("rows", Endless(agency), """, "timeoutSeconds": 1""")).Message, "after 6 tries", StringComparison.Ordinal);
        Assert.HasCount(5, agency.Clock.Waits);
    }

    [TestMethod]
    [DataRow("rows")]
    [DataRow("none")]
    public async Task A_night_that_is_told_to_stop_stops_in_the_middle_of_a_statement(string keys)
    {
        using var agency = new SqlServerAgency();
        var settings = agency.Settings(keys, Endless(agency), "");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        var bring = Task.Run(() => agency.Bring(settings, cancel: stop.Token), CancellationToken.None);
        await Assert.ThrowsAsync<OperationCanceledException>(() => bring.WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None));
        Assert.IsEmpty(agency.Landing.Committed);
    }

    [TestMethod]
    public void The_account_may_read_the_view_alone()
    {
        using var agency = new SqlServerAgency();
        agency.Fails(agency.Settings(view: agency.Table));
        using var connection = new SqlConnection(agency.Connection.ConnectionString);
        connection.Open();
        using var write = new SqlCommand($"UPDATE {agency.View} SET JE = 0", connection);
        Assert.ThrowsExactly<SqlException>(() => write.ExecuteNonQuery());
        Assert.IsEmpty(agency.Clock.Waits);
    }

    [TestMethod]
    [DataRow("no such view")]
    [DataRow("no such column")]
    [DataRow("wrong password")]
    [DataRow("no such database")]
    [DataRow("a value that is none, with a number in the server's text")]
    public void A_failure_that_no_patience_helps_is_told_at_once(string what)
    {
        using var agency = new SqlServerAgency();
        var view = what switch
        {
            "no such view" => "v_nowhere",
            "no such column" => agency.Also($"SELECT XM, SFZH, NY FROM {agency.Table}"),
            "a value that is none, with a number in the server's text" => agency.Also($"SELECT XM, SFZH, NY, CAST('x' + SFZH AS int) AS JE FROM {agency.Table}"),
            _ => agency.View,
        };
        if (what == "wrong password") agency.Connection.Password += "x";
        if (what == "no such database") agency.Connection.InitialCatalog = "nowhere";
        StringAssert.Contains(agency.Fails(agency.Settings(view: view)).Message, "ask the agency", StringComparison.Ordinal);
        Assert.IsEmpty(agency.Clock.Waits);
    }

    [TestMethod]
    public void A_server_under_another_name_is_told_nothing()
    {
        using var agency = new SqlServerAgency();
        (agency.Connection.Encrypt, agency.Connection.TrustServerCertificate) = (SqlConnectionEncryptOption.Mandatory, false);
        (agency.Connection.ServerCertificate, agency.Connection.HostNameInCertificate) = ("", "nobody.invalid");
        StringAssert.Contains(agency.Fails(agency.Settings()).Message, "did not prove who it is", StringComparison.Ordinal);
        Assert.IsEmpty(agency.Clock.Waits);
    }

    /// <summary>A view of 640,000,000 rows: longer than anybody here waits, and over some time on a server that heeds nobody.</summary>
    private static string Endless(SqlServerAgency agency) =>
        agency.Also($"SELECT a.XM, a.SFZH, a.NY, a.JE FROM {agency.Table} a CROSS JOIN {agency.Table} b CROSS JOIN {agency.Table} c CROSS JOIN {agency.Table} d WHERE d.N <= 10 AND a.N * b.N <> c.N * d.N + 7");
}
