using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using DataMatching.Storage.Protection;

namespace DataMatching.Storage;

/// <summary>A schedule of a job, as it is worded, and since when it was in force by the clock that noted it.</summary>
public sealed record ScheduleVersion(long Id, string Wording, DateTimeOffset Since)
{
    /// <summary>The wording of a job that is on no schedule.</summary>
    public const string Off = "off";
}

/// <summary>Somebody's word that a night or a quarter is not to be run by the schedule. <paramref name="Subject"/>: the night's date or the quarter.</summary>
public sealed record ScheduleSkip(JobKind Kind, string Subject, string Who, string Why, DateTimeOffset At);

/// <summary>A piece of work that the schedule asked for and that did not come to its end.</summary>
public sealed record ScheduleTry(JobKind Kind, string Subject, DateTimeOffset EndedAt);

/// <summary>
/// What the schedule needs to know of the past: which schedule was in force when, what somebody took out of it, what was tried in vain. Versions and skips are never changed or deleted.
/// </summary>
public sealed class ScheduleTables
{
    private static readonly int[] Open = [(int)JobState.Waiting, (int)JobState.Running], Failed = [(int)JobState.Failed, (int)JobState.Cancelled];
    private readonly Store _store;

    internal ScheduleTables(Store store) => _store = store;

    /// <summary>All schedules that a job ever had, in the order in which they were noted.</summary>
    public IReadOnlyList<ScheduleVersion> Versions(JobKind kind) => _store.Read(c => Versions(c, null, kind));

    /// <summary>
    /// The schedule in force at a moment: of those that began by then the one that began last. One noted while the clock was ahead is not in force before its time, and one noted
    /// while the clock was behind does not come before what was in force already. Null: none.
    /// </summary>
    public static ScheduleVersion? InForce(IEnumerable<ScheduleVersion> versions, DateTimeOffset moment) =>
        versions.Where(v => v.Since <= moment).OrderBy(v => v.Since).ThenBy(v => v.Id).LastOrDefault();

    /// <summary>Notes that a schedule is in force from now on, unless it is already. What was due by it before now is not owed.</summary>
    public void Note(JobKind kind, string wording) => _store.Write((connection, transaction) =>
    {
        var now = _store.Moment;
        var current = InForce(Versions(connection, transaction, kind), now)?.Wording;
        if (string.Equals(current ?? ScheduleVersion.Off, wording, StringComparison.Ordinal)) return;
        connection.ExecuteScalar<long>(_store.Dialect.InsertForId("schedule_version", "kind", "wording", "since"), new { kind = (int)kind, wording, since = Iso.Of(now) }, transaction);
    });

    /// <summary>All skips, in the order of their subjects.</summary>
    public IReadOnlyList<ScheduleSkip> Skips() => _store.Read(c => c.Query<SkipRow>(SkipRow.Columns + "ORDER BY kind, subject").Select(Opened).ToList());

    /// <summary>The skip of one night or quarter; null when there is none.</summary>
    public ScheduleSkip? Skip(JobKind kind, string subject) => _store.Read(c => Find(c, null, kind, subject));

