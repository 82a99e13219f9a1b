using System.Data.Common;
using System.Globalization;
using Dapper;
using DataMatching.Assessment;
using DataMatching.Households;
using DataMatching.Storage.Schema;

namespace DataMatching.Storage;

/// <summary>A verdict as stored: columns that lists are filtered by, and the whole of it as JSON (encrypted, since it may name found people).</summary>
public sealed record StoredVerdict(string Household, int District, FileState State, Flag Flag, ExitKind? ExitKind, IReadOnlyList<string> Rules, int Priority, string Json);

public sealed partial class RunTables
{
    private const string VerdictColumn = "verdict.verdict_enc";
    private const string VerdictColumns = "run, household, district, file_state, flag, exit_kind, rules, priority, verdict_enc";

    /// <summary>Stores verdicts of one shard (a set of households) in one transaction, replacing what an interrupted attempt left.</summary>
    public void SaveVerdicts(long run, string shard, IEnumerable<StoredVerdict> verdicts) => _database.Atomically(t =>
    {
        _database.Connection.Execute("DELETE FROM verdict WHERE run = @run AND shard = @shard", new { run, shard }, t);
        using var delete = new PreparedInsert(_database.Connection, t, "DELETE FROM verdict WHERE run = @p0 AND household = @p1", 2);
        using var insert = new PreparedInsert(_database.Connection, t,
            "INSERT INTO verdict (run, household, shard, district, file_state, flag, exit_kind, rules, priority, verdict_enc) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9)", 10);
        foreach (var verdict in verdicts)
        {
            delete.Add(run, verdict.Household);
            insert.Add(run, verdict.Household, shard, verdict.District, (int)verdict.State, (int)verdict.Flag, (int?)verdict.ExitKind, string.Join(';', verdict.Rules),
                verdict.Priority, _protector.Protect(VerdictColumn, VerdictKey(run, verdict.Household), verdict.Json));
        }

        _database.Connection.Execute(_database.Dialect.InsertUnlessThere("INSERT INTO run_shard (run, shard) VALUES (@run, @shard)"), new { run, shard }, t);
    });

    public bool IsShardDone(long run, string shard) =>
        _database.Connection.ExecuteScalar<long>("SELECT COUNT(*) FROM run_shard WHERE run = @run AND shard = @shard", new { run, shard }) > 0;

    /// <summary>Verdicts of the run ordered by household (ordinal), streamed; Keep included.</summary>
    public IEnumerable<StoredVerdict> Verdicts(long run) => _database.Connection.Query<VerdictRow>(
        $"SELECT {VerdictColumns} FROM verdict WHERE run = @run ORDER BY household", new { run }, buffered: false).Select(ToVerdict);

    public StoredVerdict? Verdict(long run, string household) => _database.Connection.Query<VerdictRow>(
        $"SELECT {VerdictColumns} FROM verdict WHERE run = @run AND household = @household", new { run, household }).Select(ToVerdict).SingleOrDefault();

    /// <summary>How many verdicts of each flag the run has, without opening them.</summary>
    public IReadOnlyDictionary<Flag, int> Count(long run) => _database.Connection.Query<(long Flag, long Count)>(
        "SELECT flag, COUNT(*) FROM verdict WHERE run = @run GROUP BY flag ORDER BY flag", new { run }).ToDictionary(c => (Flag)c.Flag, c => (int)c.Count);

    /// <summary>Flags and reasons of every household in the run, ordered by household, without opening the verdicts.</summary>
    public IEnumerable<(string Household, int District, FileState State, Flag Flag, IReadOnlyList<string> Rules)> Outcomes(long run) =>
        _database.Connection.Query<(string Household, long District, long State, long Flag, string Rules)>(
            "SELECT household, district, file_state, flag, rules FROM verdict WHERE run = @run ORDER BY household", new { run }, buffered: false)
            .Select(r => (r.Household, (int)r.District, (FileState)r.State, (Flag)r.Flag, (IReadOnlyList<string>)r.Rules.Split(';', StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>The newest verdict on the household by a finished run whose key begins so and lies before a run's; null when there is none.</summary>
    public StoredVerdict? Before(long run, string keyPrefix, string household) => _database.Connection.Query<VerdictRow>(
        $"SELECT {VerdictColumns} FROM verdict WHERE household = @household AND run = (SELECT MAX(v.run) FROM verdict v JOIN run r ON r.id = v.run "
        + "WHERE v.household = @household AND v.run < @run AND r.state = @Finished AND r.run_key >= @keyPrefix AND r.run_key < @end)",
        new { run, keyPrefix, end = keyPrefix + "\uFFFF", household, Finished }).Select(ToVerdict).SingleOrDefault();

    private static string VerdictKey(long run, string household) => string.Create(CultureInfo.InvariantCulture, $"{run}/{household}");

    private StoredVerdict ToVerdict(VerdictRow row) => new(
        row.Household, row.District, (FileState)row.FileState, (Flag)row.Flag, (ExitKind?)row.ExitKind, row.Rules.Split(';', StringSplitOptions.RemoveEmptyEntries), row.Priority,
        _protector.Reveal(VerdictColumn, VerdictKey(row.Run, row.Household), row.VerdictEnc));

    private sealed class VerdictRow
    {
        public long Run { get; init; }
        public string Household { get; init; } = "";
        public int District { get; init; }
        public int FileState { get; init; }
        public int Flag { get; init; }
        public int? ExitKind { get; init; }
        public string Rules { get; init; } = "";
        public int Priority { get; init; }
        public byte[] VerdictEnc { get; init; } = [];
    }
}
