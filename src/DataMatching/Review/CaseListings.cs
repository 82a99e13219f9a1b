using DataMatching.Assessment;
using DataMatching.Time;
using DataMatching.Words;

namespace DataMatching.Review;

/// <summary>The row that worklists show of a case: out of the verdict once, out of the case after every event.</summary>
public static class CaseListings
{
    /// <summary>The row of a case.</summary>
    /// <param name="known">The case.</param>
    /// <param name="verdict">The verdict that opened it.</param>
    /// <param name="maskedName">The worker's name as <see cref="Identity.NameMask"/> shows it.</param>
    /// <param name="calendar">Public holidays, for the due day.</param>
    public static CaseListing Of(Case known, Verdict verdict, string maskedName, WorkingCalendar calendar) => Again(
        new CaseListing(
            known.Number, known.Quarter, known.Household, known.District, known.Flag, known.ExitKind, known.Opening.Priority, maskedName,
            verdict.Months.Count > 0 ? verdict.Months[^1].Members.Count : 0, known.Opening.Rules,
            [.. Opened.Speaking(verdict).SelectMany(r => r.Facts).Select(f => f.Registry).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            verdict.Flip?.PerMonth, verdict.DecisiveRecord is { } decisive ? FactInWords.Of(decisive) : "", CaseState.Open, "", null, null, null, known.Events[0].Recorded),
        known, calendar);

    /// <summary>The row after more has happened: what came from the verdict stays.</summary>
    public static CaseListing Again(CaseListing listing, Case known, WorkingCalendar calendar) => listing with
    {
        // One that the program ended is listed as Keep; an objection opens it on its own list again.
        Flag = known.State == CaseState.Closed && known.Decision is null ? listing.Flag : known.Flag,
        ExitKind = known.State == CaseState.Closed && known.Decision is null ? listing.ExitKind : known.ExitKind,
        State = known.State,
        Step = known.State == CaseState.Objected ? Case.ObjectionStep : known.Next?.Id ?? "",
        Turn = known.Turn,
        Assignee = known.Assignee,
        Due = known.Due(calendar),
        Decision = known.Decision,
        DecidedOn = known.Decision is null ? null : known.Events.OfType<Closed>().Last().Recorded,
        NoticeUntil = known.Doing<NoticePosted>()?.Happened.Last,
    };
}
