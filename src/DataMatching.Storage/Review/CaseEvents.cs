using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Review;

namespace DataMatching.Storage;

/// <summary>Something that is to be noted of a case. <paramref name="By"/>: the account, null for the program.</summary>
/// <param name="Kind">A short id such as <c>visited</c>; stands in clear.</param>
/// <param name="Json">What happened; stored sealed, it may name people.</param>
public sealed record NewEvent(string Kind, string Json, DateTimeOffset At, long? By);

/// <summary>An event of a case as it was noted; <paramref name="Sequence"/> counts from 1 without gaps.</summary>
public sealed record StoredEvent(long Case, int Sequence, string Kind, string Json, DateTimeOffset At, long? By)
{
    /// <summary>What happened. The sequence, moment and account are those of the record: many cases may share one text.</summary>
    /// <exception cref="FormatException">The text is none of an event that this program knows.</exception>
    public CaseEvent ToEvent() => CaseEventJson.Read(Json) with { Sequence = Sequence, At = At, By = By ?? 0 };
}

/// <summary>An event that is evidence, as it was numbered. <paramref name="Id"/> counts up over all cases.</summary>
public sealed record StoredEvidence(long Id, string Household, StoredEvent Event);

/// <summary>The kinds of events that the database itself knows.</summary>
public static class CaseEventKind
{
    /// <summary>The quarter's run flagged the household.</summary>
    public const string Opened = "opened";

    /// <summary>A run again came to something else, or rests on something else.</summary>
    public const string Rejudged = "rejudged";

    /// <summary>A run again no longer flags the household.</summary>
    public const string Unflagged = "unflagged";

    /// <summary>A declared income was verified.</summary>
    public const string IncomeVerified = "income-verified";

    /// <summary>An outcome was coded, with a correction or without.</summary>
    public const string OutcomeCoded = "outcome-coded";

    /// <summary>What an earlier event proved counts no more.</summary>
    public const string EvidenceWithdrawn = "evidence-withdrawn";

    /// <summary>True when the event is evidence in later judgements of the household.</summary>
    public static bool IsEvidence(string kind) => kind is IncomeVerified or OutcomeCoded or EvidenceWithdrawn;
}

/// <summary>A person of a case by whom it can be found.</summary>
public sealed record CasePerson(ResidentId? Id, PersonName Name);

/// <summary>A household to open a case for.</summary>
/// <param name="Listing">As worklists show it; its number is not looked at.</param>
/// <param name="Opened">The event when the case is new, <c>opened</c>.</param>
/// <param name="Rejudged">The event when there is such a case of another basis, <c>rejudged</c>; asked for only then.</param>
/// <param name="Basis">What it was judged from, such as the digest of the verdict; the same again changes nothing and notes nothing. No personal data.</param>
public sealed record CaseOpening(CaseListing Listing, string Opened, Func<string> Rejudged, string Basis, IReadOnlyList<CasePerson> People);

/// <summary>What opening came to.</summary>
/// <param name="Opened">New cases.</param>
/// <param name="Unchanged">Cases of the same basis.</param>
/// <param name="Renewed">Cases that nobody had worked on; they are listed as now judged.</param>
/// <param name="Rejudged">Numbers of cases that somebody works on: the event is noted, their listing is the caller's to renew.</param>
/// <param name="Unflagged">Numbers of cases whose household is not flagged any more, of either sort.</param>
public sealed record OpenedCases(int Opened, int Unchanged, int Renewed, IReadOnlyList<long> Rejudged, IReadOnlyList<long> Unflagged)
{
    /// <summary>Households that were flagged.</summary>
    public int All => Opened + Unchanged + Renewed + Rejudged.Count;
}

/// <summary>
/// A case as it stands. <paramref name="Sequence"/>: that of its last event, to be given back with the next. <paramref name="Touched"/>: somebody has worked on it.
/// <paramref name="Flagged"/>: false when a repeated run no longer flags the household.
/// </summary>
public sealed record StoredCase(CaseListing Listing, int Sequence, bool Touched, bool Flagged);

/// <summary>Events to be noted of a case, and how it is listed after them. <paramref name="Expected"/>: the last event that the caller knew; <paramref name="Scope"/>: the district of who does it, null for the program.</summary>
public sealed record CaseAppend(long Case, District? Scope, int Expected, IReadOnlyList<NewEvent> Events, CaseListing After);

/// <summary>A number of cases; not <paramref name="Exact"/>: more than that.</summary>
public readonly record struct CaseCount(int Number, bool Exact);

/// <summary>How many cases of a district stand at a step.</summary>
public sealed record CaseTally(District District, Flag Flag, CaseState State, string Step, int Cases);

/// <summary>How many cases of a whole place stand at a step.</summary>
public sealed record CaseSum(Flag Flag, CaseState State, string Step, int Cases);

/// <summary>How many open cases of a district are past the last day of their step.</summary>
public sealed record LateCases(District District, string Step, int Cases);
