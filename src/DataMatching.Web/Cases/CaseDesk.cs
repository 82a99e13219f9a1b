using DataMatching.Assessment;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;

namespace DataMatching.Web.Cases;

/// <summary>A case as it is kept and as its events fold.</summary>
public sealed record DeskCase(StoredCase Stored, Case Case);

/// <summary>Finds cases within the account's district and records what is done about them, if the rules of doing allow it.</summary>
public sealed class CaseDesk(Store store, SignedIn who, SiteForWeb site, IHouseholdInputs inputs)
{
    /// <summary>Null when the household has no case in that quarter (or had none then), or it lies outside the account's district.</summary>
    /// <param name="asOf">The case as it stood at this moment, included; null: now.</param>
    public DeskCase? Find(Quarter quarter, string household, DateTimeOffset? asOf = null) =>
        store.Cases.FindByHousehold(quarter, household, who.Required.Scope) is { } stored ? Open(stored, asOf) : null;

    /// <summary>Null when there is no case of this number, or it lies outside the account's district.</summary>
    public DeskCase? Find(long number) => store.Cases.Find(number, who.Required.Scope) is { } stored ? Open(stored, null) : null;

    /// <summary>Several cases of the account's district as their events fold, by number; those that are not there are left out.</summary>
    public IReadOnlyList<Case> Fold(IReadOnlyCollection<long> numbers) =>
        [.. store.Cases.Events(numbers, who.Required.Scope).GroupBy(e => e.Case).Select(events => Case.Fold(events.Key, [.. events.Select(Local)], site.Steps))];

    private DeskCase? Open(StoredCase stored, DateTimeOffset? asOf)
    {
        var events = store.Cases.Events(stored.Listing.Case, who.Required.Scope, asOf).Select(Local).ToList();
        return events.Count == 0 ? null : new DeskCase(stored, Case.Fold(stored.Listing.Case, events, site.Steps));
    }

    /// <summary>Records an event, and what the household is judged on it when it is evidence; the answer is why not, or null when it was recorded.</summary>
    /// <param name="make">Makes the event from its sequence, its moment and the account.</param>
    /// <param name="files">Its photos and scans: kept with the event or not at all.</param>
    public Refusal? Record(DeskCase desk, Func<long, DateTimeOffset, long, CaseEvent> make, IReadOnlyList<NewAttachment>? files = null)
    {
        var account = who.Required;
        var happened = make(desk.Case.Events.Count + 1, site.Clock.GetLocalNow(), account.Id);
        if (ReviewRules.Check(desk.Case, account, happened, site.Today, site.Calendar) is { } refusal) return refusal;
        CaseEvent[] events = [happened, .. JudgedOn(desk.Case, happened)];
        var after = CaseListings.Again(desk.Stored.Listing, events.Aggregate(desk.Case, (known, e) => known.With(e)), site.Calendar);
        try
        {
            store.Cases.Append(desk.Stored.Listing.Case, account.Scope, desk.Stored.Sequence, [.. events.Select(ToStore)], after, files);
            return null;
        }
        catch (CaseConflictException)
        {
            return new Refusal("conflict", "刚才有同事办理了这件事项，请看过最新进展再提交", "A colleague has just worked on this case: look at it again, then send");
        }
    }

    /// <summary>The program's own event after evidence: what the household is judged on it, at once.</summary>
    private IEnumerable<CaseEvent> JudgedOn(Case known, CaseEvent happened)
    {
        if (!ReviewedEvidence.Is(happened)) yield break;
        var before = store.Cases.EvidenceOf(known.Household).Select(e => (e.Event.Case, e.Event.ToEvent())).ToList();
        if (happened is OutcomeCoded { Correction: null } && !before.Exists(e => e.Item2 is OutcomeCoded { Correction: not null })) yield break;
        if (inputs.Judge(known.Quarter, known.Household, ReviewedEvidence.Of([.. before, (known.Number, happened)])) is not { } verdict) yield break;
        var sequence = happened.Sequence + 1;
        yield return verdict.Flag == Flag.Keep
            ? new Unflagged(sequence, happened.At, 0, known.Opening.Run)
            : Rejudged.Of(verdict, known.Quarter, known.District, known.Opening.Run, sequence, happened.At);
    }

    private static NewEvent ToStore(CaseEvent e) => new(CaseEventJson.Kind(e), CaseEventJson.Write(e), e.At, e.By == 0 ? null : e.By);

    private CaseEvent Local(StoredEvent stored)
    {
        var happened = stored.ToEvent();
        return happened with { At = TimeZoneInfo.ConvertTime(happened.At, site.Clock.LocalTimeZone) };
    }
}
