using System.Globalization;
using DataMatching.Batches;
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

namespace DataMatching.Web.Screens.Runs;

/// <summary>The operator's night: what happened, what is missing, what runs now, what is due tonight; and where runs are started.</summary>
internal sealed class IndexModel(Store store, IOperations operations, IDeliveries deliveries, SignedIn who, SiteForWeb site, Say say) : PageModel
{
    private const int RunsShown = 20, NightsShown = 30;
    private Dictionary<long, string> _asked = [];

    public WorkNow Now => WorkNow.Of(operations, store, site.Clock);
    public NightOnPages? Night { get; private set; }
    public IReadOnlyList<Batch> Batches { get; private set; } = [];
    public IReadOnlyList<RegistryOnPages> Registries => deliveries.Registries;
    public IReadOnlyList<Todo> Todo { get; private set; } = [];
    public IReadOnlyList<NightFigures> Nights { get; private set; } = [];
    public DueTonight Due { get; private set; } = null!;
    public ScheduleOnPages Schedule { get; private set; } = null!;
    public IReadOnlyList<Run> Runs { get; private set; } = [];
    public IReadOnlyList<Job> Failed { get; private set; } = [];
    public long? Older { get; private set; }
    public string? Fault { get; private set; }

    /// <summary>The newest quarters that have ended or run, for the form.</summary>
    public IReadOnlyList<Quarter> Quarters { get; private set; } = [];

    public bool May(JobKind kind) => WhoMayAsk.For(kind, who.Required);

    /// <summary>Who asked for a run; null: a command line.</summary>
    public string? AskedBy(Run run) => _asked.GetValueOrDefault(run.Id);

    public bool IsRunning(Run run) => operations.Now is { } now && store.Jobs.Find(now.Job)?.Run == run.Id;

    public TimeSpan? Took(string registry, string dataset) =>
        Night?.Datasets.FirstOrDefault(d => d.Registry == registry && d.Dataset == dataset)?.Seconds is { } seconds ? TimeSpan.FromSeconds((double)seconds) : null;

    public void OnGet(long? before) => Load(before);

    public IActionResult OnGetNow() => Partial("_Now", Now);

    public IActionResult OnPostNight(string? day)
    {
        if (!May(JobKind.Night)) return Forbid();
        var date = string.IsNullOrWhiteSpace(day) ? site.Today : Day(day);
        if (date is null || date > site.Today || date < site.Today.AddYears(-5))
            return Refused(say[$"日期应写成 2026-09-30，不晚于今天 {site.Today:yyyy-MM-dd}，不早于五年前", $"Expected a date such as 2026-09-30, not after today {site.Today:yyyy-MM-dd} and within five years"]);
        operations.AskNight(date.Value, who.Required.Id);
        return Redirect("/runs#now");
    }

    public IActionResult OnPostQuarter(string? quarter, string? what)
    {
        var kind = what == "preview" ? JobKind.Preview : JobKind.Quarter;
        if (!May(kind)) return Forbid();
        if (!Quarter.TryParse(quarter ?? "", out var wanted)) return Refused(say["季度应写成 2026Q3", "Expected a quarter such as 2026Q3"]);
        if (kind == JobKind.Preview) operations.AskPreview(wanted, who.Required.Id);
        else operations.AskQuarter(wanted, what == "repin", who.Required.Id);
        return Redirect("/runs#now");
    }

    public IActionResult OnPostCancel(long id)
    {
        if (store.Jobs.Find(id) is not { } job) return NotFound();
        if (!May(job.Kind)) return Forbid();
        operations.Cancel(id);
        return Redirect("/runs#now");
    }

    /// <summary>Takes a night or a quarter out of the schedule; <paramref name="what"/>: its kind and subject, as the form has them.</summary>
    public IActionResult OnPostSkip(string? what, string? why)
    {
        if (!May(JobKind.Night) && !May(JobKind.Quarter)) return Forbid();
        var skipped = operations.Schedule.Owed.FirstOrDefault(o => $"{o.Kind}/{o.Subject}" == what);
        if (skipped is not null && !May(skipped.Kind)) return Forbid();
        if (skipped is null) return Refused(say["这一项已不在待补之列", "It is not owed any more"]);
        if (string.IsNullOrWhiteSpace(why)) return Refused(say["请写明理由：划去须有依据", "Say why: it is taken out on somebody's word"]);
        return operations.Skip(skipped.Kind, skipped.Subject, $"{who.Required.DisplayName}（{who.Required.Name}）", why) is { } fault
            ? Refused(say[$"没有划去：{fault}", fault])
            : Redirect("/runs");
    }

    public IActionResult OnPostAgain(long id)
    {
        if (store.Jobs.Find(id) is not { } job) return NotFound();
        if (!May(job.Kind)) return Forbid();
        operations.AskAgain(job, who.Required.Id);
        return Redirect("/runs#now");
    }

    internal static DateOnly? Day(string text) => DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private PageResult Refused(string fault)
    {
        Fault = fault;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Load(null);
        return Page();
    }

    private void Load(long? before)
    {
        Night = deliveries.LastNight();
        Schedule = operations.Schedule;
        Batches = store.Batches.All();
        Nights = NightFigures.Last(store, NightsShown);
        var quarters = store.Quarters.All();
        Due = DueTonight.Of(deliveries.Registries, Batches, quarters, operations.CutoffDays, site.Today);
        var newest = store.Runs.Latest(RunsShown).FirstOrDefault(r => r.Key.StartsWith("night/", StringComparison.Ordinal));
        Todo = Operations.Todo.Of(deliveries, Batches, newest, Night, site.Today, say);
        Runs = store.Runs.Before(before, RunsShown);
        Older = Runs.Count == RunsShown ? Runs[^1].Id : null;
        Failed = [.. store.Jobs.Latest(RunsShown).Where(j => j is { State: JobState.Failed, Run: null }).Take(3)];
        foreach (var job in store.Jobs.OfRuns([.. Runs.Select(r => r.Id)])) _asked[job.Run!.Value] = job.AskedBy is { } id ? store.Accounts.Find(id)?.DisplayName ?? "？" : say["按计划", "schedule"];
        var ended = Quarter.Of(site.Today).Previous;
        Quarters = [.. quarters.Where(q => q.State == QuarterRow.Open).Select(q => q.Quarter).Append(ended).Append(ended.Next).Distinct().OrderBy(q => q > ended).ThenByDescending(q => q).Where(q => quarters.All(r => r.Quarter != q || r.State == QuarterRow.Open))];
    }
}
