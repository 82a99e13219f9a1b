using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;

namespace DataMatching.Web.Cases;

/// <summary>A case as it is kept and as its events fold.</summary>
public sealed record DeskCase(StoredCase Stored, Case Case);

/// <summary>Finds cases within the account's district and records what is done about them, if the rules of doing allow it.</summary>
public sealed class CaseDesk(Store store, SignedIn who, SiteForWeb site)
{
    /// <summary>Null when the household has no case in that quarter, or it lies outside the account's district.</summary>
    public DeskCase? Find(Quarter quarter, string household) => store.Cases.FindByHousehold(quarter, household, who.Required.Scope) is { } stored ? Open(stored) : null;

    /// <summary>Null when there is no case of this number, or it lies outside the account's district.</summary>
    public DeskCase? Find(long number) => store.Cases.Find(number, who.Required.Scope) is { } stored ? Open(stored) : null;

    private DeskCase Open(StoredCase stored)
    {
        var events = store.Cases.Events(stored.Listing.Case, who.Required.Scope).Select(Read).ToList();
        return new DeskCase(stored, Case.Fold(stored.Listing.Case, events, site.Steps));
    }

    /// <summary>Records an event; the answer is why not, or null when it was recorded.</summary>
    /// <param name="make">Makes the event from its sequence, its moment and the account.</param>
    /// <param name="keep">Called when the rules allow the event and before it is recorded: keeps its files.</param>
    public Refusal? Record(DeskCase desk, Func<long, DateTimeOffset, long, CaseEvent> make, Action? keep = null)
    {
        var account = who.Required;
        var happened = make(desk.Case.Events.Count + 1, site.Clock.GetLocalNow(), account.Id);
        if (ReviewRules.Check(desk.Case, account, happened, site.Today, site.Calendar) is { } refusal) return refusal;
        var after = CaseListings.Again(desk.Stored.Listing, desk.Case.With(happened), site.Calendar);
        try
        {
            keep?.Invoke();
            store.Cases.Append(desk.Stored.Listing.Case, account.Scope, desk.Stored.Sequence, [new NewEvent(CaseEventJson.Kind(happened), CaseEventJson.Write(happened), happened.At, account.Id)], after);
            return null;
        }
        catch (CaseConflictException)
        {
            return new Refusal("conflict", "刚才有同事办理了这件事项，请看过最新进展再提交", "A colleague has just worked on this case: look at it again, then send");
        }
    }

    /// <summary>The sequence, moment and account are those of the record; many cases may share one text.</summary>
    private CaseEvent Read(StoredEvent stored) => CaseEventJson.Read(stored.Json) with
    {
        Sequence = stored.Sequence, At = TimeZoneInfo.ConvertTime(stored.At, site.Clock.LocalTimeZone), By = stored.By ?? 0,
    };
}
