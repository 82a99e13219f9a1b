using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;
using DataMatching.Web.Operations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Runs;

/// <summary>One run: its steps with rows, durations and throughput, who asked for it, why it failed and what to do.</summary>
internal sealed class RunModel(Store store, IOperations operations, SignedIn who, SiteForWeb site) : PageModel
{
    public Run Run { get; private set; } = null!;
    public IReadOnlyList<RunStep> Steps { get; private set; } = [];
    public IReadOnlyList<Job> Jobs { get; private set; } = [];
    public WorkNow Now => WorkNow.Of(operations, store, site.Clock);
    public bool IsRunning => operations.Now is { } now && Jobs.Any(j => j.Id == now.Job);
    public JobKind Kind => Run.Key.Split('/')[0] switch
    {
        "night" => JobKind.Night,
        "tidy" => JobKind.Tidy,
        _ => JobKind.Quarter,
    };

    /// <summary>True when starting the same work again makes sense: it failed, or was stopped in the middle.</summary>
    public bool MayRetry => WhoMayAsk.For(Kind, who.Required) && !IsRunning && (Run.EndedAt is null || (Run.Failure is { } failure && !failure.StartsWith("Abandoned", StringComparison.Ordinal)))
        && !Jobs.Any(j => j.IsOpen) && (Kind != JobKind.Tidy || Jobs.Count > 0);

    public string NameOf(long? account) => account is { } id ? store.Accounts.Find(id)?.DisplayName ?? "？" : "";

    public IActionResult OnGet(long id) => Load(id) ? Page() : NotFound();

    public IActionResult OnPostRetry(long id)
    {
        if (!Load(id)) return NotFound();
        if (!MayRetry) return Forbid();
        var subject = Run.Key[(Run.Key.IndexOf('/', StringComparison.Ordinal) + 1)..];
        if (Jobs.Count > 0) operations.AskAgain(Jobs[^1], who.Required.Id);
        else if (Kind == JobKind.Night && IndexModel.Day(subject) is { } day) operations.AskNight(day, who.Required.Id);
        else if (Quarter.TryParse(subject, out var quarter)) operations.AskQuarter(quarter, false, who.Required.Id);
        return Redirect("/runs#now");
    }

    private bool Load(long id)
    {
        if (store.Runs.Find(id) is not { } run) return false;
        (Run, Steps, Jobs) = (run, store.Runs.Steps(id), store.Jobs.OfRuns([id]));
        return true;
    }
}
