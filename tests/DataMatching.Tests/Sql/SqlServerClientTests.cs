using System.Data;
using DataMatching.Connectors.Transports.Sql;
using DataMatching.Tests.Transports;
using DataMatching.Time;
using Microsoft.Data.SqlClient;

namespace DataMatching.Tests.Sql;

/// <summary>What can be proved of SQL Server without one: that the client loads whole, what is asked, and what a failure is taken for.</summary>
[TestClass]
public sealed class SqlServerClientTests
{
    private static SqlSettings Settings(string keys = "bulk", string more = "") => Orders.Source<SqlSettings>($$"""
        { "kind": "sqlserver", "scope": "440000", "connection": "env:DM_TEST_SQLSERVER", "view": "dbo.v_wages", "keys": "{{keys}}", "columns": { "姓名": "XM", "证件号码": "SFZH", "税款所属期": "NY", "收入额": "JE" }{{more}} }
        """);

    private static SqlQuestion Question(SqlSettings settings, SqlMark? after = null) =>
        new(settings, ColumnMap.Of(Orders.Of(settings, 2), settings.Columns), new KeyedPeople(Orders.Keys(2)), new Month(2026, 4), new Month(2026, 9)) { After = after };

    [TestMethod]
    public void Parameters_table_valued_parameters_and_bulk_copy_load()
    {
        using var table = new DataTable();
        table.Columns.Add("id", typeof(string));
        using var command = new SqlCommand("SELECT @id");
        command.Parameters.Add(new SqlParameter("@id", "1"));
        command.Parameters.Add(new SqlParameter("@keys", SqlDbType.Structured) { TypeName = "dbo.keys", Value = table });
        Assert.HasCount(2, command.Parameters);
        using var connection = new SqlConnection("Server=127.0.0.1,1");
        using var copy = new SqlBulkCopy(connection) { DestinationTableName = "#dm_keys" };
        copy.ColumnMappings.Add("id", "id");
        Assert.ThrowsExactly<InvalidOperationException>(() => copy.WriteToServer(table), "closed, and nothing worse");
    }

    /// <summary>Without globalisation data the client would refuse before it looked at the network.</summary>
    [TestMethod]
    public void A_connection_is_tried()
    {
        using var connection = new SqlConnection("Server=tcp:127.0.0.1,1;User Id=u;Password=p;Encrypt=Optional;Connect Timeout=5;ConnectRetryCount=0");
        var failure = Assert.ThrowsExactly<SqlException>(connection.Open);
        Assert.IsTrue(SqlServerDatabase.Meaning(failure.Number, failure.Class).Transient, $"error {failure.Number}");
    }

    [TestMethod]
    public void The_statement_names_the_view_and_agreed_columns_and_holds_no_value()
    {
        using var command = SqlServerQuestion.Rows(Question(Settings()));
        Assert.AreEqual("SELECT v.[SFZH], v.[XM], v.[NY], v.[JE] FROM [dbo].[v_wages] v WHERE (v.[SFZH] IN (SELECT id FROM #dm_keys))", command.CommandText);
        Assert.HasCount(0, command.Parameters);
        var narrow = Settings("none", """, "month": { "column": "NY", "format": "number" }, "watermark": "GXSJ" """);
        var goesOn = Question(narrow, new SqlMark(MarkKind.OldTime, new DateTime(2026, 10, 1).Ticks));
        using var before = SqlServerQuestion.Asked(goesOn, "COUNT_BIG(*)", "<=");
        Assert.AreEqual("SELECT COUNT_BIG(*) FROM [dbo].[v_wages] v WHERE v.[NY] >= @p0 AND v.[NY] < @p1 AND (v.[GXSJ] <= @p2 OR v.[GXSJ] IS NULL)", before.CommandText);
        Assert.AreEqual("202604 202610", $"{before.Parameters[0].Value} {before.Parameters[1].Value}");
        Assert.AreEqual((SqlDbType.DateTime2, new DateTime(2026, 10, 1).AddMilliseconds(1.5)), (before.Parameters[2].SqlDbType, before.Parameters[2].Value), "between two steps of the old type");
        using var rows = SqlServerQuestion.Rows(goesOn);
        Assert.AreEqual("SELECT v.[SFZH], v.[XM], v.[NY], v.[JE], v.[GXSJ] FROM [dbo].[v_wages] v WHERE v.[NY] >= @p0 AND v.[NY] < @p1 AND (v.[GXSJ] > @p2) ORDER BY v.[GXSJ]", rows.CommandText);
    }

    [TestMethod]
    public void Keys_by_insert_are_parameters_within_the_server_s_limits()
    {
        var keys = Enumerable.Range(1, SqlServerQuestion.RowsOfInsert).Select(Orders.Id).ToList();
        using var insert = SqlServerQuestion.Insert(keys);
        Assert.HasCount(200, insert.Parameters);
        Assert.DoesNotContain(keys[0], insert.CommandText, StringComparison.Ordinal);
        StringAssert.StartsWith(insert.CommandText, "INSERT INTO #dm_keys (id) VALUES (@p0), (@p1), ", StringComparison.Ordinal);
        Assert.AreEqual(SqlDbType.VarChar, insert.Parameters[0].SqlDbType, "nvarchar would leave the agency's index unused");
    }

    [TestMethod]
    [DataRow(1205, 13, true, DisplayName = "deadlock")]
    [DataRow(-2, 11, true, DisplayName = "time limit")]
    [DataRow(1222, 16, true, DisplayName = "lock limit")]
    [DataRow(64, 20, true, DisplayName = "the line broke")]
    [DataRow(10054, 20, true, DisplayName = "reset by the peer")]
    [DataRow(99999, 20, true, DisplayName = "anything that ends the connection")]
    [DataRow(229, 14, false, DisplayName = "may not read")]
    [DataRow(208, 16, false, DisplayName = "no such view")]
    [DataRow(207, 16, false, DisplayName = "no such column")]
    [DataRow(18456, 14, false, DisplayName = "not let in")]
    [DataRow(4060, 11, false, DisplayName = "no such database")]
    [DataRow(8114, 16, false, DisplayName = "anything else")]
    [DataRow(468, 16, false, DisplayName = "collations that do not go together")]
    public void A_failure_is_tried_again_or_told(int number, int severity, bool transient) => Assert.AreEqual(transient, SqlServerDatabase.Meaning(number, (byte)severity).Transient);
}
