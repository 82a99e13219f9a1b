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
        store.Cases.FindByHousehold(quarter, household, who.Required.Scope) is { } stored ? Open(stored, who.Required.Scope, asOf) : null;

    /// <summary>Null when there is no case of this number, or it lies outside the account's district.</summary>
    public DeskCase? Find(long number) => store.Cases.Find(number, who.Required.Scope) is { } stored ? Open(stored, who.Required.Scope, null) : null;

    /// <summary>Several cases of the account's district as their events fold, by number; those that are not there are left out.</summary>
    public IReadOnlyList<Case> Fold(IReadOnlyCollection<long> numbers) =>
        [.. store.Cases.Events(numbers, who.Required.Scope).GroupBy(e => e.Case).Select(events => Case.Fold(events.Key, [.. events.Select(Local)], site.Steps))];

    private DeskCase? Open(StoredCase stored, Identity.District? scope, DateTimeOffset? asOf)
    {
        var events = store.Cases.Events(stored.Listing.Case, scope, asOf).Select(Local).ToList();
        return events.Count == 0 ? null : new DeskCase(stored, Case.Fold(stored.Listing.Case, events, site.Steps));
    }

    /// <summary>Records an event and what follows from it for all open cases of the household; the answer is why not, or null when it was recorded.</summary>
    /// <param name="make">Makes the event from its sequence, its moment and the account.</param>
    /// <param name="files">Its photos and scans: kept with the event or not at all.</param>
    public Refusal? Record(DeskCase desk, Func<long, DateTimeOffset, long, CaseEvent> make, IReadOnlyList<NewAttachment>? files = null)
    {
        var account = who.Required;
        var happened = make(desk.Case.Events.Count + 1, site.Clock.GetLocalNow(), account.Id);
        if (ReviewRules.Check(desk.Case, account, happened, site.Today, site.Calendar) is { } refusal) return refusal;
        var others = OthersOf(desk);
        var (own, foreign) = new Consequences(store, inputs).Of(desk.Case, [.. others.Select(o => o.Case)], happened);
        try
        {
            store.Cases.Append([ToStore(desk, account.Scope, own), .. others.Where(o => foreign.ContainsKey(o.Case.Number)).Select(o => ToStore(o, null, foreign[o.Case.Number]))], files);
            return null;
        }
        catch (CaseConflictException)
        {
            return new Refusal("conflict", "刚才有同事办理了这件事项，请看过最新进展再提交", "A colleague has just worked on this case: look at it again, then send");
        }
    }

    /// <summary>The household's other cases that are not ended, wherever it lived.</summary>
    private List<DeskCase> OthersOf(DeskCase desk) =>
        [.. store.Cases.OfHousehold(desk.Case.Household, null).Where(c => c.Listing.Case != desk.Case.Number && c.Listing.State != CaseState.Closed).Select(c => Open(c, null, null)).OfType<DeskCase>()];

    private CaseAppend ToStore(DeskCase desk, Identity.District? scope, IReadOnlyList<CaseEvent> events) => new(
        desk.Stored.Listing.Case, scope, desk.Stored.Sequence, [.. events.Select(e => new NewEvent(CaseEventJson.Kind(e), CaseEventJson.Write(e), e.At, e.By == 0 ? null : e.By))],
        CaseListings.Again(desk.Stored.Listing, events.Aggregate(desk.Case, (known, e) => known.With(e)), site.Calendar));

    private CaseEvent Local(StoredEvent stored)
    {
        var happened = stored.ToEvent();
        return happened with { At = TimeZoneInfo.ConvertTime(happened.At, site.Clock.LocalTimeZone) };
    }
}
