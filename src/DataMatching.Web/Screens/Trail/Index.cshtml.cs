using DataMatching.Storage;
using DataMatching.Web.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Trail;

/// <summary>For those who supervise and audit: who was shown an ID number in full and what for, and who took which list with him.</summary>
internal sealed class IndexModel(Store store, SignedIn who) : PageModel
{
    private const int PageSize = 50;
    private readonly Dictionary<long, string> _names = [];

    public IReadOnlyList<Disclosure> Shown { get; private set; } = [];
    public IReadOnlyList<Export> Taken { get; private set; } = [];

    /// <summary>Lists are of many districts: who sees one district only does not see them.</summary>
    public bool SeesExports => who.Required.Scope is null;
    public long? MoreShown => Shown.Count == PageSize ? Shown[^1].Id : null;
    public long? MoreTaken => Taken.Count == PageSize ? Taken[^1].Id : null;

    public void OnGet(long? shown, long? taken)
    {
        Shown = store.Disclosures.All(who.Required.Scope, null, null, shown, PageSize);
        if (SeesExports) Taken = store.Exports.All(null, taken, PageSize);
    }

    public string NameOf(long account) => _names.TryGetValue(account, out var name) ? name : _names[account] = store.Accounts.Find(account)?.DisplayName ?? "？";

    public string? SheetOf(Disclosure one) => store.Cases.Find(one.Case, who.Required.Scope) is { } found ? $"/sheet/{found.Listing.Quarter}/{found.Listing.Household}" : null;
}
