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
public sealed class IndexModel(Store store, IHouseholdInputs inputs, SignedIn who, CaseDesk desk, SiteForWeb site, Say say) : PageModel
{
    public SheetContent Sheet { get; private set; } = null!;

    /// <summary>Null when the household has no case this quarter.</summary>
    public DeskCase? Desk { get; private set; }

    public string? Fault { get; private set; }

    /// <summary>What was sent and not taken, to be put right.</summary>
    public StepForm Form { get; private set; } = new();

    public IReadOnlyList<StoredAttachment> Files => Desk is { } found ? store.Attachments.Of(found.Stored.Listing.Case, who.Required.Scope) : [];

    /// <summary>Why the signed-in account may do nothing with the case; null when it may.</summary>
    public bool MayWork => Desk is { Case.State: not CaseState.Closed } && who.Required.Role is Role.Grassroots or Role.County or Role.City && !(Desk?.Case.Relatives.Contains(who.Required.Id) ?? false);

    public IReadOnlyList<Refusal> Missing => Desk is { } found ? CaseMissing.Of(found.Case, site.Today, site.Calendar) : [];

    public string NameOf(long account) => account == 0 ? say["程序", "program"] : store.Accounts.Find(account)?.DisplayName ?? "？";

    public IActionResult OnGet(string quarter, string household)
    {
        if (!Load(quarter, household)) return NotFound();
        if (Desk is { } found) store.Disclosures.AddView(who.Required.Id, found.Stored.Listing.Case, who.Required.Scope);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string quarter, string household, [FromForm] StepForm form, CancellationToken cancel)
    {
        if (!Load(quarter, household) || Desk is not { } found) return NotFound();
        if (await Take(found, form, cancel) is not { } fault) return Redirect($"/sheet/{quarter}/{household}#steps");
        (Fault, Form) = (fault, form);
        Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public IActionResult OnGetFile(string quarter, string household, long id)
    {
        if (!Load(quarter, household) || Desk is not { } found || store.Attachments.Read(id, who.Required.Scope) is not { } file || file.Attachment.Case != found.Stored.Listing.Case) return NotFound();
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return File(file.Content, file.Attachment.MediaType, file.Attachment.Name);
    }

    /// <summary>Null when it was recorded, else why not.</summary>
    private async Task<string?> Take(DeskCase found, StepForm form, CancellationToken cancel)
    {
        if (await UploadedFiles.Read(form.Files, cancel) is not { } files) return say["附件应为 JPEG、PNG、WebP 或 PDF，每个不超过 10 MB", "Files are JPEG, PNG, WebP or PDF, at most 10 MB each"];
        var (make, fault) = StepEvents.Of(form, files.Attachments, who.Required, found.Case);
        if (make is null) return say[fault!.Value.Chinese, fault.Value.English];
        var refusal = desk.Record(found, make, () => files.Keep(store, found.Stored.Listing.Case, who.Required.Scope, who.Required.Id));
        return refusal is null ? null : say[refusal.Chinese, refusal.English];
    }

    private bool Load(string quarter, string household)
    {
        // What lies outside the account's district does not exist for it.
        if (!Quarter.TryParse(quarter, out var asked) || SheetContent.Of(store, inputs, asked, household) is not { } sheet || !who.Required.Covers(sheet.Household.District)) return false;
        (Sheet, Desk) = (sheet, desk.Find(asked, household));
        return true;
    }
}
