using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;
using DataMatching.Web.Words;
using DataMatching.Web.Worklists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataMatching.Web.Screens.Worklist;

/// <summary>The reviewers' worklists: what needs them, the most urgent first. The address is the filter; names and numbers that are searched for never stand in it.</summary>
public sealed class IndexModel(Store store, SignedIn who, SiteForWeb site, Say say, AssignCases assign, SearchCases search, ExportWorklist export) : PageModel
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    private readonly Dictionary<long, string> _names = [];
    private IReadOnlyList<CaseSum>? _sums;

    /// <summary>Quarters that were run, the newest first.</summary>
    public IReadOnlyList<Quarter> Quarters { get; private set; } = [];

    /// <summary>Null: no quarter was run yet.</summary>
    public Quarter? Quarter { get; private set; }

    public WorklistQuery Query { get; private set; } = new();
    public WorklistTab Tab { get; private set; }
    public IReadOnlyList<TabCount> Tabs { get; private set; } = [];
    public WorklistChoices Choices { get; private set; } = new([], [], [], [], []);
    public IReadOnlyList<CaseListing> Cases { get; private set; } = [];
    public CaseCount Count { get; private set; }
    public bool HasMore { get; private set; }
    public IReadOnlyList<SavedFilter> Saved { get; private set; } = [];

    /// <summary>Names of what stood in the address and could not be read.</summary>
    public IReadOnlyList<string> Ignored { get; private set; } = [];

    /// <summary>What was searched for was found, or not; null: nothing was searched for.</summary>
    public SearchResult? Search { get; private set; }

    /// <summary>A text that is neither a name nor a number was typed.</summary>
    public bool SearchedForNothing { get; private set; }

    public string? Done { get; private set; }
    public string? Fault { get; private set; }

    public bool MayAssign => AssignCases.Works(who.Required);
    public DateOnly EndOfWeek => WorklistQuery.Sunday(site.Today);

    public IActionResult OnGet()
    {
        // A form sends its empty fields too; the address is kept to what it says.
        if (Request.Query.Any(p => string.IsNullOrEmpty(p.Value)) && Read() is { } tidy && Ignored.Count == 0) return Redirect(WorklistAddress.Of(tidy));
        (Done, Fault) = (TempData["done"] as string, TempData["fault"] as string);
        Load();
        return Page();
    }

    public IActionResult OnGetSearch() => Redirect(WorklistAddress.Of(Read()));

    public IActionResult OnPostSearch(string? text)
    {
        Load();
        if (Quarter is not { } quarter) return Page();
        Search = search.For(quarter, text);
        SearchedForNothing = Search is null;
        return Request.Headers.ContainsKey("HX-Request") ? Partial("_Found", this) : Page();
    }

    /// <param name="c">Numbers of the ticked cases.</param>
    /// <param name="to"><c>me</c>, <c>nobody</c>, or the number of a colleague.</param>
    public IActionResult OnPostAssign(long[]? c, string? to)
    {
        var cases = (c ?? []).Take(AssignCases.Most).ToList();
        var colleague = to == "me" ? who.Required : long.TryParse(to, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) ? store.Accounts.Find(id) : null;
        if (cases.Count == 0) TempData["fault"] = say["没有勾选事项：先勾选（x），再分派（a）。", "No case was ticked: tick (x) first, then assign (a)."];
        else if (colleague is null && to != "nobody") TempData["fault"] = say["请选择分派给谁。没有改动。", "Choose who is to have them. Nothing was changed."];
        else Tell(assign.Give(cases, colleague), colleague);
        return Redirect(WorklistAddress.Of(Read()));
    }

    public IActionResult OnPostSave(string? name)
    {
        try
        {
            store.Filters.Save(who.Required.Id, new SavedFilter((name ?? "").Trim(), WorklistAddress.Write(Read() with { After = null })));
            TempData["done"] = say[$"已保存筛选“{name!.Trim()}”。", $"Filter “{name!.Trim()}” was saved."];
        }
        catch (StoreException)
        {
            TempData["fault"] = say["筛选没有保存：名称应为一行 1 至 100 个字，每人至多 100 个。", "Not saved: a name is one line of 1 to 100 characters, and nobody has more than 100 filters."];
        }

        return Redirect(WorklistAddress.Of(Read()));
    }

    public IActionResult OnPostForget(string? name)
    {
        if (store.Filters.Delete(who.Required.Id, name ?? "")) TempData["done"] = say[$"已删除筛选“{name}”。", $"Filter “{name}” was deleted."];
        return Redirect(WorklistAddress.Of(Read()));
    }

    public IActionResult OnPostExport(ListFormat format)
    {
        Settle(counted: false);
        if (Quarter is not { } quarter) return Redirect(WorklistAddress.Path);
        var file = export.Take(Query, quarter, Tab, format);
        return File(file.Content, file.MediaType, file.Name);
    }

    /// <summary>The list with something else shown, from its first page.</summary>
    public string Address(WorklistQuery query) => WorklistAddress.Of(query with { After = null });

    /// <summary>This list as it is, for forms that come back to it.</summary>
    public string Action(string handler) => WorklistAddress.Of(Query) is var address && address.Contains('?', StringComparison.Ordinal) ? $"{address}&handler={handler}" : $"{address}?handler={handler}";

    public string NextPage => WorklistAddress.Of(Query with { After = new CasePlace(Cases[^1].Priority, Cases[^1].Household) });

    /// <summary>A colleague as others read him.</summary>
    public string NameOf(long account)
    {
        if (!_names.TryGetValue(account, out var name)) _names[account] = name = store.Accounts.Find(account)?.DisplayName ?? "？";
        return name;
    }

    private WorklistQuery Read()
    {
        var query = WorklistAddress.Read(Request.Query.Where(p => p.Key != "handler").Select(p => KeyValuePair.Create(p.Key, p.Value.FirstOrDefault() ?? "")), out var ignored);
        Ignored = ignored;
        return query;
    }

    /// <summary>What the address means today: which quarter and which list, where it names none.</summary>
    /// <param name="counted">The numbers on the tabs are wanted.</param>
    private void Settle(bool counted)
    {
        Query = Read();
        Quarters = [.. store.Quarters.All().Where(q => q.Run is not null).Select(q => q.Quarter).Reverse()];
        if (Quarters.Count == 0) return;
        if (Query.Quarter is { } asked && !Quarters.Contains(asked))
        {
            Ignored = [.. Ignored, "q"];
            Query = Query with { Quarter = null };
        }

        Quarter = Query.Quarter ?? Quarters[0];
        if (Query.Tab is { } named && !counted)
        {
            Tab = named;
            return;
        }

        _sums = store.Cases.Sums(Quarter.Value, who.Required.Scope);
        Tabs = WorklistCounts.Of(store, Query, Quarter.Value, who.Required, site.Today, _sums);
        Tab = Query.Tab ?? Tabs.FirstOrDefault(t => t.Cases.Number > 0)?.Tab ?? WorklistTab.Add;
    }

    private void Load()
    {
        Settle(counted: true);
        Saved = store.Filters.All(who.Required.Id);
        if (Quarter is not { } quarter) return;
        Choices = WorklistChoices.Of(store, quarter, Tab, who.Required, _sums);
        var filter = Query.ToFilter(quarter, Tab, who.Required, site.Today);
        var page = store.Cases.Page(filter, Query.After, PageSize + 1);
        (Cases, HasMore) = ([.. page.Take(PageSize)], page.Count > PageSize);
        // What narrows every list is counted on its tab already.
        Count = Query with { Quarter = null, Tab = null, After = null } == Query.Shared ? Tabs.First(t => t.Tab == Tab).Cases : store.Cases.Count(filter);
    }

    private void Tell(AssignResult result, Account? to)
    {
        var whom = to is null ? say["待分派", "nobody"] : to.DisplayName;
        var done = new List<string>();
        if (result.Changed > 0) done.Add(to is null ? say[$"已退回待分派 {result.Changed} 件。", $"{result.Changed} given back."] : say[$"已分派 {result.Changed} 件给{whom}。", $"{result.Changed} assigned to {whom}."]);
        if (result.Had > 0) done.Add(say[$"{result.Had} 件原已如此，没有改动。", $"{result.Had} stood so already."]);
        if (done.Count > 0) TempData["done"] = string.Concat(done);
        if (result.Refused.Count == 0) return;
        var why = result.Refused.GroupBy(r => say[r.Why.Chinese, r.Why.English], r => r.Household, StringComparer.Ordinal)
            .Select(g => $"{g.Key}（{string.Join("、", g.Where(h => h.Length > 0).Take(5))}{(g.Count() > 5 ? "…" : "")}）".Replace("（）", "", StringComparison.Ordinal));
        TempData["fault"] = say[$"{result.Refused.Count} 件没有分派：", $"{result.Refused.Count} not assigned: "] + string.Join(" ", why);
    }
}
