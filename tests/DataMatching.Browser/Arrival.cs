using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>
/// Waiting for a page that something leads to. The browser itself is asked until it is so: Playwright's own <c>WaitForURLAsync</c> and <c>WaitForLoadStateAsync</c> look first and
/// listen then, and wait for ever for what happens between the two (microsoft/playwright-dotnet#3364). Nor <c>WaitForFunctionAsync</c>, whose second look the pages' content policy forbids.
/// </summary>
internal static class Arrival
{
    private const string Loaded = "document.readyState === 'complete'";

    /// <summary>Waits until the page's address ends like <paramref name="place"/> and it is loaded.</summary>
    /// <param name="place">Such as <c>/sheet/2026Q3/*</c>; a star is anything.</param>
    public static async Task Arrives(this IPage page, string place)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(place).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = Patience });
        await Until(page, Loaded);
    }

    /// <summary>Waits until the page's address is another than <paramref name="before"/> and it is loaded.</summary>
    public static async Task Leaves(this IPage page, string before)
    {
        await Assertions.Expect(page).Not.ToHaveURLAsync(before, new() { Timeout = Patience });
        await Until(page, Loaded);
    }

    /// <summary>Does what brings another page, which may have the same address, and waits until that one is loaded.</summary>
    public static async Task Next(this IPage page, Func<Task> step)
    {
        await page.EvaluateAsync("window.pageBefore = true");
        await step();
        await Until(page, $"!window.pageBefore && {Loaded}");
    }

    private static async Task Until(IPage page, string isSo)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await IsSo(page, isSo))
        {
            if (TimeProvider.System.GetElapsedTime(started) > Visit.Patience) throw new TimeoutException($"{page.Url}: not so after {Visit.Patience.TotalSeconds} s: {isSo}");
            await Task.Delay(20);
        }
    }

    private static async Task<bool> IsSo(IPage page, string expression)
    {
        try
        {
            return await page.EvaluateAsync<bool>(expression);
        }
        catch (PlaywrightException e) when (e.Message.Contains("context was destroyed", StringComparison.Ordinal) || e.Message.Contains("navigation", StringComparison.OrdinalIgnoreCase))
        {
            // The page that was asked is gone, and the next one is coming.
            return false;
        }
    }

    private static float Patience => (float)Visit.Patience.TotalMilliseconds;
}
