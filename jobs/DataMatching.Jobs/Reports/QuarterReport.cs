using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Quarters;
using DataMatching.Time;

namespace DataMatching.Jobs.Reports;

/// <summary>
/// What a quarter's report shows. Counts are households unless said otherwise. Totals are not given: the page adds them up and says whether they agree.
/// <paramref name="Union"/>: whose report it is, such as 广东省总工会. <paramref name="Diff"/>: null when there is no quarter before to compare with.
/// Everything is shown in the order given.
/// </summary>
public sealed record QuarterReport(
    Quarter Quarter,
    string Union,
    IReadOnlyList<DistrictCount> Districts,
    IReadOnlyList<ReasonCount> Reasons,
    QuarterDiff? Diff,
    IReadOnlyList<CoverageCount> Coverage,
    IReadOnlyList<TroubledBatch> Troubled,
    ReportPins Pins)
{
    /// <summary>True when the quarter was only looked at, before its inputs were pinned.</summary>
    public bool Preview { get; init; }
}

/// <summary>
/// A district's households. <paramref name="Opening"/>: files active when the quarter opened, which must be <paramref name="Kept"/> + <paramref name="ReExamineActive"/> + the three exits.
/// <paramref name="ReExamineOther"/>: not active (monitored, unfiled) and to be re-examined. Adds by where they come from: the roll, monitored files, closed files.
/// </summary>
public sealed record DistrictCount(
    District District,
    string Name,
    long Opening,
    long Kept,
    long ReExamineActive,
    long ReExamineOther,
    long AddUnfiled,
    long AddMonitored,
    long AddClosed,
    long ExitOutOfPoverty,
    long ExitRelieved,
    long ExitIneligible)
{
    public long Add => checked(AddUnfiled + AddMonitored + AddClosed);
    public long Exit => checked(ExitOutOfPoverty + ExitRelieved + ExitIneligible);
    public long ReExamine => checked(ReExamineActive + ReExamineOther);

    /// <summary>Active files if every proposal were approved and every re-examined active file stayed.</summary>
    public long Closing => checked(Opening + Add - Exit);

    /// <summary>0 when every file active at the opening has an answer.</summary>
    public long Unaccounted => checked(Opening - Kept - ReExamineActive - Exit);
}

/// <summary>Households on a list for a reason; one with two reasons counts under both.</summary>
public sealed record ReasonCount(string Rule, string Name, Assessment.Flag Flag, long Households);

/// <summary>Against the quarter before, by reason.</summary>
public sealed record QuarterDiff(Quarter Previous, IReadOnlyList<ReasonChange> Reasons);

/// <summary><paramref name="Appeared"/>: households with the reason now and not before; <paramref name="Stayed"/>: both times; <paramref name="Gone"/>: before and not now.</summary>
public sealed record ReasonChange(string Rule, string Name, long Appeared, long Stayed, long Gone)
{
    public long Now => checked(Appeared + Stayed);
    public long Before => checked(Stayed + Gone);
}

/// <summary>
/// What a registry answered for the people of the files, in answers (one per person and dataset; Q's last month decides where a dataset goes by month).
/// <paramref name="AsOf"/>: of the newest batch used, null when there was none. <paramref name="Required"/>: whether a flag may not do without it.
/// </summary>
public sealed record CoverageCount(string Registry, bool Required, DateOnly? AsOf, long Found, long NoRecord, long NotAsked, long Refused, long Failed)
{
    public long Asked => checked(Found + NoRecord + NotAsked + Refused + Failed);
}

/// <summary>A batch that was refused whole or did not come in time. <paramref name="File"/>: null when nothing came. <paramref name="Effect"/>: what follows, in words.</summary>
public sealed record TroubledBatch(string Registry, string Dataset, BatchTrouble Trouble, DateOnly? AsOf, string? File, string Reason, string Effect);

/// <summary>退回, 迟到.</summary>
public enum BatchTrouble { Refused = 0, Late = 1 }

/// <summary>
/// What the run used, so that it can be repeated. Digests are SHA-256 in hex. <paramref name="JudgedOn"/>: the quarter's last day; <paramref name="Cutoff"/>: what was accepted
/// with as-of up to this day, included, is known. <paramref name="Policy"/>: pack and version in words; <paramref name="Standards"/>: the file's version in words.
/// </summary>
public sealed record ReportPins(
    DateOnly JudgedOn,
    DateOnly Cutoff,
    Month WindowFirst,
    Month WindowLast,
    string UnionFilesSha256,
    string Policy,
    string PolicySha256,
    string Standards,
    string StandardsSha256,
    string Program,
    IReadOnlyList<PinnedBatch> Batches);

/// <summary>One delivery that speaks in the quarter, as the report names it. First to Last: months, both included; the hash is the whole file's, hex.</summary>
public sealed record PinnedBatch(long Id, string Registry, string Dataset, DateOnly AsOf, Month First, Month Last, long Rows, string Sha256);
