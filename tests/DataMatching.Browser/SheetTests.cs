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
    [DataRow(Visit.Desktop, false)]
    [DataRow(Visit.Phone, true)]
    public async Task A_fact_opens_its_row_masked_and_why_it_was_matched(int width, bool english)
    {
        await using var visit = await Visit.As(Role.Supervisor, width, english);
        await visit.Page.GotoAsync($"/sheet/2026Q3/{DemoSite.Listed("exit")[0]}");
        var fact = visit.Page.Locator("[aria-labelledby=conclusion] details.fact[hx-get]").First;
        await fact.Locator("summary").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await fact.Locator(".source-row .done").WaitForAsync();
        Assert.AreEqual(4, await fact.Locator("ol.waterfall > li").CountAsync(), "start, number, name, together");
        Assert.AreEqual(4, await fact.Locator("ol.waterfall svg .step").CountAsync());
        var text = await fact.InnerTextAsync();
        Assert.Contains(english ? "Probability" : "概率", text, StringComparison.Ordinal);
        Assert.IsFalse(text.Split(' ', '\n', '\t').Any(word => word.Length >= 15 && word.All(char.IsAsciiDigit)), "no whole number");
        await ScreenTests.Sound(visit, $"sheet-row-{width}-{(english ? "en" : "zh")}");
    }

    [TestMethod]
    public async Task Without_a_script_a_link_shows_the_row_above_the_sheet()
    {
        await using var visit = await Visit.As(Role.Supervisor);
        await visit.Page.GotoAsync($"/sheet/2026Q3/{DemoSite.Listed("exit")[0]}");
        var link = await visit.Page.Locator("details.fact .row-here a").First.GetAttributeAsync("href");
        var answer = await visit.Page.GotoAsync(link!);
        Assert.AreEqual(200, answer!.Status);
        Assert.IsTrue(await visit.Page.Locator("#row .waterfall").IsVisibleAsync());
        Assert.IsTrue(await visit.Page.Locator(".identity").IsVisibleAsync(), "the sheet stands below it");
        await ScreenTests.Sound(visit, "sheet-row-alone");
    }

    [TestMethod]
    public async Task A_fact_of_another_district_or_of_another_household_is_not_there()
    {
        await using var everywhere = await Visit.As(Role.Supervisor);
        await using var tianhe = await Visit.As(Role.Grassroots);
        var (mine, others, last) = (0, 0, "");
        foreach (var household in DemoSite.Listed("re-examine").Concat(DemoSite.Listed("exit")))
        {
            await everywhere.Page.GotoAsync($"/sheet/2026Q3/{household}");
            if (await everywhere.Page.Locator("details.fact[hx-get]").CountAsync() == 0) continue;
            var address = (await everywhere.Page.Locator("details.fact[hx-get]").First.GetAttributeAsync("hx-get"))!;
            Assert.AreEqual(200, await Status(everywhere, address));
            Assert.AreEqual(404, await Status(everywhere, address.Replace("&at=", "&at=9", StringComparison.Ordinal)), "no such byte");
            if (last.Length > 0) Assert.AreEqual(404, await Status(everywhere, address.Replace($"/{household}?", $"/{last}?", StringComparison.Ordinal)), "another household's sheet");
            last = household;
            var status = await Status(tianhe, address);
            Assert.AreEqual((await tianhe.Page.GotoAsync($"/sheet/2026Q3/{household}"))!.Status, status, "as the sheet itself");
            if (status == 200) mine++;
            if (status == 404) others++;
            if (mine > 0 && others > 2) return;
        }

        Assert.Fail($"{mine} households of 440106 and {others} others had a record to open.");

        static async Task<int> Status(Visit visit, string address) =>
            (await visit.Page.APIRequest.GetAsync(address, new APIRequestContextOptions { Headers = [new("HX-Request", "true")] })).Status;
    }

    [TestMethod]
    public async Task Another_district_is_not_there()
    {
        await using var visit = await Visit.As(Role.Grassroots);
        var statuses = new HashSet<int>();
        foreach (var household in DemoSite.Listed("keep").TakeWhile(_ => statuses.Count < 2)) statuses.Add((await visit.Page.APIRequest.GetAsync($"/sheet/2026Q3/{household}")).Status);
        CollectionAssert.AreEquivalent(new[] { 200, 404 }, statuses.ToList(), "some households lie in the reviewer's district, others do not");
    }
}
