using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Quarters;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;
using DataMatching.Web.Quarters;
using DataMatching.Web.Words;
using DataMatching.Web.Worklists;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Quarters;

/// <summary>The quarter for its owner: the sums, the progress, what is late and whose, coverage, reasons, and publishing, closing, adjustment file and replay.</summary>
public sealed class IndexModel(Store store, SiteForWeb site, IQuarterWork work, IOperations operations, SignedIn who, Say say) : PageModel
{
    public IReadOnlyList<QuarterRow> Quarters { get; private set; } = [];

    /// <summary>Null when no quarter was ever run.</summary>
    public QuarterRow? Row { get; private set; }

    public QuarterView View { get; private set; } = null!;

    /// <summary>The district that is shown: the account's own, or one inside it that the address names.</summary>
    public District? Place { get; private set; }

    /// <summary>The reason whose households are shown.</summary>
    public string? Rule { get; private set; }

    public string? Fault { get; private set; }

    /// <summary>What was typed into a form that was refused.</summary>
    public string Typed { get; private set; } = "";

    public PinnedInputs? Pins => Row?.Pins is { } pins ? PinnedInputs.FromJson(pins) : null;
    public QuarterClosing? Closing => IsClosed ? store.Quarters.Closing(Row!.Quarter, Place) : null;
    public OpeningCheck? Opening => Place is null ? work.Opening(Row!.Quarter) : null;
    public QuarterProgress? Progress => work.Progress(Row!.Quarter);
    public bool IsOwner => who.Required is { Role: Role.Supervisor, Scope: null };
    public bool MayReplay => who.Required is { Role: Role.Supervisor or Role.Auditor, Scope: null };
    public bool MayTakeAdjustments => who.Required.Role is Role.Supervisor or Role.City;
    public bool AsksPurpose => work.AdjustmentHasIdNumbers;
    public bool IsClosed => Row?.State == QuarterRow.Closed;
    public IReadOnlyList<Refusal> Missing => work.MissingToClose(Row!.Quarter, Place is null ? View.Sums : null, carryOver: false);
    public string NameOf(long? account) => account is { } id ? store.Accounts.Find(id)?.DisplayName ?? "？" : say["命令行", "command line"];
    public IReadOnlyList<AdjustmentExport> Taken => store.Adjustments.Of(Row!.Quarter, 10);

    /// <summary>The next quarter that could be published: it has ended and was not run. On a site that has run none the last one that has ended.</summary>
    public Time.Quarter? Due => Quarters.LastOrDefault(q => q.Run is not null) is { } last ? (last.Quarter.Next is var next && next.LastDay < site.Today ? next : null) : Time.Quarter.Of(site.Today).Previous;

    /// <summary>A first run of that quarter was begun and has not come to its end: publishing goes on with it.</summary>
    public bool Interrupted => Due is { } due && store.Runs.Newest($"quarter/{due}") is { EndedAt: null };

    public IActionResult OnGet(string? quarter, string? place, string? rule) => Load(quarter, place, rule) ? Page() : NotFound();

    /// <summary>The part that tells how far the work is; asked for again and again while it runs.</summary>
    public IActionResult OnGetWork(string? quarter) => Load(quarter, null, null) && Row is not null ? Partial("_Work", this) : NotFound();

    /// <summary>The worker does it, in its turn: its page shows how far it is.</summary>
    public IActionResult OnPostRelease(string? quarter)
    {
        if (!IsOwner) return Forbid();
        if (!Time.Quarter.TryParse(quarter, out var asked)) return NotFound();
        operations.AskQuarter(asked, repin: false, who.Required.Id);
        return Redirect("/runs");
    }

    public IActionResult OnPostReplay(string? quarter) => As(MayReplay, quarter, q => work.BeginReplay(q), "#work");

    public IActionResult OnPostClose(string? quarter, string? reason)
    {
        var text = Typed = (reason ?? "").Trim();
        return As(IsOwner, quarter, q => operations.Now is not null ? new Refusal("busy", "正在运行作业（见“运行”页），等它完成再关账", "A job is running (see Runs): close when it has ended") : text.Length > 500 ? new Refusal("too-long", "理由应在 500 字以内", "A reason has at most 500 characters") : work.Close(q, text, who.Required.Id), "#close");
    }