    /// <summary>Notes that the schedule is not to run it; what it asked for and has not begun, or not brought to its end, leaves the queue.</summary>
    /// <param name="runKey">The key of its run.</param>
    /// <exception cref="StoreException">It has run, or was skipped already; nothing was changed.</exception>
    public void AddSkip(JobKind kind, string subject, string runKey, string who, string why) => _store.Write((connection, transaction) =>
    {
        if (RunTables.HasFinished(connection, transaction, runKey)) throw new StoreException($"{runKey} has run: there is nothing to skip. Nothing was changed.");
        if (Find(connection, transaction, kind, subject) is { } before)
            throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"{runKey} was skipped already by {before.Who} on {before.At:yyyy-MM-dd}. Nothing was changed."));
        var now = _store.Now;
        connection.Execute(
            "INSERT INTO schedule_skip (kind, subject, who, why_enc, at) VALUES (@Kind, @Subject, @Who, @Why, @At)",
            new { Kind = (int)kind, Subject = subject, Who = who, Why = _store.Keys.Seal(Place.SkipReason((int)kind, subject), Encoding.UTF8.GetBytes(why)), At = now }, transaction);
        connection.Execute(
            "UPDATE job SET state = @State, ended_at = @At WHERE kind = @Kind AND subject = @Subject AND asked_by IS NULL AND " + _store.Dialect.In("state", "@Open"),
            new { State = (int)JobState.Cancelled, At = now, Kind = (int)kind, Subject = subject, Open }, transaction);
    });

    /// <summary>What the schedule asked for in vain, from a subject on, in the order of asking.</summary>
    public IReadOnlyList<ScheduleTry> Tries(JobKind kind, string from) => _store.Read(c => c.Query<(string Subject, string EndedAt)>(
        "SELECT subject, ended_at FROM job WHERE asked_by IS NULL AND kind = @Kind AND subject >= @From AND ended_at IS NOT NULL AND " + _store.Dialect.In("state", "@Failed") + " ORDER BY id",
        new { Kind = (int)kind, From = from, Failed }).Select(t => new ScheduleTry(kind, t.Subject, Iso.Instant(t.EndedAt))).ToList());

    /// <summary>
    /// Puts work into the queue for the schedule, in one transaction with the question whether it is still due: not when it has run, was skipped, waits or runs already, was tried more often than the
    /// asker knows, or when other work of the schedule waits or runs. However many ask at once, one of them is answered with a job.
    /// </summary>
    /// <param name="tries">How often it was tried in vain, as the asker knows.</param>
    public Job? AskOnce(JobKind kind, string subject, string runKey, string document, int tries) => _store.Write((connection, transaction) =>
    {
        var subjectIs = new { Kind = (int)kind, Subject = subject, Open, Failed };
        if (RunTables.HasFinished(connection, transaction, runKey) || Find(connection, transaction, kind, subject) is not null) return null;
        if (Count("(asked_by IS NULL OR (kind = @Kind AND subject = @Subject)) AND " + _store.Dialect.In("state", "@Open")) > 0) return null;
        if (Count("asked_by IS NULL AND kind = @Kind AND subject = @Subject AND " + _store.Dialect.In("state", "@Failed")) != tries) return null;
        return _store.Jobs.Add(connection, transaction, kind, subject, document, null);

        long Count(string where) => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM job WHERE " + where, subjectIs, transaction);
    });

    private static List<ScheduleVersion> Versions(DbConnection connection, DbTransaction? transaction, JobKind kind) => connection.Query<(long Id, string Wording, string Since)>(
        "SELECT id, wording, since FROM schedule_version WHERE kind = @Kind ORDER BY id", new { Kind = (int)kind }, transaction).Select(v => new ScheduleVersion(v.Id, v.Wording, Iso.Instant(v.Since))).ToList();

    private ScheduleSkip? Find(DbConnection connection, DbTransaction? transaction, JobKind kind, string subject) =>
        connection.QuerySingleOrDefault<SkipRow>(SkipRow.Columns + "WHERE kind = @Kind AND subject = @Subject", new { Kind = (int)kind, Subject = subject }, transaction) is { } row ? Opened(row) : null;

    private ScheduleSkip Opened(SkipRow row) =>
        new((JobKind)row.Kind, row.Subject, row.Who, Encoding.UTF8.GetString(_store.Keys.Unseal(Place.SkipReason(row.Kind, row.Subject), row.Why)), Iso.Instant(row.At));

    private sealed record SkipRow
    {
        public const string Columns = "SELECT kind AS Kind, subject AS Subject, who AS Who, why_enc AS Why, at AS At FROM schedule_skip ";

        public int Kind { get; init; }
        public string Subject { get; init; } = "";
        public string Who { get; init; } = "";
        public byte[] Why { get; init; } = [];
        public string At { get; init; } = "";
    }
}
