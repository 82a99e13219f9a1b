using System.Data.Common;
using Dapper;
using DataMatching.Identity;
using DataMatching.Policy;

namespace DataMatching.Storage;

/// <summary>What was asked of the worker, by whom, and what became of it: the queue outlives the process. Nothing is deleted.</summary>
public sealed class JobTables
{
    private const string Columns = "SELECT id AS Id, kind AS Kind, subject AS Subject, asked_by AS AskedBy, asked_at AS AskedAt, state AS State, attempts AS Attempts, "
        + "started_at AS StartedAt, ended_at AS EndedAt, run AS Run, failure AS Failure FROM job ";

    private static readonly int[] Open = [(int)JobState.Waiting, (int)JobState.Running];
    private readonly Store _store;

    internal JobTables(Store store) => _store = store;

    /// <summary>Puts work into the queue; the same work that waits or runs already is answered with, whoever asked for it.</summary>
    /// <param name="document">What goes with it, such as a policy pack; empty for nothing. No personal data.</param>
    public Job Ask(JobKind kind, string subject, string document, long? account) => _store.Write((connection, transaction) =>
    {
        var known = connection.QueryFirstOrDefault<Row>(
            Columns + "WHERE kind = @Kind AND subject = @Subject AND document = @Document AND " + _store.Dialect.In("state", "@Open") + " ORDER BY id",
            new { Kind = (int)kind, Subject = subject, Document = document, Open }, transaction);
        return known?.ToJob() ?? Add(connection, transaction, kind, subject, document, account);
    });

    internal Job Add(DbConnection connection, DbTransaction transaction, JobKind kind, string subject, string document, long? account)
    {
        var now = _store.Now;
        var id = connection.ExecuteScalar<long>(
            _store.Dialect.InsertForId("job", "kind", "subject", "document", "asked_by", "asked_at", "state", "attempts"),
            new { kind = (int)kind, subject, document, askedby = account, askedat = now, state = (int)JobState.Waiting, attempts = 0 }, transaction);
        return new Job(id, kind, subject, account, Iso.Instant(now), JobState.Waiting, 0, null, null, null, null);
    }

    public Job? Find(long id) => _store.Read(c => c.QuerySingleOrDefault<Row>(Columns + "WHERE id = @Id", new { Id = id }))?.ToJob();

    /// <summary>What went with the job when it was asked for; empty when nothing did.</summary>
    public string Document(long id) => _store.Read(c => c.ExecuteScalar<string?>("SELECT document FROM job WHERE id = @Id", new { Id = id })) ?? "";

    /// <summary>What it came to; null when it keeps nothing or has not ended well.</summary>
    public string? Outcome(long id) => _store.Read(c => c.ExecuteScalar<string?>("SELECT outcome FROM job WHERE id = @Id", new { Id = id }));

    /// <summary>What a dry run that is done came to in the scope; null when it is none or has not ended well.</summary>
    public PolicyDifference? Difference(long id, District? scope) => _store.Read(c => c.ExecuteScalar<string?>(
        "SELECT outcome FROM job WHERE id = @Id AND kind = @Kind AND state = @State", new { Id = id, Kind = (int)JobKind.DryRun, State = (int)JobState.Done })) is { } outcome
        ? PolicyDifference.FromJson(outcome).Within(scope)
        : null;

    /// <summary>Jobs that wait or run, in the order in which they are taken.</summary>
    public IReadOnlyList<Job> Unfinished() => _store.Read(c => c.Query<Row>(Columns + "WHERE " + _store.Dialect.In("state", "@Open") + " ORDER BY id", new { Open }).Select(r => r.ToJob()).ToList());

    /// <summary>The newest jobs, newest first.</summary>
    public IReadOnlyList<Job> Latest(int count) => _store.Read(c =>
        c.Query<Row>(Columns + "ORDER BY id DESC " + _store.Dialect.FirstCount, new { Count = count }).Select(r => r.ToJob()).ToList());

