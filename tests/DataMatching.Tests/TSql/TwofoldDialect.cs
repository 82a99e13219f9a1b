using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using DataMatching.Storage;
using DataMatching.Storage.Sqlite;
using DataMatching.Storage.SqlServer;

namespace DataMatching.Tests.TSql;

/// <summary>
/// Runs on SQLite and tells what SQL Server would have been sent: whatever a dialect words itself is asked of both, and bears a number, by which the one is put in the other's place.
/// </summary>
internal sealed partial class TwofoldDialect(string file, TwofoldDialect.Told told) : Dialect
{
    private readonly SqliteDialect _runs = new(file);
    private readonly SqlServerDialect _worded = new("Server=localhost");

    /// <summary>Statements told so far, each once; by several dialects at once.</summary>
    public sealed class Told
    {
        private readonly ConcurrentDictionary<string, string> _statements = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<(string Runs, string Worded), int> _numbers = [];
        private readonly ConcurrentDictionary<int, (string Runs, string Worded)> _both = [];
        private int _last;

        /// <summary>In the words of SQLite, with numbers, and of SQL Server.</summary>
        public IEnumerable<(string Runs, string Worded)> Statements => _statements.Select(s => (s.Key, s.Value)).OrderBy(s => s.Key, StringComparer.Ordinal);

        public string Both(string runs, string worded)
        {
            if (runs == worded) return runs;
            var number = _numbers.GetOrAdd((runs, worded), both =>
            {
                var given = Interlocked.Increment(ref _last);
                _both[given] = both;
                return given;
            });
            return string.Create(CultureInfo.InvariantCulture, $"{runs}/*{number}*/");
        }

        public void Tell(string statement)
        {
            if (!statement.StartsWith("/*migration*/", StringComparison.Ordinal)) _statements.GetOrAdd(statement, InTSql);
        }

        private string InTSql(string statement)
        {
            for (var mark = Number().Match(statement); mark.Success; mark = Number().Match(statement))
            {
                var (runs, worded) = _both[int.Parse(mark.Groups["number"].Value, CultureInfo.InvariantCulture)];
                Assert.IsTrue(statement[..mark.Index].EndsWith(runs, StringComparison.Ordinal), $"'{runs}' was changed after the dialect worded it: {statement}");
                statement = statement[..(mark.Index - runs.Length)] + worded + statement[(mark.Index + mark.Length)..];
            }

            return statement;
        }
    }

    public override string WhenNotOpened => _runs.WhenNotOpened;
    public override string Has(string table) => told.Both(_runs.Has(table), _worded.Has(table));
    public override string FirstCount => told.Both(_runs.FirstCount, _worded.FirstCount);
    public override string AnyCount => told.Both(_runs.AnyCount, _worded.AnyCount);
    public override DatabaseUpkeep Upkeep { get; } = new OfInner(new SqliteDialect(file).Upkeep);
    public override void Prepare() => _runs.Prepare();
    public override DbConnection Connect() => new ToldConnection(_runs.Connect(), told.Tell);
    public override DbConnection ConnectAlone() => new ToldConnection(_runs.ConnectAlone(), told.Tell);
    public override DbTransaction Write(DbConnection connection) => _runs.Write(((ToldConnection)connection).Inner);
    public override DbTransaction? Scratch(DbConnection connection) => _runs.Scratch(((ToldConnection)connection).Inner);
    public override string ScratchName(ScratchTable table) => told.Both(_runs.ScratchName(table), _worded.ScratchName(table));
    public override string CreateScratch(ScratchTable table) => told.Both(_runs.CreateScratch(table), _worded.CreateScratch(table));
    public override string InsertForId(string table, params string[] columns) => told.Both(_runs.InsertForId(table, columns), _worded.InsertForId(table, columns));
    public override string In(string column, string parameter) => told.Both(_runs.In(column, parameter), _worded.In(column, parameter));
    public override string By(string index) => told.Both(_runs.By(index), _worded.By(index));

    /// <summary>Migrations are looked at one by one, from the first on.</summary>
    public override IReadOnlyList<string> Translate(string sql) => [.. _runs.Translate(sql).Select(s => "/*migration*/" + s)];

    public override void Release() => _runs.Release();

    /// <summary>What SQLite asks of itself is no statement of SQL Server's.</summary>
    private sealed class OfInner(DatabaseUpkeep inner) : DatabaseUpkeep
    {
        public override string Kind => inner.Kind;
        public override string HowToEmpty => inner.HowToEmpty;
        public override DbTransaction Snapshot(DbConnection connection) => inner.Snapshot(Inner(connection));
        public override IReadOnlyList<SchemaPart> Schema(DbConnection connection, DbTransaction? transaction) => inner.Schema(Inner(connection), transaction);
        public override IEnumerable<SchemaPart> Own(IReadOnlyList<SchemaPart> expected) => inner.Own(expected);
        public override IEnumerable<string> Faults(DbConnection connection, DbTransaction transaction, IReadOnlyList<TableShape> tables) => inner.Faults(Inner(connection), transaction, tables);
        public override void Renumber(DbConnection connection, DbTransaction transaction, string table) => inner.Renumber(Inner(connection), transaction, table);
        public override void BackUp(DbConnection connection, string file) => inner.BackUp(Inner(connection), file);
        private static DbConnection Inner(DbConnection connection) => connection is ToldConnection told ? told.Inner : connection;
    }

    [GeneratedRegex(@"/\*(?<number>\d+)\*/", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();
}
