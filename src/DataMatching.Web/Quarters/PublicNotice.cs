using DataMatching.Assessment;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Quarters;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Cases;
using DataMatching.Web.Hosting;

namespace DataMatching.Web.Quarters;

/// <summary>
/// What hangs in public of one case: whose file, how many people, how much, from which day to which. Nothing else may stand here: no number, no reason, no address.
/// </summary>
/// <param name="Name">As the file has it.</param>
/// <param name="Members">Counted members.</param>
/// <param name="Amount">The aid a month as assessed; null where none is known.</param>
/// <param name="First">First day, inclusive; of one that is not yet posted today.</param>
/// <param name="Last">Last day, inclusive; null where the calendar of that year is not known.</param>
/// <param name="Posted">False: it may be posted next, the days are a proposal.</param>
public sealed record PublicNotice(Quarter Quarter, string Household, District District, Flag Flag, string Name, int Members, Money? Amount, DateOnly First, DateOnly? Last, bool Posted)
{
    /// <summary>Null when the case neither hangs today nor is to be posted next.</summary>
    public static PublicNotice? Of(Case known, Household household, DateOnly today, WorkingCalendar calendar)
    {
        if (known.State == CaseState.Closed) return null;
        var posted = known.Done.Values.OfType<NoticePosted>().LastOrDefault();
        // What hangs goes on hanging while an objection to it is looked into: its days run on.
        var next = known.State == CaseState.Open && known.Next is { Does: StepKind.Notice } step ? step : null;
        if (next is null && (posted is null || posted.Last < today)) return null;
        var amount = known.Done.Values.OfType<Assessed>().LastOrDefault()?.Amount;
        var (first, last) = next is null ? (posted!.First, posted.Last) : (today, LastDay(today, next.Runs, calendar));
        return new PublicNotice(known.Quarter, known.Household, known.District, known.Flag, household.Principal.Name.Written, household.Members.Count(m => m.Counted), amount, first, last, next is null);
    }

    /// <summary>The day that ends so many working days from the first on, both counted.</summary>
    private static DateOnly? LastDay(DateOnly first, int runs, WorkingCalendar calendar)
    {
        try
        {
            var last = first;
            while (calendar.WorkingDays(first, last) < runs) last = last.AddDays(1);
            return last;
        }
        catch (CalendarYearMissingException)
        {
            return null;
        }
    }
}

/// <summary>The notices of a quarter, read with the household as the quarter's import had it.</summary>
public sealed class PublicNotices(Store store, CaseDesk desk, SiteForWeb site)
{
    /// <summary>Null when there is no such case in the account's district, or it stands in no notice.</summary>
    public PublicNotice? Of(Quarter quarter, string household) =>
        desk.Find(quarter, household) is { } found && ImportOf(quarter) is { } import && store.Union.Find(import, household) is { } file ? PublicNotice.Of(found.Case, file, site.Today, site.Calendar) : null;

    /// <summary>Those that hang today, by county and file number. Few statements, however many they are.</summary>
    public IReadOnlyList<PublicNotice> Hanging(Quarter quarter, District? scope, District? below, int limit)
    {
        if (ImportOf(quarter) is not { } import) return [];
        var posted = store.Cases.InNotice(quarter, scope, below, site.Today, limit);
        var files = store.Union.Find(import, posted.Select(c => c.Household));
        return [.. from known in desk.Fold([.. posted.Select(c => c.Case)])
                   where files.ContainsKey(known.Household)
                   let notice = PublicNotice.Of(known, files[known.Household], site.Today, site.Calendar)
                   where notice is { Posted: true }
                   orderby notice.District, notice.Household
                   select notice];
    }

    private long? ImportOf(Quarter quarter) => store.Quarters.Find(quarter)?.Pins is { } pins ? PinnedInputs.FromJson(pins).Import : null;
}
