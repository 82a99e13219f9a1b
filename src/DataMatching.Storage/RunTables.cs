using System.Data.Common;
using Dapper;

namespace DataMatching.Storage;

/// <summary>Runs, the ledger of their steps, and the verdicts they came to.</summary>
public sealed partial class RunTables
{
    private enum RunState { Open = 0, Finished = 1, Failed = 2, Abandoned = 3 }

    /// <summary>How the database writes that a run came to its end; what failed or was begun anew is greater.</summary>
    internal const int FinishedState = (int)RunState.Finished;

    private const string RunColumns = "SELECT id AS Id, run_key AS RunKey, pins AS Pins, started_at AS StartedAt, ended_at AS EndedAt, failure AS Failure FROM run ";

    private readonly Store _store;

    internal RunTables(Store store) => _store = store;

    /// <summary>
    /// Starts the run, or answers with the unfinished one of that key and the same pins to go on with. An unfinished one with other pins
    /// is marked abandoned and a new one starts. Finished and failed ones are never gone on with.
    /// </summary>
    public Run StartOrResume(string key, string pins) => _store.Write((connection, transaction) =>
    {
        var open = connection.Query<RunRow>(
            RunColumns + "WHERE run_key = @Key AND state = @Open ORDER BY id", new { Key = key, Open = (int)RunState.Open }, transaction).AsList();
        var resumed = open.FindLast(r => string.Equals(r.Pins, pins, StringComparison.Ordinal));
        foreach (var old in open.Where(r => r != resumed))
        {
            connection.Execute(
                "UPDATE run SET state = @State, ended_at = @At, failure = @Why WHERE id = @Id",
                new { State = (int)RunState.Abandoned, At = _store.Now, Why = "Abandoned: begun anew with other pins.", old.Id }, transaction);
        }

        if (resumed is not null) return resumed.ToRun();
        var now = _store.Now;
        var id = connection.ExecuteScalar<long>(
            _store.Dialect.InsertForId("run", "run_key", "pins", "state", "started_at"),
            new { runkey = key, pins, state = (int)RunState.Open, startedat = now }, transaction);
        return new Run(id, key, pins, Iso.Instant(now), null, null);
    });

    /// <summary>Ends an open run well. <paramref name="pins"/>: what it turned out to rest on; null keeps those it was started with.</summary>
    /// <exception cref="StoreException">The run is not open.</exception>
    public void Finish(long run, string? pins = null) => End(run, RunState.Finished, null, pins);

    /// <param name="run">An open run.</param>
    /// <param name="why">What failed and what to do, without personal data.</param>
    /// <exception cref="StoreException">The run is not open.</exception>
    public void Fail(long run, string why) => End(run, RunState.Failed, why, null);

    /// <summary>The newest runs, newest first.</summary>
    public IReadOnlyList<Run> Latest(int count) => _store.Read(c =>
        c.Query<RunRow>(RunColumns + "ORDER BY id DESC " + _store.Dialect.FirstCount, new { Count = count }).Select(r => r.ToRun()).ToList());

    /// <summary>One run; null when there is none of this number.</summary>
    public Run? Find(long run) => _store.Read(c => c.QuerySingleOrDefault<RunRow>(RunColumns + "WHERE id = @Id", new { Id = run }))?.ToRun();

    /// <summary>The newest run of the key, whatever became of it; null when there is none.</summary>
    public Run? Newest(string key) => _store.Read(c =>
        c.QueryFirstOrDefault<RunRow>(RunColumns + "WHERE run_key = @Key ORDER BY id DESC " + _store.Dialect.FirstCount, new { Key = key, Count = 1 }))?.ToRun();

    /// <summary>The newest runs before one (excluded; null: from the newest on), newest first.</summary>
    public IReadOnlyList<Run> Before(long? run, int count) => _store.Read(c => c.Query<RunRow>(
        RunColumns + "WHERE @Run IS NULL OR id < @Run ORDER BY id DESC " + _store.Dialect.FirstCount, new { Run = run, Count = count }).Select(r => r.ToRun()).ToList());

    /// <summary>Runs that failed at a moment or later, oldest first; those that were abandoned for other pins did not.</summary>
    public IReadOnlyList<Run> FailedSince(DateTimeOffset since) => _store.Read(c =>
        c.Query<RunRow>(RunColumns + "WHERE state = @State AND ended_at >= @Since ORDER BY id", new { State = (int)RunState.Failed, Since = Iso.Of(since) }).Select(r => r.ToRun()).ToList());

