using DataMatching.Review;
using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>The sheet of a household of each flag, as a reviewer opens it.</summary>
[TestClass]
public sealed class SheetTests
{
    [TestInitialize]
    public void Ready() => Chromium.Demand();

    [TestMethod]
    [DataRow("add", "拟纳入")]
    [DataRow("exit", "拟退出")]
    [DataRow("re-examine", "需复核")]
    [DataRow("keep", "保持")]
    public async Task The_sheet_shows_conclusion_months_rules_and_sources(string list, string flag)
    {
        await using var visit = await Visit.As(Role.Supervisor);
        var household = DemoSite.Listed(list)[0];
        var answer = await visit.Page.GotoAsync($"/sheet/2026Q3/{household}");
        Assert.AreEqual(200, answer!.Status);
        Assert.Contains(flag, await visit.Page.Locator(".identity").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(household, await visit.Page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        if (list != "keep") Assert.IsGreaterThan(0, await visit.Page.Locator("[aria-labelledby=conclusion] ul.reasons li").CountAsync());
        await visit.Page.Locator(".chart svg path").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        Assert.AreEqual(6, await visit.Page.Locator("[aria-labelledby=months] tbody tr").CountAsync(), "one row a month");
        Assert.IsGreaterThan(5, await visit.Page.Locator("[aria-labelledby=sources] tbody tr").CountAsync());
        await ScreenTests.Sound(visit, $"sheet-{list}");
    }

    [TestMethod]
    public async Task What_is_not_known_is_said_above_the_months()
    {
        await using var visit = await Visit.As(Role.Supervisor, Visit.Phone);
        foreach (var household in DemoSite.Listed("re-examine"))
        {
            await visit.Page.GotoAsync($"/sheet/2026Q3/{household}");
            if (await visit.Page.Locator("[aria-labelledby=conclusion] .unknown li").CountAsync() == 0) continue;
            Assert.Contains("缺什么", await visit.Page.Locator("[aria-labelledby=conclusion]").InnerTextAsync(), StringComparison.Ordinal);
            await ScreenTests.Sound(visit, "sheet-missing-phone");
            return;
        }

        Assert.Fail("No household of the demo is re-examined for something that is missing.");
    }

    [TestMethod]
    public async Task A_fact_opens_its_file_line_and_byte_by_keyboard()
    {
        await using var visit = await Visit.As(Role.Supervisor);
        await visit.Page.GotoAsync($"/sheet/2026Q3/{DemoSite.Listed("exit")[0]}");
        var fact = visit.Page.Locator("[aria-labelledby=conclusion] details.fact").First;
        Assert.IsFalse(await fact.Locator("small").IsVisibleAsync());
        await fact.Locator("summary").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.Contains("字节", await fact.Locator("small").InnerTextAsync(), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Another_district_is_not_there()
    {
        await using var visit = await Visit.As(Role.Grassroots);
        var statuses = new HashSet<int>();
        foreach (var household in DemoSite.Listed("keep").Take(60)) statuses.Add((await visit.Page.GotoAsync($"/sheet/2026Q3/{household}"))!.Status);
        CollectionAssert.AreEquivalent(new[] { 200, 404 }, statuses.ToList(), "some households lie in 440106, others do not");
    }
}
