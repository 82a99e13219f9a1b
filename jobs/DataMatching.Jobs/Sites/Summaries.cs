using DataMatching.Connectors.Transports;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary><paramref name="Rejected"/>: rows set aside. <paramref name="CarriedOver"/>: files whose rows were not all readable and that stay as the last import had them.</summary>
public sealed record ImportSummary(int Households, int Roll, int Rejected, int CarriedOver, bool Unchanged, long Import);

/// <summary>
/// Deliveries found in the drop folder, new ones registered, those whose as-of date lies after the night (left for theirs), those refused with the reason,
/// and <paramref name="Waiting"/>: files that wait for their manifest and are not read.
/// </summary>
public sealed record PullSummary(int Found, int New, int Later, int Refused, IReadOnlyList<DeliveryRefusal> Refusals, IReadOnlyList<string> Waiting)
{
    /// <summary>Requests that went out as files, the newest of each dataset.</summary>
    public IReadOnlyList<ExchangeStatus> Exchanges { get; init; } = [];
}

/// <summary>
/// One batch of a match. <paramref name="State"/>: accepted, refused, or pending when the file could not be read this time.
/// <paramref name="Again"/>: the agency delivered nothing; a delivery accepted before was read once more because the union's people or their authorisations changed.
/// </summary>
public sealed record MatchedBatch(
    string Registry, string Dataset, string Scope, DateOnly AsOf, string File, string State, bool Again, long Rows, long Matched, long Quarantined, long Bytes, TimeSpan Took,
    string? Refusal)
{
    /// <summary>The state of one that could not be read this time.</summary>
    public const string Pending = "pending";

    /// <summary>In Chinese, how an accepted delivery's header differs from that of the one before; null when it doesn't.</summary>
    public string? HeaderDrift { get; init; }

    /// <summary>In Chinese, what was unlike the deliveries before it, when it was refused for that; null otherwise.</summary>
    public string? Drift { get; init; }

    /// <summary>In Chinese, what could not be held against the deliveries before it, and why; null when all could, or nothing was.</summary>
    public string? NotCompared { get; init; }
}

/// <summary>The deliveries that a match read: pending ones in the order of their as-of dates, then those read again; empty when there was nothing to read.</summary>
public sealed record MatchSummary(IReadOnlyList<MatchedBatch> Batches);

/// <summary>
/// <paramref name="Text"/>: the night as the operator reads it in the morning. <paramref name="Unchanged"/>: the night was done already and nothing came since, so
/// nobody was judged again and the files stayed as they were.
/// </summary>
public sealed record NightOutcome(
    DateOnly BusinessDate, ImportSummary Import, PullSummary Pull, MatchSummary Match, int Reassessed, long Exceptions, bool Unchanged, IReadOnlyList<string> Files, string Text,
    TimeSpan Took)
{
    /// <summary>Places and months without a standard; null when there are none.</summary>
    public string? StandardGaps { get; init; }
}

/// <summary>How many households a quarter judged, how many got each flag (they add up to <paramref name="Households"/>), and the files it wrote. <paramref name="Preview"/>: nothing was pinned.
/// <paramref name="StandardGaps"/>: places and months without a standard, when it was run just now and there are any.</summary>
public sealed record QuarterSummary(
    Quarter Quarter, int Households, int Add, int Exit, int ReExamine, int Keep, IReadOnlyList<string> Files, TimeSpan Took, bool Preview = false, string? StandardGaps = null);
