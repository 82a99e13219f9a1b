using DataMatching.Storage;
using DataMatching.Web.Accounts;
using DataMatching.Web.Cases;
using DataMatching.Web.Quarters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Notice;

/// <summary>One case's public notice, to be printed and hung up.</summary>
public sealed class IndexModel(Store store, PublicNotices notices, CaseDesk desk, SignedIn who) : PageModel
{
    /// <summary>Null when nothing of the case hangs or is to be hung.</summary>
    public PublicNotice? Notice { get; private set; }

    public Time.Quarter Quarter { get; private set; }
    public string Household { get; private set; } = "";

    public IActionResult OnGet(string quarter, string household)
    {
        if (!Time.Quarter.TryParse(quarter, out var asked) || desk.Find(asked, household) is not { } found) return NotFound();
        (Quarter, Household, Notice) = (asked, household, notices.Of(asked, household));
        store.Disclosures.AddView(who.Required.Id, found.Stored.Listing.Case, who.Required.Scope);
        return Page();
    }
}
