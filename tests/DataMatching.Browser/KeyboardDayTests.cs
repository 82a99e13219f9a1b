using DataMatching.Review;
using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>A reviewer's day without a mouse: in, down the list, into a case, a step recorded.</summary>
[TestClass]
public sealed class KeyboardDayTests
{
    private const int MostStops = 200;

    [TestInitialize]
    public void Ready() => Chromium.Demand();

    [TestMethod]
    public async Task A_step_is_recorded_by_keyboard_alone()
    {
        await using var visit = await Visit.Begin(DemoSite.Address);
        var (page, keys) = (visit.Page, visit.Page.Keyboard);
        var (name, password) = DemoSite.Told(Role.Grassroots);
        await page.GotoAsync("/sign-in");

        // The field has the keyboard with the first frame, which may come after the page.
        await Assertions.Expect(page.Locator("[autofocus]")).ToBeFocusedAsync();
        await keys.TypeAsync(name);
        await keys.PressAsync("Tab");
        await keys.TypeAsync(password);
        await keys.PressAsync("Enter");
        await page.Arrives("/worklist*");
        await TabTo(page, "a => a.matches('nav.tabs a') && a.textContent.includes('需复核')");
        await keys.PressAsync("Enter");
        await page.Locator("tr[data-open]").First.WaitForAsync();
        await Assertions.Expect(page.Locator("nav.tabs a[aria-current=page]")).ToContainTextAsync("需复核");
        await keys.PressAsync("j");
        await Assertions.Expect(page.Locator("tr[data-open]").First).ToHaveAttributeAsync("aria-selected", "true");
        await keys.PressAsync("Enter");
        await page.Arrives("/sheet/2026Q3/*");
        var done = await page.Locator("ol.steps li.did").CountAsync();
        await TabTo(page, "a => a.name === 'Text' && a.closest('form[data-draft]')");
        await keys.TypeAsync("查看了工资流水");
        await TabTo(page, "a => a.matches('form[data-draft] button.btn-primary')");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("ol.steps li.did")).ToHaveCountAsync(done + 1);
        Assert.IsEmpty(visit.Complaints, string.Join('\n', visit.Complaints));
    }

    private static async Task TabTo(IPage page, string found)
    {
        for (var stops = 0; stops < MostStops; stops++)
        {
            if (await page.EvaluateAsync<bool>($"Boolean(({found})(document.activeElement))")) return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"cannot be reached by Tab: {found}");
    }
}
