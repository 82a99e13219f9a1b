using System.Globalization;
using DataMatching.Batches;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;
using DataMatching.Web.Worklists;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Trail;

/// <summary>For those who supervise and audit: who was shown an ID number in full and what for, who took which list with him, and who opened whose sheet.</summary>
internal sealed class IndexModel(Store store, SignedIn who, SiteForWeb site) : PageModel
{
    private const int PageSize = 50;
    private readonly Dictionary<long, string> _names = [];
    private readonly Dictionary<long, CaseListing?> _cases = [];

    public IReadOnlyList<Disclosure> Shown { get; private set; } = [];
    public IReadOnlyList<Export> Taken { get; private set; } = [];
    /// <summary>Deliveries that somebody took although they were unlike those before them; newest first.</summary>
    public IReadOnlyList<(BatchOverride Override, Batch Batch)> Accepted { get; private set; } = [];
    public IReadOnlyList<CaseView> Viewed { get; private set; } = [];

    /// <summary>Pairs of the blind check that somebody was shown, and what he said.</summary>
    public IReadOnlyList<MatchAnswered> Checked { get; private set; } = [];

    /// <summary>Lists are of many districts: who sees one district only does not see them.</summary>
    public bool SeesExports => who.Required.Scope is null;
    public long? MoreShown => Shown.Count == PageSize ? Shown[^1].Id : null;
    public long? MoreTaken => Taken.Count == PageSize ? Taken[^1].Id : null;

    public long? MoreViewed => Viewed.Count == PageSize ? Viewed[^1].Id : null;

    public long? MoreChecked => Checked.Count == PageSize ? Checked[^1].Id : null;

    public void OnGet(long? shown, long? taken, long? viewed, long? pairs)
    {
        Checked = store.Matches.All(who.Required.Scope, pairs, PageSize);
        Viewed = store.Disclosures.Views(who.Required.Scope, null, null, viewed, PageSize);
        Shown = store.Disclosures.All(who.Required.Scope, null, null, shown, PageSize);
        if (SeesExports) Accepted = [.. store.Drift.Overrides().Reverse().Select(o => (o, store.Batches.Find(o.Batch)!))];
        if (SeesExports) Taken = store.Exports.All(null, taken, PageSize);
    }

    public string NameOf(long account) => _names.TryGetValue(account, out var name) ? name : _names[account] = store.Accounts.Find(account)?.DisplayName ?? "？";

    /// <summary>To the second: what was done within one minute has an order.</summary>
    public string Moment(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, site.Clock.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The worklist as it was taken, where it was one.</summary>
    public static string? ListOf(Export one) => one.Filter.StartsWith('/') ? null : $"{WorklistAddress.Path}?{one.Filter}";

    /// <summary>The case, within the account's district.</summary>
    public CaseListing? CaseOf(long id) => _cases.TryGetValue(id, out var known) ? known : _cases[id] = store.Cases.Find(id, who.Required.Scope)?.Listing;

    public static string SheetOf(CaseListing listing) => $"/sheet/{listing.Quarter}/{listing.Household}";
}
