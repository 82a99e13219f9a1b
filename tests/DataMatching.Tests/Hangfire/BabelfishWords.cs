using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;

namespace DataMatching.Tests.Hangfire;

/// <summary>SqlClient with the statements of Hangfire.SqlServer that Babelfish does not have put into words that it has: MERGE of one row, and an UPDATE or DELETE of an alias. All others go through as they are.</summary>
internal sealed partial class BabelfishWords : DbProviderFactory
{
    public override DbConnection CreateConnection() => new Line(new SqlConnection());

    public static string Of(string sql)
    {
        if (Merge().Match(sql) is not { Success: true } merge)
            return DeleteOfAlias().Replace(UpdateOfAlias().Replace(sql, "update${top} ${table} set ${set} where"), "delete${top} from ${table} where");
        var (names, values) = (Parts("names"), Parts("values"));
        return $"update {merge.Groups["table"]} set {Said("set")} where {Said("on")}; if @@ROWCOUNT = 0 insert into {merge.Groups["table"]} ({merge.Groups["columns"]}) values ({Said("inserted")});";

        string[] Parts(string group) => merge.Groups[group].Value.Split(',', StringSplitOptions.TrimEntries);
        string Said(string group) => names.Zip(values).Aggregate(merge.Groups[group].Value, (said, pair) => said.Replace("Source." + pair.First, pair.Second, StringComparison.Ordinal)).Replace("Target.", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^;?merge (?<table>\S+)( with \(\w+\))? as Target\s+using \(VALUES \((?<values>.*)\)\) as Source \((?<names>.*)\)\s+on (?<on>.*)\s+when matched then update set (?<set>.*)\s+when not matched then insert \((?<columns>.*)\) values \((?<inserted>.*)\);$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Merge();

    [GeneratedRegex(@"\bupdate(?<top> top \([^)]*\))? (?<alias>\w+)\s+set (?<set>.*?)\s+from (?<table>\S+) \k<alias> with \([^)]*\)\s+where", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UpdateOfAlias();

    [GeneratedRegex(@"\bdelete(?<top> top \([^)]*\))? (?<alias>\w+)\s+from (?<table>\S+) \k<alias> with \([^)]*\)\s+where", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DeleteOfAlias();

    private sealed class Line(SqlConnection inner) : DbConnection
    {
        public SqlConnection Inner { get; } = inner;

        [AllowNull]
        public override string ConnectionString { get => Inner.ConnectionString; set => Inner.ConnectionString = value; }
        public override string Database => Inner.Database;
        public override string DataSource => Inner.DataSource;
        public override string ServerVersion => Inner.ServerVersion;
        public override ConnectionState State => Inner.State;
        public override void ChangeDatabase(string databaseName) => Inner.ChangeDatabase(databaseName);
        public override void Close() => Inner.Close();
        public override void Open() => Inner.Open();
        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => Inner.BeginTransaction(isolationLevel);
        protected override DbCommand CreateDbCommand() => new Statement(Inner.CreateCommand());

        protected override void Dispose(bool disposing)
        {
            if (disposing) Inner.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Statement(SqlCommand inner) : DbCommand
    {
        [AllowNull]
        public override string CommandText { get => inner.CommandText; set => inner.CommandText = Of(value ?? ""); }
        public override int CommandTimeout { get => inner.CommandTimeout; set => inner.CommandTimeout = value; }
        public override CommandType CommandType { get => inner.CommandType; set => inner.CommandType = value; }
        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get => inner.UpdatedRowSource; set => inner.UpdatedRowSource = value; }
        protected override DbConnection? DbConnection { get => inner.Connection; set => inner.Connection = (value as Line)?.Inner; }
        protected override DbParameterCollection DbParameterCollection => inner.Parameters;
        protected override DbTransaction? DbTransaction { get => inner.Transaction; set => inner.Transaction = (SqlTransaction?)value; }
        public override void Cancel() => inner.Cancel();
        public override void Prepare() => inner.Prepare();
        public override int ExecuteNonQuery() => inner.ExecuteNonQuery();
        public override object? ExecuteScalar() => inner.ExecuteScalar();
        protected override DbParameter CreateDbParameter() => inner.CreateParameter();
        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => inner.ExecuteReader(behavior);

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
