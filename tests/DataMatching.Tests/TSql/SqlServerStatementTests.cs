using System.Reflection;
using System.Text.RegularExpressions;
using DataMatching.Storage;
using DataMatching.Storage.SqlServer;
using DataMatching.Tests.Architecture;
using DataMatching.Tests.Storage;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace DataMatching.Tests.TSql;

/// <summary>
/// Every statement that storage can send to SQL Server, and every migration, is read by Microsoft's own parser and held against the schema that the migrations make: a wrong word or column fails
/// without a server. The statements are those that the compliance suite runs, in SQL Server's words.
/// </summary>
[TestClass]
public sealed class SqlServerStatementTests
{
    private static readonly Lazy<TSqlSchema> Schema = new(() => Migrated(out _));
    private static readonly Lazy<TwofoldDialect.Told> Told = new(RunTheSuite);

    [TestMethod]
    public void Every_migration_and_scratch_table_is_T_SQL_and_every_key_has_an_end()
    {
        Migrated(out var faults);
        Assert.IsEmpty(faults, string.Join(Environment.NewLine, faults));
        Assert.Contains("checked_bytes", Schema.Value.Columns("batch")!);
        Assert.Contains("facts_enc", Schema.Value.Columns("#new_evidence")!);
    }

    [TestMethod]
    public void Every_statement_that_the_compliance_suite_runs_is_T_SQL_over_our_tables()
    {
        var offenders = Told.Value.Statements.Select(s => (s.Worded, Faults: TSqlCheck.Faults(s.Worded, Schema.Value))).Where(s => s.Faults.Count > 0)
            .Select(s => $"{string.Join("; ", s.Faults)}: {s.Worded}");
        LayoutTests.AssertNone(offenders, "a statement that SQL Server does not understand");
    }

    [TestMethod]
    public void Every_statement_of_the_sources_is_among_them()
    {
        var told = Told.Value.Statements.Select(s => Spaces().Replace(s.Runs, " ")).ToList();
        var missing = from file in Repository.Sources("*.cs")
                      let name = Repository.Relative(file)
                      where name.StartsWith("src/DataMatching.Storage/", StringComparison.Ordinal) && !Directory.Exists(Path.Combine(Path.GetDirectoryName(file)!, "Migrations")) && !IsOfADialect(name)
                      from Match begun in Beginning().Matches(File.ReadAllText(file))
                      let statement = Spaces().Replace(begun.Groups["text"].Value.Replace("\\\"", "\"", StringComparison.Ordinal), " ").TrimEnd()
                      where !told.Any(t => t.Contains(statement, StringComparison.Ordinal))
                      select $"{name}: {statement}";
        LayoutTests.AssertNone(missing, "a statement that no test of the compliance suite runs, so that nobody knows whether SQL Server understands it");
        Assert.IsGreaterThan(200, told.Count);
    }

