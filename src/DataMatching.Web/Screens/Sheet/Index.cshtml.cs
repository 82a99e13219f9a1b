using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Accounts;
using DataMatching.Web.Cases;
using DataMatching.Web.Hosting;
using DataMatching.Web.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Sheet;

/// <summary>One household is one sheet: what was found, where, how sure we are, which rule it touches, what to do next, and what was done.</summary>
public sealed class IndexModel(Store store, IHouseholdInputs inputs, ISourceRows rows, SignedIn who, CaseDesk desk, SiteForWeb site, Say say) : PageModel
{
    private const int ShortestPurpose = 4, LongestPurpose = 200;
    private readonly Dictionary<long, string> _names = [];
    private IReadOnlyList<Disclosure>? _disclosures;
    private Dictionary<string, StoredAttachment>? _files;
    private IReadOnlyList<Refusal>? _missing;

    public SheetContent Sheet { get; private set; } = null!;

    /// <summary>Null when the household has no case this quarter.</summary>
    public DeskCase? Desk { get; private set; }

    public string? Fault { get; private set; }

    /// <summary>What was sent and not taken, to be put right.</summary>
    public StepForm Form { get; private set; } = new();

    /// <summary>The person whose number and name this answer shows in full; null: nobody's.</summary>
    public string? Shown { get; private set; }

    /// <summary>The record whose row this answer shows above the sheet; null: none.</summary>
    public OpenedRow? Opened { get; private set; }

    /// <summary>The day at whose end the sheet is looked at; null: now.</summary>
    public DateOnly? AsOf { get; private set; }

    /// <summary>Who was shown what in full, newest first; for those who supervise and audit.</summary>
    public IReadOnlyList<Disclosure> Disclosures => _disclosures ??=
        Desk is { } found && who.Required.Role is Role.Supervisor or Role.Auditor ? [.. store.Disclosures.All(who.Required.Scope, found.Stored.Listing.Case, null, null, 50).Where(d => Moment is not { } then || d.At <= then)] : [];

    /// <summary>The photo or scan that an event names, as it is kept; null when it is not there.</summary>
    public StoredAttachment? FileOf(Attachment named)
    {
        if (Desk is not { } found) return null;
        _files ??= store.Attachments.Of(found.Stored.Listing.Case, who.Required.Scope).ToDictionary(f => f.Sha256, StringComparer.Ordinal);
        return _files.GetValueOrDefault(named.Hash);
    }

    /// <summary>A person of the household by his key, masked and with his place in the family.</summary>
    public string Whose(string person) => Sheet.MemberOf(person) is { } member ? $"{member.Name}（{FileWords.Of(member.Relation, say)}）"
        : SheetContent.IsFound(person) ? say["未申报的人", "somebody not declared"] : "？";

    /// <summary>A record of the household, with whose it is and where it stands.</summary>
    public ShownFact Show(Fact fact)
    {
        var ours = Desk is { } found && fact.Source.File == FormattableString.Invariant($"cases/{found.Stored.Listing.Case}");
        return new ShownFact(fact, Sheet.MemberOf(fact.Person), ours ? FormattableString.Invariant($"#e{fact.Source.Line}") : null, fact.Source.Batch == 0 ? null : FactKey.Of(fact).Address(Sheet.Quarter.ToString()));
    }

    /// <summary>What was sent in this form and not taken; an empty form when another was sent.</summary>
    public StepForm FormOf(string kind) => Form.Kind == kind ? Form : new StepForm();

    /// <summary>True when the account is declared kin of somebody of the household.</summary>
    public bool IsKin => Desk is { } found && found.Case.Relatives.Contains(who.Required.Id);

    /// <summary>The last day of the next step, as the case stood.</summary>
    public DateOnly? Due => Desk?.Case.Due(site.Calendar);

    /// <summary>True when the account may end an entry or exit otherwise than its list says.</summary>
    public bool MayCloseOtherwise => Desk is { Case: { Flag: Flag.Add or Flag.Exit, State: CaseState.Open, Next.Does: not StepKind.Close } known } && known.Plan.Steps[^1].Role == who.Required.Role && known.Ends.Count > 1;

    /// <summary>True when the account may take back what this entry proved.</summary>
    public bool MayWithdraw(CaseEvent happened) => MayWork && happened is IncomeVerified or OutcomeCoded { Correction: not null } && (happened.By == who.Required.Id || who.Required.Role is Role.County or Role.City);

    /// <summary>True when the signed-in account may do something with the case as it stands.</summary>
    public bool MayWork => MayHandle && Desk is { Case.State: not CaseState.Closed };

    /// <summary>True when the signed-in account may record an objection to a closed case.</summary>
    public bool MayObject => MayHandle && Desk is { Case.State: CaseState.Closed };

    public IReadOnlyList<Refusal> Missing => _missing ??= Desk is { } found ? CaseMissing.Of(found.Case, AsOf ?? site.Today, site.Calendar) : [];

    public string NameOf(long account)
    {
        if (!_names.TryGetValue(account, out var name)) _names[account] = name = account == 0 ? say["程序", "program"] : store.Accounts.Find(account)?.DisplayName ?? "？";
        return name;
    }

    public IActionResult OnGet([FromRoute] string quarter, [FromRoute] string household, DateOnly? asOf)
    {
        AsOf = asOf < site.Today ? asOf : null;
        if (!Load(quarter, household)) return NotFound();
        if (Desk is { } found) store.Disclosures.AddView(who.Required.Id, found.Stored.Listing.Case, who.Required.Scope);
        return Page();
    }