    public IActionResult OnPostAdjustments(string? quarter, string? format, string? purpose)
    {
        if (!MayTakeAdjustments) return Forbid();
        if (!Load(quarter, null, null) || Row is null) return NotFound();
        var text = Typed = (purpose ?? "").Trim();
        if (Row is not { Run: not null, Pins: not null }) return Refused(say["本季度还没有发布完成，没有可导出的决定。", "The quarter was not published to its end: there are no decisions to take."]);
        if (text.Length > 500 || (AsksPurpose && text.Length == 0)) return Refused(say["文件含完整证件号码：请写明用途（500 字以内）", "The file holds ID numbers in full: say what for, in at most 500 characters"]);
        var file = work.Adjustments(Row.Quarter, who.Required.Scope, format == "xlsx", who.Required.Id, text);
        return File(file.Content, file.MediaType, file.Name);
    }

    /// <summary>The worklist of exactly the cases that a figure counts: of one list, or of all lists where the figure is of all.</summary>
    /// <param name="standing">Null: those that wait for the step; with <see cref="Case.ObjectionStep"/> those with an open objection.</param>
    public string Worklist(Flag? flag = null, District? district = null, string? step = null, string? rule = null, bool late = false, Standing? standing = null) => WorklistAddress.Of(new WorklistQuery(
        Row!.Quarter,
        flag switch { Flag.Add => WorklistTab.Add, Flag.Exit => WorklistTab.Exit, Flag.ReExamine => WorklistTab.ReExamine, _ => WorklistTab.All },
        district ?? (Place == who.Required.Scope ? null : Place), rule, Step: step == Case.ObjectionStep ? null : step,
        Standing: standing ?? (step == Case.ObjectionStep ? Standing.Objected : Standing.Open), DueBy: late ? site.Today.AddDays(-1) : null));

    public string StepName(string step) => step == Case.ObjectionStep ? say["异议", "Objection"] : View.StepOf(step) is { } found ? say[found.Chinese, found.English] : step;

    public string Here(District? place, string? rule = null)
    {
        string[] parts = [.. new[] { place is { } p && place != who.Required.Scope ? $"place={p}" : null, rule is null ? null : $"rule={rule}" }.OfType<string>()];
        return $"/quarter/{Row!.Quarter}{(parts.Length > 0 ? "?" + string.Join('&', parts) : "")}";
    }

    private IActionResult As(bool allowed, string? quarter, Func<Time.Quarter, Refusal?> doing, string part)
    {
        if (!allowed) return Forbid();
        if (!Time.Quarter.TryParse(quarter, out var asked)) return NotFound();
        if (doing(asked) is { } refusal) return Load(quarter, null, null) && Row is not null ? Refused(say[refusal.Chinese, refusal.English]) : NotFound();
        return Redirect($"/quarter/{asked}{part}");
    }

    private PageResult Refused(string why)
    {
        Fault = why;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private bool Load(string? quarter, string? place, string? rule)
    {
        Quarters = store.Quarters.All();
        if (quarter is null) Row = Quarters.LastOrDefault(q => q.Run is not null);
        else if (!Time.Quarter.TryParse(quarter, out var asked) || ((Row = Quarters.FirstOrDefault(q => q.Quarter == asked)) is null && asked != Due)) return false;
        Place = who.Required.Scope;
        if (!string.IsNullOrEmpty(place))
        {
            // What lies outside the account's district does not exist for it.
            if (!District.TryParse(place, out var named) || !who.Required.Covers(named)) return false;
            Place = named;
        }

        Rule = rule is { Length: > 0 and < 80 } && RuleIds.Contains(rule) ? rule : null;
        if (Row is { Run: not null }) View = new QuarterView(store, site, work, Row.Quarter, Place);
        return true;
    }

    private static readonly HashSet<string> RuleIds = Policy.AllRules.InOrder.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
}
