using DataMatching.Review;
using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>A visit written down in a kitchen without a network: nothing is lost, and it is said that nothing was sent.</summary>
[TestClass]
public sealed class LostConnectionTests
{
    private const string Form = "form[data-draft]", IdNumber = "44010619800101123X";
    private static readonly (string, string)[] Visited = [("Second", "李同"), ("Causes", "Gone"), ("Findings", "住房一处"), ("Said", "儿子已上班"), ("Rent", "800"), ("Living", "1000")];

    [TestInitialize]
    public void Ready() => Chromium.Demand();

    [TestMethod]
    public async Task A_visit_survives_a_lost_connection_and_is_recorded_when_it_is_back()
    {
        await using var visit = await Visit.As(Role.Grassroots, Visit.Phone);
        var page = visit.Page;
        await page.GotoAsync($"/sheet/2026Q3/{DemoSite.Here("exit")[1]}");
        await CaseWork.Fill(page, Visited, paper: true);
        await page.Context.SetOfflineAsync(true);
        await page.Locator($"{Form} button.btn-primary").ClickAsync();
        await Assertions.Expect(page.Locator($"{Form} [data-say=lost]")).ToBeVisibleAsync();
        Assert.Contains("没有网络", await page.Locator($"{Form} [data-say=lost]").InnerTextAsync(), StringComparison.Ordinal);
        await visit.Picture("phone-lost-connection");
        Assert.AreEqual("儿子已上班", await page.Locator($"{Form} [name=Said]").InputValueAsync());

        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator($"{Form} [data-say=back]")).ToBeVisibleAsync();
        await page.Locator($"{Form} button.btn-primary").ClickAsync();
        await Assertions.Expect(page.Locator("ol.steps li.did")).ToHaveCountAsync(1);
        Assert.Contains("儿子已上班", await page.Locator("ol.timeline").InnerTextAsync(), StringComparison.Ordinal);
        Assert.AreEqual(0, await Drafts(page), "what was recorded is not kept");
    }

    [TestMethod]
    public async Task What_was_typed_is_there_again_after_the_page_was_left_but_not_after_signing_out()
    {
        await using var visit = await Visit.As(Role.Grassroots, Visit.Phone);
        var page = visit.Page;
        var sheet = $"/sheet/2026Q3/{DemoSite.Here("exit")[0]}";
        await page.GotoAsync(sheet);
        await CaseWork.Fill(page, [("On", "2026-10-19")]);
        await page.GotoAsync("/worklist");
        await page.GotoAsync(sheet);
        Assert.AreEqual("2026-10-19", await page.Locator($"{Form} [name=On]").InputValueAsync());
        await Assertions.Expect(page.Locator($"{Form} [data-say=restored]")).ToBeVisibleAsync();
        await page.Locator("header form button").ClickAsync();
        await page.Arrives("/sign-in");
        Assert.AreEqual(0, await Drafts(page));
    }

    [TestMethod]
    public async Task An_id_number_is_not_kept()
    {
        await using var visit = await Visit.As(Role.Grassroots, Visit.Phone);
        var page = visit.Page;
        await page.GotoAsync($"/sheet/2026Q3/{DemoSite.Here("exit")[0]}");
        await page.Locator($"{Form} [name=Findings]").FillAsync($"身份证 {IdNumber}，另一张 440106 19800101 1230，电话略");
        var kept = await page.EvaluateAsync<string>("JSON.stringify(sessionStorage)");
        Assert.Contains("电话略", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("19800101", kept, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_session_that_ended_meanwhile_loses_nothing()
    {
        await using var visit = await Visit.As(Role.Grassroots, Visit.Phone);
        var page = visit.Page;
        var sheet = $"/sheet/2026Q3/{DemoSite.Here("exit")[0]}";
        await page.GotoAsync(sheet);
        await CaseWork.Fill(page, [.. Visited, ("Findings", "看了合同")]);
        await page.Context.ClearCookiesAsync(new BrowserContextClearCookiesOptions { Name = "dm-sign-in" });
        await page.Locator($"{Form} button.btn-primary").ClickAsync();
        await page.Locator($"{Form} [data-say=ended] a").ClickAsync();
        var (name, password) = DemoSite.Told(Role.Grassroots);
        await page.FillAsync("#Name", name);
        await page.FillAsync("#password", password);
        await page.Keyboard.PressAsync("Enter");
        await page.Arrives(sheet + "*");
        Assert.AreEqual("看了合同", await page.Locator($"{Form} [name=Findings]").InputValueAsync());
    }

    private static Task<int> Drafts(IPage page) => page.EvaluateAsync<int>("Object.keys(sessionStorage).filter((k) => k.startsWith('draft:')).length");
}
