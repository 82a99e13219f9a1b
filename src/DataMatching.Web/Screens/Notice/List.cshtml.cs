using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;
using DataMatching.Web.Quarters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Notice;

/// <summary>All that hangs today in a district, as one list to be printed, and what may be posted next.</summary>
public sealed class ListModel(Store store, PublicNotices notices, SignedIn who, SiteForWeb site) : PageModel
{
    /// <summary>Rows of one printed list.</summary>
    public const int Most = 500;

    private const int NextShown = 50;

    public Time.Quarter Quarter { get; private set; }
    public District? Place { get; private set; }
    public IReadOnlyList<PublicNotice> Hanging { get; private set; } = [];
    public IReadOnlyList<CaseListing> Next { get; private set; } = [];

    public IActionResult OnGet(string quarter, string? district)
    {
        if (!Time.Quarter.TryParse(quarter, out var asked)) return NotFound();
        (Quarter, Place) = (asked, who.Required.Scope);
        if (!string.IsNullOrEmpty(district))
        {
            if (!District.TryParse(district, out var named) || !who.Required.Covers(named)) return NotFound();
            Place = named;
        }

        Hanging = notices.Hanging(asked, who.Required.Scope, Place, Most);
        var steps = site.Steps.All.SelectMany(p => p.Steps).Where(s => s.Does == StepKind.Notice).Select(s => s.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Next = [.. steps.SelectMany(step => store.Cases.Page(new CaseFilter(asked, who.Required.Scope, Below: Place, Step: step), null, NextShown)).Take(NextShown)];
        return Page();
    }
}
