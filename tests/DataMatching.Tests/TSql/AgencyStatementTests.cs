using System.Reflection;
using DataMatching.Connectors.Transports.Sql;
using DataMatching.Tests.Transports;
using DataMatching.Time;
using Microsoft.Data.SqlClient;

namespace DataMatching.Tests.TSql;

/// <summary>What an agency's SQL Server is asked, read by Microsoft's own parser and held against a view and our keys.</summary>
[TestClass]
public sealed class AgencyStatementTests
{
    private static readonly string[] Months = ["", """, "month": { "column": "NY", "format": "yyyyMM" }""", """, "month": { "column": "NY", "format": "yyyy-MM" }""", """, "month": { "column": "NY", "format": "number" }""", """, "month": { "column": "NY", "format": "date" }"""];

    [TestMethod]
    public void Every_question_is_T_SQL_over_the_view_and_our_keys()
    {
        var schema = new TSqlSchema();
        Assert.IsEmpty(schema.Take("CREATE TABLE v_wages (XM nvarchar(50), SFZH char(20), NY int, JE numeric(14,4), GXSJ datetime2)"));
        Assert.IsEmpty(schema.Take(SqlServerQuestion.MakeKeys));
        var asked = Statements().Distinct(StringComparer.Ordinal).ToList();
        Assert.IsGreaterThan(15, asked.Count);
        foreach (var statement in asked)
        {
            Assert.IsEmpty(TSqlCheck.Faults(statement, schema), statement);
            if (statement.Contains("SFZH", StringComparison.Ordinal)) Assert.IsNotEmpty(TSqlCheck.Faults(statement.Replace("SFZH", "SFZ", StringComparison.Ordinal), schema), "a wrong column is found");
        }
    }

    private static IEnumerable<string> Statements()
    {
        foreach (var own in typeof(SqlServerQuestion).GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static).Where(f => f.IsLiteral && f.FieldType == typeof(string)))
            if ((string)own.GetRawConstantValue()! is var statement and not SqlServerQuestion.Keys) yield return statement;
        foreach (var keys in new[] { "none", "rows", "bulk" })
            foreach (var month in Months)
                foreach (var kind in Enum.GetValues<MarkKind>().Cast<MarkKind?>().Where(_ => keys == "none").Append(null))
                    foreach (var statement in Of(keys, month, kind)) yield return statement;
        using var insert = SqlServerQuestion.Insert([.. Enumerable.Range(1, SqlServerQuestion.RowsOfInsert).Select(Orders.Id)]);
        yield return insert.CommandText;
    }

    private static IEnumerable<string> Of(string keys, string month, MarkKind? kind)
    {
        var settings = Orders.Source<SqlSettings>($$"""
            { "kind": "sqlserver", "scope": "440000", "connection": "env:DM_TEST_SQLSERVER", "view": "dbo.v_wages", "keys": "{{keys}}",
              "columns": { "姓名": "XM", "证件号码": "SFZH", "税款所属期": "NY", "收入额": "JE" }{{month}}{{(kind is null ? "" : """, "watermark": "GXSJ" """)}} }
            """);
        var question = new SqlQuestion(settings, ColumnMap.Of(Orders.Of(settings, 2), settings.Columns), new KeyedPeople(Orders.Keys(2)), new Month(2026, 4), new Month(2026, 9))
        {
            After = kind is { } mark ? new SqlMark(mark, new DateTime(2026, 10, 1).Ticks) : null,
        };
        foreach (var command in new Func<SqlCommand>[] { () => SqlServerQuestion.Rows(question), () => SqlServerQuestion.Asked(question, "COUNT_BIG(*)"), () => SqlServerQuestion.Asked(question, "COUNT_BIG(*)", "<=") })
        {
            using var made = command();
            yield return made.CommandText;
        }
    }
}
