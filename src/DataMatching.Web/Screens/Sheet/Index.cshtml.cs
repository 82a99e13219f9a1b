using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Sheet;

/// <summary>One household is one sheet: what was found, where, how sure we are, which rule it touches, what to do next.</summary>
public sealed class IndexModel(Store store, IHouseholdInputs inputs, SignedIn who) : PageModel
{
    public SheetContent Sheet { get; private set; } = null!;

    public IActionResult OnGet(string quarter, string household)
    {
        // What lies outside the account's district does not exist for it.
        if (!Quarter.TryParse(quarter, out var asked) || SheetContent.Of(store, inputs, asked, household) is not { } sheet || !who.Required.Covers(sheet.Household.District)) return NotFound();
        Sheet = sheet;
        return Page();
    }
}
