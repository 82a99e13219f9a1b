using System.Globalization;
using DataMatching.Review;
using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>A household comes into the files: from the worklist to the closed case, with what is forbidden tried on the way.</summary>
[TestClass]
public sealed class EntryDayTests
{
    private static readonly DateOnly Begun = DemoSite.Today, NoticeEnds = new(2026, 10, 27), Later = new(2026, 10, 28);
    private static readonly (string, string)[] Visited =
    [
        ("Second", "李同"), ("Causes", "Persist"), ("Findings", "租住一居室，家具简单"), ("Said", "丈夫住院，药费自付"), ("Income", "2000"), ("Rent", "800"), ("Living", "1000"), ("Medical", "6000"), ("Study", "12000"),
    ];

    [TestInitialize]
    public void Ready() => Chromium.Demand();

    [TestMethod]
    public async Task A_whole_entry_from_the_list_to_the_file()
    {
        await using var rehearsal = await Rehearsal.Begin(Begun);
        var work = new CaseWork(rehearsal, await FromTheList(await rehearsal.As(Role.Grassroots)));
        await work.Record(Role.Grassroots, "申请", [], paper: true);
        await work.Refused(Role.Grassroots, "下一环节是“入户（进）”", [("Kind", "signed"), .. Visited]);
        await work.Refused(Role.Grassroots, "两名不同的人员", [.. Visited, ("Second", "演示基层")]);
        await work.Record(Role.Grassroots, "入户", Visited, paper: true, Visit.Phone);
        await rehearsal.Picture(Role.Grassroots, "day-visited-phone", Visit.Phone);
        await work.Record(Role.Grassroots, "查证", [("Text", "病历、缴费单、租房合同")], paper: true);
        await SumsAddUp(work, rehearsal);
        await work.Record(Role.Grassroots, "集体研究", [("Present", "甲、乙、丙"), ("Text", "一致同意")]);
        await work.Record(Role.Grassroots, "评定", [("Text", "相对困难"), ("Amount", "300")]);
        await work.Refused(Role.County, "公示不少于 5 个工作日", [("Last", "2026-10-26"), ("Subject", "厂区公告栏")]);
        await work.Record(Role.County, "公示", [("Last", DemoSite.Day(NoticeEnds)), ("Subject", "厂区公告栏")]);
        await work.Refused(Role.Grassroots, $"公示至 {DemoSite.Day(NoticeEnds)}", [("Text", "同意"), ("Chair", "某主席")], paper: true);

        await rehearsal.On(Later);
        await work.Record(Role.Grassroots, "主席签字", [("Text", "同意"), ("Chair", "某主席")], paper: true);
        await NobodySignsTwice(work, rehearsal);
        await work.Record(Role.County, "县级审核", [("Text", "同意")]);
        await work.Record(Role.City, "市级审批", [("Text", "同意")]);
        await work.Record(Role.City, "建档办结", [("Decision", "Added"), ("Text", "纳入档案")]);
        var page = await work.Open(Role.City);
        Assert.Contains("已办结：纳入", await page.Locator("#steps .done").InnerTextAsync(), StringComparison.Ordinal);
        Assert.AreEqual(0, await page.Locator("form[data-draft]").CountAsync(), "a closed case has no next step");
        await rehearsal.Picture(Role.City, "day-added");
        Assert.IsEmpty(rehearsal.Complaints.Where(c => !c.StartsWith("422 ", StringComparison.Ordinal)).ToList(), string.Join('\n', rehearsal.Complaints));
    }

    [TestMethod]
    public async Task Another_districts_household_is_not_there_and_says_so()
    {
        await using var visit = await Visit.As(Role.County);
        var here = DemoSite.Here("add").Concat(DemoSite.Here("exit")).Concat(DemoSite.Here("re-examine")).ToHashSet(StringComparer.Ordinal);
        var elsewhere = DemoSite.Listed("add").First(h => !here.Contains(h));
        var answer = await visit.Page.GotoAsync($"/sheet/2026Q3/{elsewhere}");
        Assert.AreEqual(404, answer!.Status);
        Assert.Contains("不在您的地区范围内", await visit.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> FromTheList(IPage page)
    {
        await page.GotoAsync("/worklist");
        await page.Locator("nav.tabs a", new PageLocatorOptions { HasText = "拟纳入" }).ClickAsync();
        var household = DemoSite.Here("add")[0];
        await page.Locator($"tr[data-open] a[href*='{household}']").First.ClickAsync();
        await page.Arrives($"/sheet/2026Q3/{household}*");
        return household;
    }

    private static async Task SumsAddUp(CaseWork work, Rehearsal rehearsal)
    {
        var page = await work.Open(Role.Grassroots);
        (string, string)[] sums = [("Income", "2000"), ("Rent", "800"), ("Living", "1,000"), ("Medical", "6000"), ("Study", "12000")];
        await CaseWork.Fill(page, sums);
        const decimal Gap = (12 * (800 + 1000)) + 6000 + 12000 - (12 * 2000);
        await Assertions.Expect(page.Locator("[data-gap]")).ToHaveTextAsync(Gap.ToString("#,##0.00", CultureInfo.InvariantCulture));
        await work.Record(Role.Grassroots, "核算", sums);
    }

    /// <summary>The grassroots reviewer is promoted and tries to sign as county too.</summary>
    private static async Task NobodySignsTwice(CaseWork work, Rehearsal rehearsal)
    {
        await Change("County");
        await work.Refused(Role.Grassroots, "同一人不得签署两级意见", [("Text", "同意")]);
        await rehearsal.Picture(Role.Grassroots, "day-two-levels");

        async Task Change(string role)
        {
            var admin = await rehearsal.As(Role.Administrator);
            await admin.GotoAsync("/users");
            var district = await admin.EvaluateAsync<string>("""
                async (role) => {
                    const row = [...document.querySelectorAll('tbody tr')].find((r) => r.textContent.includes('演示基层'));
                    const scope = row.textContent.match(/[0-9]{6}/)[0];
                    const form = new FormData();
                    form.set('__RequestVerificationToken', document.querySelector('[name=__RequestVerificationToken]').value);
                    form.set('id', row.querySelector('[name=id]').value);
                    form.set('role', role);
                    form.set('scope', scope);
                    const answer = await fetch('/users?handler=Change', { method: 'POST', body: form });
                    return `${answer.status} ${scope}`;
                }
                """, role);
            Assert.StartsWith("200 ", district, StringComparison.Ordinal);
            // The promotion signed him out: he comes in anew.
            var page = await rehearsal.As(Role.Grassroots);
            await page.GotoAsync("/worklist");
            Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
            var (name, password) = DemoSite.Told(Role.Grassroots);
            await page.FillAsync("#Name", name);
            await page.FillAsync("#password", password);
            await page.Keyboard.PressAsync("Enter");
            await page.Arrives("/worklist");
        }
    }
}
