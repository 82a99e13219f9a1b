using Deque.AxeCore.Playwright;

namespace DataMatching.Browser;

/// <summary>What every screen owes everybody: readable for all, no sideways scrolling, nothing that the content policy forbids.</summary>
[TestClass]
public sealed class ScreenTests
{
    public static IEnumerable<object[]> Looks =>
        from screen in Screens.All
        from width in new[] { Visit.Desktop, Visit.Phone }
        from english in new[] { false, true }
        select new object[] { screen.Name, width, english };

    [TestInitialize]
    public void Ready() => Chromium.Demand();

    [TestMethod]
    [DynamicData(nameof(Looks))]
    public async Task A_screen_is_sound(string name, int width, bool english)
    {
        var screen = Screens.All.Single(s => s.Name == name);
        await using var visit = screen.Role is { } role ? await Visit.As(role, width, english) : await Visit.Begin(DemoSite.Address, width, english);
        var answer = await visit.Page.GotoAsync(Screens.Fill(screen.Template, DemoSite.Listed("exit")[0]));
        Assert.AreEqual(200, answer!.Status, $"{answer.Url}: the screen was not shown");
        Assert.AreEqual(english ? "en" : "zh-CN", await visit.Page.Locator("html").GetAttributeAsync("lang"));
        await Sound(visit, $"{name}-{width}-{(english ? "en" : "zh")}");
    }

    public static IEnumerable<object[]> Names => Screens.All.Select(screen => new object[] { screen.Name });

    /// <summary>Names, places, citations and what people wrote stay Chinese on an English page; a screen reader is told so, and nothing else is Chinese.</summary>
    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task On_an_English_page_what_is_Chinese_is_marked(string name)
    {
        var screen = Screens.All.Single(s => s.Name == name);
        await using var visit = screen.Role is { } role ? await Visit.As(role, Visit.Desktop, english: true) : await Visit.Begin(DemoSite.Address, Visit.Desktop, english: true);
        foreach (var list in screen.Template.Contains("{household", StringComparison.Ordinal) ? new[] { "add", "exit", "re-examine" } : ["exit"])
        {
            await visit.Page.GotoAsync(Screens.Fill(screen.Template, DemoSite.Listed(list)[0]));
            var unmarked = await visit.Page.EvaluateAsync<string[]>(UnmarkedChinese);
            Assert.IsEmpty(unmarked, $"{name}: Chinese on an English page without lang=\"zh-CN\":\n{string.Join('\n', unmarked)}");
        }
    }

    private const string UnmarkedChinese = """
        () => {
            const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const text = texts.currentNode.data.trim(), said = texts.currentNode.parentElement.closest('[lang]');
                if (/[\u4e00-\u9fff]/.test(text) && !texts.currentNode.parentElement.closest('[role=img]') && !said?.lang.startsWith('zh')) found.push(`${texts.currentNode.parentElement.tagName}: ${text.slice(0, 80)}`);
            }
            return found;
        }
        """;

    [TestMethod]
    [DataRow(Visit.Desktop, false)]
    [DataRow(Visit.Phone, true)]
    public async Task An_address_without_a_screen_says_what_to_do(int width, bool english)
    {
        await using var visit = await Visit.As(Review.Role.Supervisor, width, english);
        var answer = await visit.Page.GotoAsync("/nowhere");
        Assert.AreEqual(404, answer!.Status);
        Assert.IsTrue(await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = english ? "Back to the start" : "回到首页" }).IsVisibleAsync());
        await Sound(visit, $"Nowhere-{width}-{(english ? "en" : "zh")}");
    }

    internal static async Task Sound(Visit visit, string picture)
    {
        await Readable(visit, picture);
        Assert.IsEmpty(visit.Complaints, string.Join('\n', visit.Complaints));
    }

    /// <summary>The same but for complaints: for pages on which something is refused on purpose.</summary>
    internal static async Task Readable(Visit visit, string picture)
    {
        await visit.Picture(picture);
        Assert.IsLessThanOrEqualTo(0, await visit.Sideways(), "the page is wider than its window, in pixels");
        var result = await visit.Page.RunAxe();
        var grave = from violation in result.Violations
                    where violation.Impact is "serious" or "critical"
                    from node in violation.Nodes
                    select $"{violation.Impact} {violation.Id}: {node.Html}";
        Assert.IsEmpty(grave.ToList(), string.Join('\n', grave));
    }
}