    /// <summary>Shows one person's number and name in full, once, after noting who asked and what for.</summary>
    public IActionResult OnPostShow([FromRoute] string quarter, [FromRoute] string household, [FromForm] string person, [FromForm] string? purpose)
    {
        if (!Load(quarter, household) || Desk is not { } found || !Sheet.HasPerson(person)) return NotFound();
        if (purpose?.Trim() is not { Length: >= ShortestPurpose and <= LongestPurpose } why)
        {
            Fault = say[$"请写明用途（{ShortestPurpose} 至 {LongestPurpose} 个字）；查看会被记录", $"Say what for ({ShortestPurpose} to {LongestPurpose} characters); it is recorded"];
            Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        store.Disclosures.Add(who.Required.Id, found.Stored.Listing.Case, who.Required.Scope, person, Disclosed.IdNumber, why);
        Shown = person;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string quarter, [FromRoute] string household, [FromForm] StepForm form, CancellationToken cancel)
    {
        if (!Load(quarter, household) || Desk is not { } found) return NotFound();
        if (await Take(found, form, cancel) is not { } fault) return Redirect($"/sheet/{quarter}/{household}#steps");
        (Fault, Form) = (fault, form);
        Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>One record's row as it was delivered, and why it was matched: a piece of the page for htmx, else the whole sheet with it on top.</summary>
    public IActionResult OnGetRow([FromRoute] string quarter, [FromRoute] string household, [FromQuery] FactKey key)
    {
        if (!Load(quarter, household) || Sheet.FactOf(key) is not { } fact || Sheet.MemberOf(fact.Person) is not { } member) return NotFound();
        Opened = new OpenedRow(fact, member, rows.Of(Sheet.Quarter, member, fact));
        if (Request.Headers.ContainsKey("HX-Request")) return Partial("_Row", Opened);
        if (Desk is { } found) store.Disclosures.AddView(who.Required.Id, found.Stored.Listing.Case, who.Required.Scope);
        return Page();
    }

    public IActionResult OnGetFile([FromRoute] string quarter, [FromRoute] string household, long id)
    {
        if (!Load(quarter, household) || Desk is not { } found || store.Attachments.Read(id, who.Required.Scope) is not { } file || file.Attachment.Case != found.Stored.Listing.Case) return NotFound();
        // What a photo or scan shows is not masked: that it was opened is on record.
        store.Disclosures.AddView(who.Required.Id, found.Stored.Listing.Case, who.Required.Scope);
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return File(file.Content, file.Attachment.MediaType, file.Attachment.Name);
    }

    private bool MayHandle => AsOf is null && who.Required.Role is Role.Grassroots or Role.County or Role.City && Desk is not null && !IsKin;

    /// <summary>The last instant of the day asked for, where the union sits.</summary>
    private DateTimeOffset? Moment => AsOf is { } day ? new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), site.Clock.LocalTimeZone.GetUtcOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue))).AddTicks(-1) : null;

    /// <summary>Null when it was recorded, else why not.</summary>
    private async Task<string?> Take(DeskCase found, StepForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return say["有的内容无法识别，请重新填写", "Something in the form cannot be read: fill it in again"];
        if (await UploadedFiles.Read(form.Files, cancel) is not { } files) return say["附件应为 JPEG、PNG、WebP 或 PDF，每个不超过 10 MB", "Files are JPEG, PNG, WebP or PDF, at most 10 MB each"];
        if (form.Seen != found.Case.Events.Count && form.Kind is not ("noted" or "objected" or "relative-declared"))
            return say["您打开页面之后，这件事项有了新的进展：请刷新页面看过再提交，填写的内容会保留", "The case has gone on since you opened the page: load it again and look before you send; what you typed is kept"];
        if (form.Record is { Length: > 0 } && Sheet.Correctables(form.Rule ?? "").FirstOrDefault(f => SheetContent.IdOf(f) == form.Record) is null)
            return say["要更正的记录不在这条事由之中", "The record to correct is none that this reason rests on"];
        var named = ColleaguesNamed(form.Second?.Trim() ?? "", found.Case);
        if (named.Count > 1) return say[$"有 {named.Count} 位同事叫这个名字，请改填他的登录名", $"{named.Count} colleagues have this name: fill in the sign-in name instead"];
        var (make, fault) = StepEvents.Of(form, files.Attachments, who.Required, named.Count == 1 ? named[0] : null, found.Case, Sheet.Correctables(form.Rule ?? "").FirstOrDefault(f => SheetContent.IdOf(f) == form.Record));
        if (make is null) return say[fault!.Value.Chinese, fault.Value.English];
        var refusal = desk.Record(found, make, files.ToKeep(who.Required.Id));
        return refusal is null ? null : say[refusal.Chinese, refusal.English];
    }

    /// <summary>The colleagues whom a visitor's name may mean, for kinship is declared by account: one by the sign-in name, or all of that name who review here or are declared kin. Nobody: he is no user.</summary>
    private IReadOnlyList<Account> ColleaguesNamed(string name, Case known)
    {
        var others = store.Accounts.All().Where(a => a.Id != who.Required.Id && (known.Relatives.Contains(a.Id) || (a.Enabled && a.Role is Role.Grassroots or Role.County or Role.City && a.Covers(known.District)))).ToList();
        var called = others.Where(a => string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        return called.Count > 0 ? called : [.. others.Where(a => string.Equals(a.DisplayName, name, StringComparison.OrdinalIgnoreCase))];
    }

    private bool Load(string quarter, string household)
    {
        // What lies outside the account's district does not exist for it: both queries ask within it.
        if (!Quarter.TryParse(quarter, out var asked) || SheetContent.Of(store, inputs, asked, household, who.Required.Scope, Moment) is not { } sheet) return false;
        (Sheet, Desk) = (sheet, desk.Find(asked, household, Moment));
        return true;
    }
}