    /// <summary>The newest jobs of a kind, newest first.</summary>
    public IReadOnlyList<Job> Latest(JobKind kind, int count) => _store.Read(c =>
        c.Query<Row>(Columns + "WHERE kind = @Kind ORDER BY id DESC " + _store.Dialect.FirstCount, new { Kind = (int)kind, Count = count }).Select(r => r.ToJob()).ToList());

    /// <summary>Jobs that became one of these runs, oldest first; one statement for 500 of them.</summary>
    public IReadOnlyList<Job> OfRuns(IReadOnlyCollection<long> runs) => [.. runs.Chunk(500).SelectMany(some => _store.Read(c =>
        c.Query<Row>(Columns + "WHERE " + _store.Dialect.In("run", "@Runs"), new { Runs = some }).Select(r => r.ToJob()).ToList())).OrderBy(j => j.Id)];

    /// <summary>Notes that the job was taken up, once more when it was before.</summary>
    /// <exception cref="StoreException">It neither waits nor runs.</exception>
    public void Begin(long id) => Change(id, "state = @State, attempts = attempts + 1, started_at = @At", JobState.Running, null, null);

    /// <summary>Gives a job that was stopped half-way back to the queue, in its old place.</summary>
    /// <exception cref="StoreException">It neither waits nor runs.</exception>
    public void Rest(long id) => Change(id, "state = @State, attempts = attempts - 1", JobState.Waiting, null, null);

    /// <summary>Gives a job back to the queue that could not be done now; it has been tried.</summary>
    /// <exception cref="StoreException">It neither waits nor runs.</exception>
    public void Again(long id) => Change(id, "state = @State", JobState.Waiting, null, null);

    /// <summary>Notes which run the job became.</summary>
    public void Became(long id, long run) => _store.Write((connection, transaction) =>
        connection.Execute("UPDATE job SET run = @Run WHERE id = @Id", new { Run = run, Id = id }, transaction));

    /// <summary>Ends it well. <paramref name="outcome"/>: what it came to, without personal data; null for nothing to keep.</summary>
    /// <exception cref="StoreException">It neither waits nor runs.</exception>
    public void Finish(long id, string? outcome) => Change(id, "state = @State, ended_at = @At, outcome = @Outcome", JobState.Done, outcome, null);

    /// <exception cref="StoreException">It neither waits nor runs.</exception>
    public void Fail(long id, string why) => Change(id, "state = @State, ended_at = @At, failure = @Failure", JobState.Failed, null, why);

    /// <summary>Takes a job out of the queue; false when it has ended already.</summary>
    public bool Cancel(long id) => _store.Write((connection, transaction) => connection.Execute(
        "UPDATE job SET state = @State, ended_at = @At WHERE id = @Id AND " + _store.Dialect.In("state", "@Open"), new { State = (int)JobState.Cancelled, At = _store.Now, Id = id, Open }, transaction) == 1);

    private void Change(long id, string set, JobState state, string? outcome, string? failure) => _store.Write((connection, transaction) =>
    {
        var changed = connection.Execute(
            $"UPDATE job SET {set} WHERE id = @Id AND " + _store.Dialect.In("state", "@Open"), new { State = (int)state, At = _store.Now, Outcome = outcome, Failure = failure, Id = id, Open }, transaction);
        if (changed != 1) throw new StoreException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Job {id} has ended already, or there is none of this number."));
    });

    private sealed record Row
    {
        public long Id { get; init; }
        public int Kind { get; init; }
        public string Subject { get; init; } = "";
        public long? AskedBy { get; init; }
        public string AskedAt { get; init; } = "";
        public int State { get; init; }
        public int Attempts { get; init; }
        public string? StartedAt { get; init; }
        public string? EndedAt { get; init; }
        public long? Run { get; init; }
        public string? Failure { get; init; }

        public Job ToJob() => new(
            Id, (JobKind)Kind, Subject, AskedBy, Iso.Instant(AskedAt), (JobState)State, Attempts, StartedAt is { } began ? Iso.Instant(began) : null,
            EndedAt is { } ended ? Iso.Instant(ended) : null, Run, Failure);
    }
}
