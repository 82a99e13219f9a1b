using System.Text;
using DataMatching.Identity;
using DataMatching.Policy;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;
using DataMatching.Web.Operations;
using DataMatching.Web.Words;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Policies;

/// <summary>
/// Policies and standards as the program reads them, each value with its text and day; which of them holds in a district; and a changed pack against a quarter that was run.
/// </summary>
internal sealed class IndexModel(Store store, IOperations operations, SignedIn who, SiteForWeb site, Say say) : PageModel
{
    private const int LargestPack = 256 << 10;

    public IReadOnlyList<PolicyPack> Packs => site.Policies.All;
    public DateOnly Day => site.Today;
    public IReadOnlyList<SubsistenceStandard> Standards => site.Standards.All;
    public IReadOnlyList<Job> DryRuns { get; private set; } = [];
    public IReadOnlyList<QuarterRow> Quarters { get; private set; } = [];
    public WorkNow Now => WorkNow.Of(operations, store, site.Clock);

    /// <summary>What was looked for, and what holds there.</summary>
    public string? Wanted { get; private set; }
    public District? Place { get; private set; }

    /// <summary>Faults of a pack that was sent, with where; and the pack, to be put right.</summary>
    public IReadOnlyList<PolicyError> Errors { get; private set; } = [];
    public string? Fault { get; private set; }
    public string Sent { get; private set; } = "";

    public bool MayDryRun => WhoMayAsk.For(JobKind.DryRun, who.Required);
    public bool SeesDryRuns => Access.Allows(who.Required.Role, "DryRuns");
    public PolicyInForce? InForce => Place is { } place ? site.Policies.For(place) : null;
    public SubsistenceStandard? Standard => Place is { } place ? site.Standards.Entry(place, Month.Of(site.Today)) : null;
    public IReadOnlyList<PackEntry> Entries(PolicyPack pack) => PackEntry.Of(pack, Packs, site.Today);

    /// <summary>Of each list and district the plan of steps that cases opened today go by, and those that will hold later; in the order of the lists, the whole country first.</summary>
    public IEnumerable<StepPlan> Plans => site.Steps.All.GroupBy(p => (p.Flag, p.ExitKind, p.District)).SelectMany(g => g.Where(p => p.From > Day).Append(g.Where(p => p.From <= Day).MaxBy(p => p.From)).OfType<StepPlan>())
        .OrderBy(p => p.Flag).ThenBy(p => p.ExitKind).ThenBy(p => p.District?.Code ?? 0).ThenBy(p => p.From);

    /// <summary>Whether a case of the district that was looked up would go by the plan.</summary>
    public bool HoldsThere(StepPlan plan) => Place is { } place && site.Steps.For(plan.Flag, plan.ExitKind, place, Day) == plan;

    public void OnGet(string? district)
    {
        Load();
        Wanted = string.IsNullOrWhiteSpace(district) ? null : district.Trim();
        if (District.TryParse(Wanted, out var place)) Place = place;
    }

    public IActionResult OnPost(string? quarter, string? pack, IFormFile? file)
    {
        if (!MayDryRun) return Forbid();
        if (!Quarter.TryParse(quarter ?? "", out var wanted) || store.Quarters.Find(wanted)?.Run is null) return Refused(say["请选一个已经运行过的季度", "Choose a quarter that was run"], pack);
        if (file is { Length: > LargestPack } || pack?.Length > LargestPack) return Refused(say["政策文件过大，最多 256 KB", "The pack is too large: at most 256 KB"], null);
        var json = file is { Length: > 0 } ? Read(file) : pack ?? "";
        if (string.IsNullOrWhiteSpace(json)) return Refused(say["请粘贴改动后的政策文件，或选择文件", "Paste the changed pack, or choose its file"], null);
        try
        {
            site.Policies.With(PolicyPack.Parse(json, file is { Length: > 0 } ? "pack.json" : say["粘贴的文本", "the pasted text"]));
        }
        catch (PolicyException e)
        {
            Errors = e.Errors;
            return Refused(say[$"政策文件有 {e.Errors.Count} 处不对，没有试算", $"The pack has {e.Errors.Count} faults: nothing was run"], json);
        }

        return Redirect(FormattableString.Invariant($"/policies/dry-run/{operations.AskDryRun(wanted, json, who.Required.Id).Id}"));
    }

    private PageResult Refused(string fault, string? sent)
    {
        (Fault, Sent) = (fault, sent ?? "");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Load();
        return Page();
    }

    private void Load()
    {
        Quarters = [.. store.Quarters.All().Where(q => q.Run is not null).Reverse()];
        if (SeesDryRuns) DryRuns = store.Jobs.Latest(JobKind.DryRun, 10);
    }

    private static string Read(IFormFile file)
    {
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
