using DataMatching.Review;
using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>A reviewer's worklist by keyboard: marking, opening, ticking, assigning, searching, paging, taking the list along.</summary>
[TestClass]
public sealed class WorklistTests
{
    [TestInitialize]
    public void Ready() => Chromium.Demand();

    [TestMethod]
    public async Task Rows_are_marked_ticked_and_opened_by_keyboard()
    {
        await using var visit = await Visit.As(Role.City);
        await visit.Page.GotoAsync("/worklist?t=re-examine");
        foreach (var key in new[] { "j", "j", "k", "x" }) await visit.Page.Keyboard.PressAsync(key);
        Assert.AreEqual(1, await visit.Page.Locator("table.cases tbody tr").First.Locator("input:checked").CountAsync());
        Assert.AreEqual("true", await visit.Page.Locator("table.cases tbody tr").First.GetAttributeAsync("aria-selected"));
        var opens = await visit.Page.Locator("table.cases tbody tr a").First.GetAttributeAsync("href");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Arrives("/sheet/**");
        Assert.EndsWith(opens!, visit.Page.Url, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task What_is_ticked_is_assigned_in_a_dialog_and_what_happened_is_said()
    {
        await using var visit = await Visit.As(Role.City);
        await visit.Page.GotoAsync("/worklist?t=re-examine&who=nobody");
        var household = await visit.Page.Locator("table.cases tbody tr a").First.GetAttributeAsync("href");
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("a");
        var dialog = visit.Page.Locator("#assign");
        Assert.Contains("1", await dialog.Locator("h2").InnerTextAsync(), StringComparison.Ordinal, "the marked row is taken when none is ticked");
        await ScreenTests.Sound(visit, "Worklist-assign");
        await dialog.Locator("select").SelectOptionAsync("me");
        await dialog.Locator("button.btn-primary").ClickAsync();
        await visit.Page.Locator("main .done").WaitForAsync();
        Assert.EndsWith("/worklist?t=re-examine&who=nobody", visit.Page.Url, StringComparison.Ordinal);
        Assert.AreEqual(0, await visit.Page.Locator($"table.cases a[href='{household}']").CountAsync());
        await visit.Page.GotoAsync("/worklist?t=re-examine&who=me");
        Assert.AreEqual(1, await visit.Page.Locator($"table.cases a[href='{household}']").CountAsync());
    }

    [TestMethod]
    public async Task The_table_of_keys_opens_by_its_key_and_closes_again()
    {
        await using var visit = await Visit.As(Role.County);
        await visit.Page.GotoAsync("/worklist?t=all");
        var keys = visit.Page.Locator("#keys");
        Assert.IsFalse(await keys.IsVisibleAsync());
        await visit.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(keys).ToBeVisibleAsync();
        foreach (var key in new[] { "j", "k", "x", "a", "n", "p", "/", "?" }) Assert.IsGreaterThan(0, await keys.Locator($"kbd:text-is('{key}')").CountAsync(), key);
        await ScreenTests.Sound(visit, "Worklist-keys");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(keys).ToBeHiddenAsync();
    }

    [TestMethod]
    public async Task Several_ticked_cases_are_assigned_at_once_and_no_other()
    {
        await using var visit = await Visit.As(Role.Grassroots);
        await visit.Page.GotoAsync("/worklist?t=all&who=nobody");
        var links = await visit.Page.Locator("table.cases tbody a[href^='/sheet/']").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        Assert.IsGreaterThanOrEqualTo(3, links.Length);
        for (var i = 0; i < 3; i++)
        {
            await visit.Page.Keyboard.PressAsync("j");
            if (i != 1) await visit.Page.Keyboard.PressAsync("x");
        }

        await visit.Page.Keyboard.PressAsync("a");
        var dialog = visit.Page.Locator("#assign");
        Assert.Contains("2", await dialog.Locator("h2").InnerTextAsync(), StringComparison.Ordinal);
        await dialog.Locator("select").SelectOptionAsync("me");
        await dialog.Locator("button.btn-primary").ClickAsync();
        var said = await visit.Page.Locator("main [role=status], main [role=alert]").AllInnerTextsAsync();
        await visit.Page.GotoAsync("/worklist?t=all&who=me&s=any");
        var mine = await visit.Page.Locator("table.cases tbody a[href^='/sheet/']").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        Assert.IsTrue(mine.Contains(links[0]) && mine.Contains(links[2]) && !mine.Contains(links[1]), string.Join(' ', said));
    }

    [TestMethod]
    [DataRow(Visit.Desktop)]
    [DataRow(Visit.Phone)]
    public async Task What_is_searched_for_never_stands_in_the_address(int width)
    {
        await using var visit = await Visit.As(Role.Supervisor, width);
        var household = DemoSite.Listed("exit")[0];
        await visit.Page.GotoAsync("/worklist");
        await visit.Page.Keyboard.PressAsync("/");
        await visit.Page.Keyboard.TypeAsync("110101199003071231");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator("#found .fault").WaitForAsync();
        Assert.DoesNotContain("1990", visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.FillAsync("#search", household.ToLowerInvariant());
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator($"#found a[href$='{household}']").WaitForAsync();
        await ScreenTests.Sound(visit, $"Worklist-found-{width}");
        await visit.Page.FillAsync("#search", "无此人");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator("#found .unknown").WaitForAsync();
        Assert.EndsWith("/worklist", visit.Page.Url, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Pages_follow_each_other_and_the_list_is_taken_along()
    {
        await using var visit = await Visit.As(Role.Supervisor);
        await visit.Page.GotoAsync("/worklist?t=re-examine");
        var seen = new List<string>();
        for (; ; )
        {
            seen.AddRange(await visit.Page.Locator("table.cases tbody a").EvaluateAllAsync<string[]>("links => links.map(a => a.pathname.split('/').pop())"));
            if (await visit.Page.Locator(".pages a[rel=next]").CountAsync() == 0) break;
            var before = visit.Page.Url;
            await visit.Page.Keyboard.PressAsync("n");
            await visit.Page.Leaves(before);
        }

        CollectionAssert.AreEquivalent(DemoSite.Listed("re-examine").ToArray(), seen);
        var taken = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Locator("button[value=Csv]").ClickAsync());
        var lines = await File.ReadAllLinesAsync(await taken.PathAsync());
        Assert.Contains("supervisor", lines[0], StringComparison.Ordinal);
        CollectionAssert.AreEqual(seen, lines.Skip(2).Select(l => l.Split(',')[1]).ToArray());
    }

    [TestMethod]
    public async Task A_filter_is_the_address_and_can_be_saved_opened_and_deleted()
    {
        await using var visit = await Visit.As(Role.Auditor);
        await visit.Page.GotoAsync("/worklist?t=re-examine");
        await visit.Page.FillAsync("[name=p]", "60");
        await visit.Page.Locator(".filters form .btn-primary").ClickAsync();
        await visit.Page.Arrives("/worklist?t=re-examine&p=60");
        await visit.Page.FillAsync("#filter-name", "急 <b>件</b>");
        await visit.Page.Locator("form.save button").ClickAsync();
        await visit.Page.GotoAsync("/worklist?t=add");
        await visit.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "急 <b>件</b>" }).ClickAsync();
        Assert.EndsWith("/worklist?t=re-examine&p=60", visit.Page.Url, StringComparison.Ordinal);
        visit.Page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await visit.Page.Locator("ul.saved button").ClickAsync();
        await visit.Page.Locator("main .done").WaitForAsync();
        Assert.AreEqual(0, await visit.Page.Locator("ul.saved li").CountAsync());
    }
}
