using System.Data;
using Microsoft.Data.SqlClient;

namespace DataMatching.Connectors.Transports.Sql;

/// <summary>The statements that go to an agency's SQL Server: one that selects, and those that fill a temporary table of the session with our keys; of the words that other servers of its language know, too.</summary>
internal static class SqlServerQuestion
{
    public const string Keys = "#dm_keys";

    /// <summary>A statement takes at most 1,000 rows of VALUES, and 2,100 parameters; what a server needs to take one in grows faster than its rows, so that a few hundred are quickest.</summary>
    public const int RowsOfInsert = 200;

    /// <summary>As varchar, so that an index on the agency's column is of use; with the database's collation, for tempdb's may be another.</summary>
    public const string MakeKeys = $"CREATE TABLE {Keys} (id varchar(18) COLLATE DATABASE_DEFAULT NOT NULL)";

    public const string ForgetKeys = $"DELETE FROM {Keys}";

    /// <summary>In a deadlock the agency's own work goes on, and ours begins anew.</summary>
    public const string Yield = "SET DEADLOCK_PRIORITY LOW";

    /// <summary>The question with this list of columns.</summary>
    /// <param name="side">Behind the watermark where it goes on (<c>&gt;</c>), or up to it.</param>
    public static SqlCommand Asked(SqlQuestion question, string list, string side = ">")
    {
        var command = new SqlCommand();
        List<string> conditions = [];
        var settings = question.Settings;
        if (settings.Keys != KeyMode.None) conditions.Add("(" + string.Join(" OR ", question.Columns.Ids.Select(c => $"v.{Name(c)} IN (SELECT id FROM {Keys})")) + ")");
        if (question.Months is var (from, to)) conditions.Add($"v.{Name(settings.Month!.Column)} >= {Parameter(command, from)} AND v.{Name(settings.Month.Column)} < {Parameter(command, to)}");
        if (question.After is { } after) conditions.Add($"(v.{Name(settings.Watermark!)} {side} {Parameter(command, after)}{SqlQuestion.OrEmpty(side, "v." + Name(settings.Watermark!))})");
        command.CommandText = $"SELECT {list} FROM {QuoteName.ForSqlServer(settings.View)} v" + (conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions));
        return command;
    }

    /// <summary>The question's rows, in the order of the watermark where there is one.</summary>
    public static SqlCommand Rows(SqlQuestion question)
    {
        var command = Asked(question, string.Join(", ", question.Selected.Select(c => "v." + Name(c))));
        if (question.Settings.Watermark is { } mark) command.CommandText += $" ORDER BY v.{Name(mark)}";
        return command;
    }

    /// <summary>Rows of keys as parameters, where bulk copy into a temporary table is not to be had.</summary>
    public static SqlCommand Insert(IReadOnlyList<string> keys)
    {
        var command = new SqlCommand();
        command.CommandText = $"INSERT INTO {Keys} (id) VALUES " + string.Join(", ", keys.Select(k => $"({Parameter(command, k)})"));
        return command;
    }

    private static string Name(string column) => QuoteName.ForSqlServer(column);

    private static string Parameter(SqlCommand command, object value)
    {
        var name = $"@p{command.Parameters.Count}";
        command.Parameters.Add(value switch
        {
            string text => new SqlParameter(name, SqlDbType.VarChar, 18) { Value = text },
            int number => new SqlParameter(name, SqlDbType.Int) { Value = number },
            SqlMark { Kind: MarkKind.Number } mark => new SqlParameter(name, SqlDbType.BigInt) { Value = mark.Number },
            SqlMark { Kind: MarkKind.Utc } mark => new SqlParameter(name, SqlDbType.DateTimeOffset) { Value = new DateTimeOffset(mark.Number, TimeSpan.Zero) },
            SqlMark mark => new SqlParameter(name, SqlDbType.DateTime2) { Value = mark.Value },
            _ => new SqlParameter(name, SqlDbType.DateTime2) { Value = value },
        });
        return name;
    }
}
