namespace DataMatching.Storage;

/// <summary>What a worker may be asked to do.</summary>
public enum JobKind
{
    /// <summary>The night of a business date.</summary>
    Night = 0,

    /// <summary>A quarter's run: the same pins again, or new ones.</summary>
    Quarter = 1,

    /// <summary>A look at a quarter by what is known now: nothing is pinned.</summary>
    Preview = 2,

    /// <summary>A changed policy pack against what a quarter pinned: nothing of the quarter is changed.</summary>
    DryRun = 3,

    /// <summary>Removing what nothing needs any more, by a business date.</summary>
    Tidy = 4,
}

/// <summary>How far a job is. Waiting and Running ones are taken up again when the program starts anew.</summary>
public enum JobState { Waiting = 0, Running = 1, Done = 2, Failed = 3, Cancelled = 4 }

/// <summary>
/// Work that was asked for. <paramref name="Subject"/>: the night's date (2026-09-30) or the quarter (2026Q3). <paramref name="AskedBy"/>: an account, null for the schedule.
/// <paramref name="Attempts"/>: how often it was begun. <paramref name="Run"/>: the run it became, null until then and for work that keeps none.
/// <paramref name="Failure"/>: why it failed and what to do, without personal data.
/// </summary>
public sealed record Job(
    long Id, JobKind Kind, string Subject, long? AskedBy, DateTimeOffset AskedAt, JobState State, int Attempts, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, long? Run, string? Failure)
{
    /// <summary>True while it waits or runs.</summary>
    public bool IsOpen => State is JobState.Waiting or JobState.Running;
}
