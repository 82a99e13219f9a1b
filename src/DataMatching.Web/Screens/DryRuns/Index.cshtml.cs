using DataMatching.Identity;
using DataMatching.Policy;
using DataMatching.Storage;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;
using DataMatching.Web.Operations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.DryRuns;

/// <summary>What a changed pack would make of a quarter: counts for all, households one by one for those who may see households; all of it within the account's district.</summary>
internal sealed class IndexModel(Store store, IOperations operations, SignedIn who, SiteForWeb site) : PageModel
{
    /// <summary>Null: the list of dry runs is shown.</summary>
    public Job? Job { get; private set; }
    public IReadOnlyList<Job> Recent { get; private set; } = [];
    public PolicyDifference? Difference { get; private set; }
    public WorkNow Now => WorkNow.Of(operations, store, site.Clock);
    public bool SeesHouseholds => who.Required.SeesHouseholds;
    public string NameOf(long? account) => account is { } id ? store.Accounts.Find(id)?.DisplayName ?? "？" : "";

    public IReadOnlyList<Flip> Flips => Difference is { } found && SeesHouseholds ? found.Flips : [];

    /// <summary>Where the account sees; null for the whole site.</summary>
    public District? Place => who.Required.Scope;

    public IActionResult OnGet(long? job)
    {
        if (job is not { } number)
        {
            Recent = store.Jobs.Latest(JobKind.DryRun, 50);
            return Page();
        }

        if (store.Jobs.Find(number) is not { Kind: JobKind.DryRun } found) return NotFound();
        Job = found;
        Difference = store.Jobs.Difference(number, Place);
        return Page();
    }
}
