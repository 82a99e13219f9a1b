using DataMatching.Review;
using DataMatching.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Home;

/// <summary>Sends everybody to where his day begins.</summary>
internal sealed class IndexModel(SignedIn who) : PageModel
{
    public IActionResult OnGet() => Redirect(who.Required switch
    {
        { SeesHouseholds: true } => "/worklist",
        { Role: Role.Operator } => "/runs",
        _ => "/users",
    });
}
