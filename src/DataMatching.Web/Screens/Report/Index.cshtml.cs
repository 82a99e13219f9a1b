using System.Globalization;
using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Quarters;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;
using DataMatching.Web.Quarters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Report;

/// <summary>Whose report it is. Files carry a county's code at most: the report of the grassroots is of their county, case by case.</summary>
public enum Level { Grassroots = 0, County = 1, City = 2, Province = 3 }

/// <summary>A quarter's report of one level, to be printed and signed. Nothing in it comes from the clock: the same state gives the same bytes.</summary>
public sealed class IndexModel(Store store, SiteForWeb site, IQuarterWork work, SignedIn who) : PageModel
{
    /// <summary>Cases that the grassroots' report lists one by one.</summary>
    public const int Most = 1_000;

    public Time.Quarter Quarter { get; private set; }
    public District? Place { get; private set; }
    public Level Level { get; private set; }
    public QuarterView View { get; private set; } = null!;
    public PinnedInputs Pins { get; private set; } = null!;
    public bool Closed { get; private set; }
    public SpotCheck Sample { get; private set; } = null!;
    public IReadOnlyList<CaseListing> Cases { get; private set; } = [];

    public IActionResult OnGet(string quarter, string? district, string? level)
    {
        if (!Time.Quarter.TryParse(quarter, out var asked) || store.Quarters.Find(asked) is not { Run: not null, Pins: { } pins } row) return NotFound();
        (Quarter, Place, Pins, Closed) = (asked, who.Required.Scope, PinnedInputs.FromJson(pins), row.State == QuarterRow.Closed);
        if (!string.IsNullOrEmpty(district))
        {
            if (!District.TryParse(district, out var named) || !who.Required.Covers(named)) return NotFound();
            Place = named;
        }

        Level = Place is not { } place || place.Code % 10000 == 0 ? Level.Province : place.Code % 100 == 0 ? Level.City
            : level == "grassroots" || (level is null && who.Required.Role == Role.Grassroots) ? Level.Grassroots : Level.County;
        View = new QuarterView(store, site, work, asked, Place);
        Sample = SpotCheck.Draw(string.Create(CultureInfo.InvariantCulture, $"{asked} {Place?.ToString() ?? "000000"}"), store.Cases.Flagged(asked, Place).Where(c => c.Flag != Flag.Keep));
        if (Level == Level.Grassroots) Cases = store.Cases.Page(new CaseFilter(asked, who.Required.Scope, Below: Place), null, Most);
        return Page();
    }
}