    [TestMethod]
    public void What_the_dialect_sends_by_itself_is_T_SQL()
    {
        var own = typeof(SqlServerDialect).GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static).Concat(typeof(SqlServerRows).GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Concat(typeof(SqlServerUpkeep).GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(f => f is { IsLiteral: true } && f.FieldType == typeof(string)).Select(f => (string)f.GetRawConstantValue()!)
            .Concat(ScratchTable.All.Select(SqlServerWords.Move)).Append(SqlServerRows.GoOnBehind("run", 41)).Append(SqlServerRows.Last("run")).Append(SqlServerUpkeep.IsBehind("run")).ToList();
        Assert.HasCount(24, own);
        foreach (var statement in own) Assert.IsEmpty(TSqlCheck.Faults(statement, Schema.Value), statement);
    }

    [TestMethod]
    public void What_Quartz_carries_for_its_tables_is_T_SQL()
    {
        var statements = DataMatching.App.Nodes.QuartzTables.Statements();
        Assert.IsGreaterThan(20, statements.Count);
        foreach (var statement in statements) Assert.IsEmpty(TSqlCheck.Parse(statement).Faults, statement);
        Assert.Contains("QRTZ_LOCKS", string.Concat(statements), StringComparison.Ordinal);
    }

    /// <summary>A test that cannot fail would be none: every column of every statement, once called otherwise, is noticed.</summary>
    [TestMethod]
    public void A_wrong_column_anywhere_in_them_is_found()
    {
        var unseen = new List<string>();
        foreach (var (_, statement) in Told.Value.Statements)
        {
            var columns = new ColumnsOf();
            TSqlCheck.Parse(statement).Fragment.Accept(columns);
            foreach (var name in columns.Found)
            {
                var wrong = $"{statement[..name.StartOffset]}[wrong]{statement[(name.StartOffset + name.FragmentLength)..]}";
                if (TSqlCheck.Faults(wrong, Schema.Value).Count == 0) unseen.Add(wrong);
            }
        }

        LayoutTests.AssertNone(unseen, "a wrong column that is not noticed");
    }

    [TestMethod]
    [DataRow("SELECT household FROM verdict ORDER BY household LIMIT 5", DisplayName = "a word of SQLite")]
    [DataRow("SELECT file FROM batch", DisplayName = "a word that T-SQL keeps for itself")]
    [DataRow("INSERT INTO sign_in (at, ok) VALUES (@At, @Ok) RETURNING id")]
    [DataRow("SELECT household FROM verdikt")]
    [DataRow("SELECT houshold FROM verdict")]
    [DataRow("SELECT Household FROM verdict", DisplayName = "another case than the table's")]
    [DataRow("SELECT v.flagg FROM verdict v")]
    [DataRow("SELECT w.flag FROM verdict v")]
    [DataRow("SELECT d.flag FROM (SELECT household FROM verdict) d")]
    [DataRow("SELECT household FROM verdict v WHERE EXISTS (SELECT 1 FROM run r WHERE r.id = v.runn)")]
    [DataRow("SELECT household FROM verdict ORDER BY flagg")]
    [DataRow("SELECT flag, COUNT(*) FROM verdict GROUP BY flagg")]
    [DataRow("INSERT INTO run_shard (run, shard, done) VALUES (1, N'a', N'b')")]
    [DataRow("INSERT INTO run_shard (run, shard, done_at) SELECT id, run_key, ended FROM run")]
    [DataRow("INSERT INTO run (run_key) OUTPUT INSERTED.ident VALUES (N'k')")]
    [DataRow("UPDATE run SET stat = 1")]
    [DataRow("UPDATE run SET state = 1 WHERE keyed = N'k'")]
    [DataRow("DELETE FROM verdict WHERE shrd = N's'")]
    [DataRow("CREATE INDEX wrong ON verdict (shrd)")]
    [DataRow("CREATE INDEX wrong ON verdict (rules)", DisplayName = "an index over a text without an end")]
    [DataRow("CREATE TABLE wrong (a nvarchar(500) NOT NULL PRIMARY KEY)", DisplayName = "a primary key of more than 900 bytes")]
    [DataRow("CREATE TABLE wrong (a bigint NOT NULL REFERENCES run (number))")]
    [DataRow("CREATE TRIGGER wrong ON verdikt INSTEAD OF DELETE AS THROW 50000, N'x', 1")]
    [DataRow("MERGE INTO run r USING verdict v ON r.id = v.run WHEN MATCHED THEN DELETE;")]
    [DataRow("WAITFOR DELAY '00:00:01'")]
    [DataRow("ALTER TABLE run ADD a bigint, b bigint", DisplayName = "several columns in one ADD")]
    [DataRow("CREATE TABLE wrong (a bigint NOT NULL PRIMARY KEY, INDEX b (a))", DisplayName = "an index within the table")]
    public void A_wrong_word_table_or_column_is_found(string statement) => Assert.IsNotEmpty(Migrated(out _).Take(statement), statement);

    private static TSqlSchema Migrated(out List<string> faults)
    {
        var schema = new TSqlSchema();
        var dialect = new SqlServerDialect("Server=localhost");
        faults = [.. Migration.Of(dialect).Select(m => m.Sql).Prepend(Migration.CreateLedger).SelectMany(dialect.Translate)
            .Concat(ScratchTable.All.Select(SqlServerWords.Stage)).Concat(ScratchTable.All.Select(dialect.CreateScratch))
            .SelectMany(s => schema.Take(s).Select(f => $"{f}: {s}"))];
        return schema;
    }

    private static TwofoldDialect.Told RunTheSuite()
    {
        var told = new TwofoldDialect.Told();
        var tests = from method in typeof(StoreCompliance).GetMethods()
                    where method.GetCustomAttribute<TestMethodAttribute>() is not null
                    let rows = method.GetCustomAttributes<DataRowAttribute>().Select(r => r.Data).ToList()
                    from row in rows.Count == 0 ? [[]] : rows
                    select (method, row);
        Parallel.ForEach(tests.ToList(), new ParallelOptions { MaxDegreeOfParallelism = 2 }, test =>
        {
            using var suite = new Suite(told);
            test.method.Invoke(suite, BindingFlags.DoNotWrapExceptions, null, test.row, System.Globalization.CultureInfo.InvariantCulture);
        });
        return told;
    }

    private static bool IsOfADialect(string name) => new[] { "Postgres", "SqlServer", "Sqlite" }.Any(d => name.StartsWith($"src/DataMatching.Storage/{d}/", StringComparison.Ordinal));

    /// <summary>Up to the first hole, or the end of the literal.</summary>
    private static Regex Beginning() => new("""(?:"|^\s+)(?<text>(?:SELECT|INSERT INTO|UPDATE|DELETE FROM) (?:\\"|[^"{\r\n])*)""", RegexOptions.Multiline, TimeSpan.FromSeconds(5));

    private static Regex Spaces() => new(@"(?:/\*\d+\*/|\s)+", RegexOptions.None, TimeSpan.FromSeconds(5));

    private sealed class ColumnsOf : TSqlFragmentVisitor
    {
        public List<Identifier> Found { get; } = [];

        public override void Visit(ColumnReferenceExpression node)
        {
            if (node.MultiPartIdentifier is { } name) Found.Add(name.Identifiers[^1]);
        }
    }

    /// <summary>The compliance suite on SQLite, telling what SQL Server would be sent; its tests are run from here.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "MSTEST0030", Justification = "Its tests are run by RunTheSuite.")]
    private sealed class Suite(TwofoldDialect.Told told) : StoreCompliance
    {
        private string File => Path.Combine(Folder, "datamatching.db");

        protected override Store Open(KeyRing keys) => Store.Open(new TwofoldDialect(File, told), keys, Clock);

        protected override Store Look(KeyRing keys) => Store.Look(new TwofoldDialect(File, told), keys, Clock);

        protected override Database Whole => Database.Of(_ => new TwofoldDialect(File, told));

        protected override int Meddle(string sql)
        {
            using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteNonQuery();
        }
    }
}
