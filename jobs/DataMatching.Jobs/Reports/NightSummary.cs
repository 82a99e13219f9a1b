namespace DataMatching.Jobs.Reports;

/// <summary>
/// A night as the operator reads it in the morning. <paramref name="Date"/>: the night's business date; <paramref name="Failure"/>: null when the run ended well;
/// <paramref name="Datasets"/>: what arrived and what did not, in the order to be shown; <paramref name="Exceptions"/>: rows of the night's list.
/// </summary>
public sealed record NightSummary(DateOnly Date, TimeSpan Took, string? Failure, IReadOnlyList<DatasetNight> Datasets, long HouseholdsAssessed, long Exceptions)
{
    /// <summary>Deliveries that were refused whole, and what lies in the drop folder and cannot be taken.</summary>
    public IReadOnlyList<NightRefusal> Refusals { get; init; } = [];

    /// <summary>Accepted deliveries whose header is another than that of the delivery before; the reason says in words how.</summary>
    public IReadOnlyList<ChangedHeader> ChangedHeaders { get; init; } = [];

    /// <summary>Files without a manifest: still being written, or forgotten. They were not read.</summary>
    public IReadOnlyList<string> Waiting { get; init; } = [];

    /// <summary>Requests that went out as files: those that wait for their answer, and those closed this night.</summary>
    public IReadOnlyList<ExchangeStatus> Exchanges { get; init; } = [];

    /// <summary>Deliveries of former nights that were read once more for people who came in or changed; no agency sent them.</summary>
    public long ReadAgain { get; init; }
}

/// <summary>
/// A delivery that was refused whole. <paramref name="Registry"/>, <paramref name="Dataset"/>: null when its manifest does not show them.
/// <paramref name="Reason"/>: the program's sentence, without personal data.
/// </summary>
public sealed record NightRefusal(string File, string? Registry, string? Dataset, string Reason)
{
    /// <summary>In Chinese, what is unlike the deliveries before it, where that is the reason; null otherwise.</summary>
    public string? Drift { get; init; }
}

/// <summary>
/// One dataset of one registry in a night. <paramref name="Batch"/>, <paramref name="AsOf"/>: the batch in force after the night, null when there is none.
/// The counts and <paramref name="Took"/> are of this night's deliveries; all zero and null when nothing came.
/// <paramref name="Refused"/>: deliveries refused whole. <paramref name="BelievedUntil"/>: the last day on which the batch in force is fresh
/// enough, this day included; afterwards its facts are unknown.
/// </summary>
public sealed record DatasetNight(
    string Registry,
    string Dataset,
    NightDelivery Delivery,
    long? Batch,
    DateOnly? AsOf,
    DateOnly? BelievedUntil,
    long Rows,
    long Matched,
    long Quarantined,
    long Refused,
    TimeSpan? Took);

/// <summary>What became of a dataset in a night.</summary>
public enum NightDelivery
{
    /// <summary>到达: a delivery was accepted this night.</summary>
    Accepted = 0,

    /// <summary>未到: none was due, or none has come yet that was.</summary>
    NothingCame = 1,

    /// <summary>迟到: one was due and did not come.</summary>
    Late = 2,

    /// <summary>退回: what came was refused whole.</summary>
    Refused = 3,
}

/// <summary>How much the facts of a dataset may still be believed on a day.</summary>
public enum Freshness { Fresh = 0, RunsOutSoon = 1, TooOld = 2, Never = 3 }

/// <summary>A delivery that was taken, whose header is not that of the one before. <paramref name="Words"/>: what has changed, in Chinese.</summary>
public sealed record ChangedHeader(string File, string Registry, string Dataset, string Words);
