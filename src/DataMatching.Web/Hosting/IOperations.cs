using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Web.Hosting;

/// <summary>How far the job is that runs now. <paramref name="Step"/> null: it has just begun. <paramref name="Total"/> null: not known. <paramref name="RowsPerSecond"/>: of this step, null where no rows are read.</summary>
public sealed record JobUnderWay(long Job, DateTimeOffset Began, string? Step, long Done, long? Total, long Rows, long? RowsPerSecond, bool Stopping);

/// <summary>
/// A job that runs by itself. <paramref name="Days"/>: every-day, working-days or next-working-day. <paramref name="Window"/>: the times of day between which it may begin, null: always.
/// <paramref name="Waits"/>: when that opens, null while it is open. <paramref name="Next"/>: when <paramref name="Subject"/> is due, the next night or quarter; null: never again.
/// </summary>
public sealed record JobOnPages(JobKind Kind, string Cron, string TimeZone, string Days, string? Window, DateTimeOffset? Waits, string? Subject, DateTimeOffset? Next);

/// <summary>A night or quarter that was due and has not run. <paramref name="State"/>: due, tried-in-vain (<paramref name="Again"/> says until when), given-up, passed-over.</summary>
public sealed record OwedOnPages(JobKind Kind, string Subject, DateTimeOffset Since, string State, int Tries, DateTimeOffset? Again);

/// <summary>A night or quarter that somebody took out of the schedule.</summary>
public sealed record SkipOnPages(JobKind Kind, string Subject, string Who, string Why, DateTimeOffset At);

/// <summary>What runs by itself, what of it is late, and what was skipped (the newest first).</summary>
public sealed record ScheduleOnPages(IReadOnlyList<JobOnPages> Jobs, IReadOnlyList<OwedOnPages> Owed, IReadOnlyList<SkipOnPages> Skipped);

/// <summary>The worker as the pages see it: they ask, look, and cancel. One job runs at a time; what was asked for stands in the store.</summary>
public interface IOperations
{
    /// <summary>Null when nothing runs.</summary>
    JobUnderWay? Now { get; }

    ScheduleOnPages Schedule { get; }

    /// <summary>How many days after a quarter's last day a delivery's as-of date may lie and still count.</summary>
    int CutoffDays { get; }

    Job AskNight(DateOnly day, long account);

    /// <param name="repin">Takes what is known now instead of what the quarter pinned.</param>
    Job AskQuarter(Quarter quarter, bool repin, long account);

    Job AskPreview(Quarter quarter, long account);

    /// <param name="pack">The changed policy pack as JSON.</param>
    Job AskDryRun(Quarter quarter, string pack, long account);

    /// <summary>Asks for the same work once more.</summary>
    Job AskAgain(Job job, long account);

    /// <summary>False when the job has ended already.</summary>
    bool Cancel(long job);

    /// <summary>Takes a night or quarter out of the schedule for good. Null when it is done; else why not.</summary>
    string? Skip(JobKind kind, string subject, string who, string why);
}
