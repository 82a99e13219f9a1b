using System.Globalization;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Accounts;
using DataMatching.Web.Hosting;
using DataMatching.Web.Words;
using DataMatching.Words;

namespace DataMatching.Web.Worklists;

/// <summary>A list as a file, noted before it is handed out.</summary>
public sealed record ExportedFile(Stream Content, string MediaType, string Name, long Rows);

/// <summary>Makes a file of all cases of a worklist, in its order. They are read page after page; who took it, when, what and how many is noted first.</summary>
public sealed class ExportWorklist(Store store, SignedIn who, SiteForWeb site, IListExport files)
{
    private const int PageSize = 1_000;

    public ExportedFile Take(WorklistQuery query, Quarter quarter, WorklistTab tab, ListFormat format)
    {
        var account = who.Required;
        var now = site.Clock.GetLocalNow();
        var names = store.Accounts.All().ToDictionary(a => a.Id, a => a.DisplayName);
        var rows = 0L;
        var asked = query with { Quarter = quarter, Tab = tab, After = null };
        var address = WorklistAddress.Write(asked);
        var mark = string.Create(CultureInfo.InvariantCulture, $"导出人：{account.DisplayName}（{account.Name}）  导出时间：{ClockWords.InFull(now, site)}  {ListWords.Of(quarter)} {TabWords.Of(tab, Say.Chinese)}  筛选：{address}  内部资料，姓名已脱敏，不得外传");
        var content = files.Write(format, TabWords.Of(tab, Say.Chinese), mark, All().Select(Row));
        var extension = format == ListFormat.Xlsx ? "xlsx" : "csv";
        try
        {
            store.Exports.Add(account.Id, extension, address, rows);
        }
        catch
        {
            content.Dispose();
            throw;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"工作清单-{quarter}-{TabWords.Of(tab, Say.Chinese)}-{now:yyyyMMdd-HHmm}.{extension}");
        return new ExportedFile(content, format == ListFormat.Xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8", name, rows);

        IEnumerable<CaseListing> All()
        {
            var filter = query.ToFilter(quarter, tab, account, site.Today);
            CasePlace? behind = null;
            while (store.Cases.Page(filter, behind, PageSize) is { Count: > 0 } page)
            {
                foreach (var listing in page)
                {
                    rows++;
                    yield return listing;
                }

                behind = new CasePlace(page[^1].Priority, page[^1].Household);
            }
        }

        ExportedCase Row(CaseListing c) => new(
            c.Priority, c.Household, c.District, PlaceWords.Of(c.District), c.Shown, c.Members, ListWords.Of(c.Flag), c.ExitKind is { } kind ? ListWords.Of(kind) : "",
            string.Join("；", c.Rules.Select(ReasonWords.Of)), c.Decisive, c.FlipPerMonth, StepWords.Of(c, site.Steps, Say.Chinese), c.Turn is { } turn ? RoleWords.Of(turn, Say.Chinese) : "",
            c.Due, c.State != CaseState.Closed && c.Due < site.Today ? "逾期" : "", c.Assignee is { } id ? names.GetValueOrDefault(id, "？") : "", c.Opened);
    }
}
