using Dapper;
using DataMatching.Storage.Protection;
using DataMatching.Storage.Schema;

namespace DataMatching.Storage;

/// <summary>A night or a quarter run. <paramref name="Key"/> identifies the work (night/2026-09-30, quarter/2026Q3).</summary>
public sealed record Run(long Id, string Key, string Pins, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Failure);

/// <summary>One step of the ledger.</summary>
public sealed record RunStep(
    long Run, string Step, string Node, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, long RowsIn, long RowsOut, long Quarantined, long Bytes, string? Failure);

/// <summary>Runs, their steps and their verdicts.</summary>
public sealed partial class RunTables
{
    private const int Unfinished = 0, Finished = 1, Failed = 2, Abandoned = 3;
    private readonly Database _database;
    private readonly Protector _protector;

    internal RunTables(Database database, Protector protector) => (_database, _protector) = (database, protector);

    /// <summary>Starts the run, or answers with the unfinished or failed one of that key and those pins to go on with; one with other pins is abandoned.</summary>
    public Run StartOrResume(string key, string pins) => _database.Atomically(t =>
    {
        var open = _database.Connection.Query<(long Id, string Pins)>(
            "SELECT id, pins FROM run WHERE run_key = @key AND (state = @Unfinished OR state = @Failed) ORDER BY id", new { key, Unfinished, Failed }, t).ToList();
        long? resumed = null;
        foreach (var (id, before) in open)
        {
            if (before == pins) resumed = id;
            else _database.Connection.Execute("UPDATE run SET state = @Abandoned WHERE id = @id", new { id, Abandoned }, t);
        }

        if (resumed is { } going)
        {
            _database.Connection.Execute("UPDATE run SET state = @Unfinished, failure = NULL, ended_at = NULL WHERE id = @going", new { going, Unfinished }, t);
            return ReadRuns("WHERE id = @going", new { going }, t).Single();
        }

        _database.Connection.Execute("INSERT INTO run (run_key, pins, state, started_at) VALUES (@key, @pins, @Unfinished, @at)", new { key, pins, Unfinished, at = _database.Now }, t);
        return ReadRuns("WHERE run_key = @key ORDER BY id DESC LIMIT 1", new { key }, t).Single();
    });

    /// <summary>Ends the run well, with the pins it turned out to rest on.</summary>
    public void Finish(long run, string pins) => _database.Connection.Execute(
        "UPDATE run SET state = @Finished, ended_at = @at, failure = NULL, pins = @pins WHERE id = @run", new { run, pins, Finished, at = _database.Now });

    public void Fail(long run, string why) => _database.Connection.Execute(
        "UPDATE run SET state = @Failed, ended_at = @at, failure = @why WHERE id = @run", new { run, why, Failed, at = _database.Now });

    /// <summary>The newest runs first.</summary>
    public IReadOnlyList<Run> Latest(int count) => ReadRuns("ORDER BY id DESC LIMIT @count", new { count }, null);

    /// <summary>The newest finished run whose key begins so and, when given, is ordinally before a key; null when there is none.</summary>
    public Run? LastFinished(string keyPrefix, string? before = null) => ReadRuns(
        "WHERE state = @Finished AND run_key >= @keyPrefix AND run_key < @end ORDER BY run_key DESC, id DESC LIMIT 1",
        new { Finished, keyPrefix, end = before ?? keyPrefix + "\uFFFF" }, null).SingleOrDefault();

    public long StartStep(long run, string step, string node) => _database.Connection.ExecuteScalar<long>(
        "INSERT INTO run_step (run, step, node, started_at, rows_in, rows_out, quarantined, bytes) VALUES (@run, @step, @node, @at, 0, 0, 0, 0); SELECT MAX(id) FROM run_step",
        new { run, step, node, at = _database.Now });

    public void EndStep(long stepId, long rowsIn, long rowsOut, long quarantined, long bytes, string? failure) => _database.Connection.Execute(
        "UPDATE run_step SET ended_at = @at, rows_in = @rowsIn, rows_out = @rowsOut, quarantined = @quarantined, bytes = @bytes, failure = @failure WHERE id = @stepId",
        new { stepId, rowsIn, rowsOut, quarantined, bytes, failure, at = _database.Now });

    public IReadOnlyList<RunStep> Steps(long run) =>
        [.. _database.Connection.Query<StepRow>("SELECT run, step, node, started_at, ended_at, rows_in, rows_out, quarantined, bytes, failure FROM run_step WHERE run = @run ORDER BY id", new { run })
            .Select(s => new RunStep(s.Run, s.Step, s.Node, Database.Instant(s.StartedAt), s.EndedAt is { } e ? Database.Instant(e) : null, s.RowsIn, s.RowsOut, s.Quarantined, s.Bytes, s.Failure))];

    private List<Run> ReadRuns(string where, object parameters, System.Data.Common.DbTransaction? transaction) =>
        [.. _database.Connection.Query<RunRow>($"SELECT id, run_key, pins, started_at, ended_at, failure FROM run {where}", parameters, transaction)
            .Select(r => new Run(r.Id, r.RunKey, r.Pins, Database.Instant(r.StartedAt), r.EndedAt is { } e ? Database.Instant(e) : null, r.Failure))];

    private sealed class RunRow
    {
        public long Id { get; init; }
        public string RunKey { get; init; } = "";
        public string Pins { get; init; } = "";
        public string StartedAt { get; init; } = "";
        public string? EndedAt { get; init; }
        public string? Failure { get; init; }
    }

    private sealed class StepRow
    {
        public long Run { get; init; }
        public string Step { get; init; } = "";
        public string Node { get; init; } = "";
        public string StartedAt { get; init; } = "";
        public string? EndedAt { get; init; }
        public long RowsIn { get; init; }
        public long RowsOut { get; init; }
        public long Quarantined { get; init; }
        public long Bytes { get; init; }
        public string? Failure { get; init; }
    }
}