    /// <summary>The finished runs of the last <paramref name="keys"/> keys that begin so, in the order of their keys, then of their begin.</summary>
    public IReadOnlyList<Run> FinishedOfLast(string keyPrefix, int keys) => _store.Read(c => c.Query<RunRow>(
        RunColumns + "WHERE state = @State AND run_key IN (SELECT k.run_key FROM (SELECT DISTINCT run_key FROM run WHERE state = @State AND SUBSTRING(run_key, 1, @Length) = @Prefix "
        + "ORDER BY run_key DESC " + _store.Dialect.FirstCount + ") k) ORDER BY run_key, id",
        new { State = (int)RunState.Finished, keyPrefix.Length, Prefix = keyPrefix, Count = keys }).Select(r => r.ToRun()).ToList());

    /// <summary>The finished run with the last key that begins so and, when given, lies before another (ordinal); of several with that key the newest. Null when there is none.</summary>
    public Run? LastFinished(string keyPrefix, string? before = null) => _store.Read(c => c.QueryFirstOrDefault<RunRow>(
        RunColumns + "WHERE state = @State AND SUBSTRING(run_key, 1, @Length) = @Prefix AND (@Before IS NULL OR run_key < @Before) ORDER BY run_key DESC, id DESC "
        + _store.Dialect.FirstCount,
        new { State = (int)RunState.Finished, keyPrefix.Length, Prefix = keyPrefix, Before = before, Count = 1 }))?.ToRun();

    /// <summary>The keys that begin so, do not lie before <paramref name="from"/> (ordinal) and have a run that came to its end, in order.</summary>
    public IReadOnlyList<string> FinishedKeys(string keyPrefix, string from) => _store.Read(c => c.Query<string>(
        "SELECT DISTINCT run_key FROM run WHERE state = @State AND SUBSTRING(run_key, 1, @Length) = @Prefix AND run_key >= @From ORDER BY run_key",
        new { State = (int)RunState.Finished, keyPrefix.Length, Prefix = keyPrefix, From = from }).AsList());

    /// <summary>What the finished and the unfinished runs rest on whose keys begin so and do not lie before <paramref name="from"/> (ordinal), in the order in which they began.</summary>
    public IReadOnlyList<string> Pins(string keyPrefix, string from) => _store.Read(c => c.Query<string>(
        "SELECT pins FROM run WHERE state <= @State AND SUBSTRING(run_key, 1, @Length) = @Prefix AND run_key >= @From ORDER BY id",
        new { State = FinishedState, keyPrefix.Length, Prefix = keyPrefix, From = from }).AsList());

    /// <summary>True when a run of the key came to its end.</summary>
    public bool HasFinished(string key) => _store.Read(c => HasFinished(c, null, key));

    internal static bool HasFinished(DbConnection connection, DbTransaction? transaction, string key) =>
        connection.ExecuteScalar<long>("SELECT COUNT(*) FROM run WHERE run_key = @Key AND state = @State", new { Key = key, State = (int)RunState.Finished }, transaction) > 0;

    private void End(long run, RunState state, string? why, string? pins) => _store.Write((connection, transaction) =>
    {
        var ended = connection.Execute(
            "UPDATE run SET state = @State, ended_at = @At, failure = @Why, pins = COALESCE(@Pins, pins) WHERE id = @Id AND state = @Open",
            new { State = (int)state, At = _store.Now, Why = why, Pins = pins, Id = run, Open = (int)RunState.Open }, transaction);
        if (ended != 1) throw NotOpen(run);
    });

    private static StoreException NotOpen(long run) => new(string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"Run {run} is not open: it was finished, failed, or abandoned for one with other pins. Start it again."));

    private sealed record RunRow
    {
        public long Id { get; init; }
        public string RunKey { get; init; } = "";
        public string Pins { get; init; } = "";
        public string StartedAt { get; init; } = "";
        public string? EndedAt { get; init; }
        public string? Failure { get; init; }

        public Run ToRun() => new(Id, RunKey, Pins, Iso.Instant(StartedAt), EndedAt is { } at ? Iso.Instant(at) : null, Failure);
    }
}
