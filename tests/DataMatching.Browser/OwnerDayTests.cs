using DataMatching.Review;
using Microsoft.Playwright;

namespace DataMatching.Browser;

/// <summary>The days of those who sign no case: the supervisor closes the quarter, the operator runs a night, the auditor sees who was shown what.</summary>
[TestClass]
public sealed class OwnerDayTests
{
    private static readonly FilePayload Payslip = new() { Name = "工资条.png", MimeType = "image/png", Buffer = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 7] };

    [TestInitialize]
    public void Ready() => Chromium.Demand();

    [TestMethod]
    public async Task The_supervisor_replays_takes_the_adjustment_file_and_closes_the_quarter()
    {
        await using var rehearsal = await Rehearsal.Begin(DemoSite.Today);
        var page = await rehearsal.As(Role.Supervisor);
        await page.GotoAsync("/quarter/2026Q3");
        await page.ClickAsync("section[aria-labelledby=replay] button");
        await Assertions.Expect(page.Locator("#work.done")).ToBeVisibleAsync(new() { Timeout = 60_000 });

        await page.GotoAsync("/quarter/2026Q3");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("section[aria-labelledby=adjustments] button[value=csv]"));
        var file = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.StartsWith("档案号,", file, StringComparison.Ordinal);
        Assert.DoesNotMatchRegex(@"[0-9]{17}[0-9X]", file, "the shipped layout holds no ID number");

        var close = page.Locator("section[aria-labelledby=close]");
        Assert.Contains("没有决定", await close.InnerTextAsync(), StringComparison.Ordinal);
        await close.Locator("#reason").FillAsync("演示：未办结事项结转下季");
        await close.Locator("button").ClickAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=close]")).ToContainTextAsync("本季度已关账");
        Assert.AreEqual(0, await page.Locator("section[aria-labelledby=close] form").CountAsync());
        await rehearsal.Picture(Role.Supervisor, "day-closed");
        Assert.IsEmpty(rehearsal.Complaints.ToList(), string.Join('\n', rehearsal.Complaints));
    }

    [TestMethod]
    public async Task The_operator_runs_a_night_and_sees_no_household()
    {
        await using var rehearsal = await Rehearsal.Begin(DemoSite.Today);
        var page = await rehearsal.As(Role.Operator);
        await page.GotoAsync("/runs");
        await page.Locator("section[aria-labelledby=start-title] form button.btn-primary").ClickAsync();
        await Assertions.Expect(page.Locator("#now")).ToContainTextAsync("没有任务", new() { Timeout = 60_000 });
        await page.GotoAsync("/runs");
        await page.Locator("a", new() { HasText = "夜间比对 2026-10-21" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#run .tag").First).ToContainTextAsync("完成", new() { Timeout = 60_000 });
        Assert.Contains("演示运维", await page.Locator("#run").InnerTextAsync(), StringComparison.Ordinal);
        Assert.AreEqual(403, (await page.GotoAsync($"/sheet/2026Q3/{DemoSite.Here("exit")[0]}"))!.Status);
        Assert.AreEqual(403, (await page.GotoAsync("/worklist"))!.Status);
    }

    [TestMethod]
    public async Task An_income_is_verified_and_judged_again_and_the_auditor_sees_who_was_shown_what()
    {
        await using var rehearsal = await Rehearsal.Begin(DemoSite.Today);
        var household = DemoSite.Here("exit").First();
        var page = await rehearsal.As(Role.Grassroots);
        await page.GotoAsync($"/sheet/2026Q3/{household}");
        await page.ClickAsync("#verify summary");
        if (await page.Locator("#verify [name=Person] option[value='']").CountAsync() > 0) await page.SelectOptionAsync("#verify [name=Person]", new SelectOptionValue { Index = 1 });
        await page.SelectOptionAsync("#verify [name=Month]", new SelectOptionValue { Index = 1 });
        await page.SelectOptionAsync("#verify [name=IncomeKind]", "Wage");
        await page.FillAsync("#verify [name=Amount]", "100");
        await page.SetInputFilesAsync("#verify [name=Files]", Payslip);
        await page.ClickAsync("#verify button");
        await Assertions.Expect(page.Locator("ol.timeline")).ToContainTextAsync("核实收入");
        await Assertions.Expect(page.Locator("ol.timeline")).ToContainTextAsync("重新核算");

        await page.ClickAsync("section:has(#members) details summary");
        Assert.DoesNotMatchRegex("[0-9]{17}[0-9X]", await page.Locator("section:has(#members)").InnerTextAsync());
        await page.FillAsync("[name=purpose]", "电话核对本人身份");
        await page.ClickAsync("section:has(#members) details button");
        await Assertions.Expect(page.Locator("section:has(#members) .shown")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[0-9]{17}[0-9X]$", default, TimeSpan.FromSeconds(1)));

        var auditor = await rehearsal.As(Role.Auditor);
        await auditor.GotoAsync($"/sheet/2026Q3/{household}");
        Assert.Contains("电话核对本人身份", await auditor.Locator("section:has(#timeline)").InnerTextAsync(), StringComparison.Ordinal);
        Assert.AreEqual(0, await auditor.Locator("form[data-draft]").CountAsync(), "an auditor changes nothing");
    }
}
