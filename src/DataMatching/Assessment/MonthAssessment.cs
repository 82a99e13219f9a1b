using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Assessment;

/// <summary>One month against the standard: above it, not above it, or not known. Unknown is neither.</summary>
public enum Cell { Unknown = 0, Above = 1, NotAbove = 2 }

/// <summary>A dataset (<c>registry/dataset</c>) that gave neither yes nor no.</summary>
public sealed record Unanswered(string Dataset, Answer Answer);

/// <summary>
/// What a month says of one counted member. <paramref name="Suspected"/>: grade Probable or declared only. <paramref name="UpperOnly"/>: money of which the
/// policy's text does not say whether it counts. <paramref name="WagelessBase"/>: the largest base of an employment without a wage (zero when it states
/// none); null without such employment.
/// </summary>
public sealed record MemberMonth(
    string Person,
    Money Proved,
    Money Suspected,
    Money UpperOnly,
    bool UnderSixteen,
    IReadOnlyList<Unanswered> Unanswered,
    Money? WagelessBase,
    IReadOnlyList<Fact> ProvedBy,
    IReadOnlyList<Fact> SuspectedBy,
    IReadOnlyList<Fact> EmployedBy)
{
    /// <summary>True when there can be no income but the proved and the suspected.</summary>
    public bool Settled => UnderSixteen || (Unanswered.Count == 0 && WagelessBase is null);
}

/// <summary>
/// One month of a household. <paramref name="Standard"/> per person, null when none is known; <paramref name="High"/> null: no upper limit.
/// <paramref name="Living"/> is low plus the dibao amount of the month.
/// </summary>
public sealed record MonthAssessment(
    Month Month,
    Money? Standard,
    IReadOnlyList<MemberMonth> Members,
    Money Low,
    Money? High,
    Money Estimate,
    Money Living,
    Cell Cell,
    IReadOnlyList<Fact> DibaoBy)
{
    /// <summary>Standard × counted members; null when no standard is known.</summary>
    public Money? Line => Standard is { } standard ? standard * Members.Count : null;

    /// <summary>True when suspicion, and not only a missing answer, keeps the month from being known.</summary>
    public bool Suspicious => Cell == Cell.Unknown && Members.Any(m => m.Suspected > Money.Zero || (m.WagelessBase is not null && !m.UnderSixteen));

    /// <summary>Money of which the policy's text does not say whether it counts.</summary>
    public Money UpperOnly => Members.Aggregate(Money.Zero, (sum, m) => sum + m.UpperOnly);

    /// <summary>True when the month is estimated to lie above the line if the money that no text decides on counts, and not above it if it does not.</summary>
    public bool HangsOnText => Cell == Cell.Unknown && Line is { } line && Estimate <= line && Estimate + UpperOnly > line;

    /// <summary>High is known and below the line.</summary>
    public bool Below => High is { } high && Line is { } line && high < line;
}
