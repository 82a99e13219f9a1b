using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Web.Hosting;

/// <summary>How far the job is that runs now. <paramref name="Step"/> null: it has just begun. <paramref name="Total"/> null: not known. <paramref name="RowsPerSecond"/>: of this step, null where no rows are read.</summary>
public sealed record JobUnderWay(long Job, DateTimeOffset Began, string? Step, long Done, long? Total, long Rows, long? RowsPerSecond, bool Stopping);

/// <summary>When <c>serve</c> runs the night by itself.</summary>
public sealed record NightTimes(TimeOnly At, bool WorkingDaysOnly, DateTimeOffset Next);

/// <summary>The worker as the pages see it: they ask, look, and cancel. One job runs at a time; what was asked for stands in the store.</summary>
public interface IOperations
{
    /// <summary>Null when nothing runs.</summary>
    JobUnderWay? Now { get; }

    /// <summary>Null when the site has no schedule.</summary>
    NightTimes? Schedule { get; }

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
}
