using System.Net;
using DataMatching.Jobs.Schedule;
using DataMatching.Review;
using DataMatching.Storage;

namespace DataMatching.Tests.Web;

/// <summary>What the page of runs says of the schedule, and who takes what out of it.</summary>
[TestClass]
public sealed class SchedulePageTests
{
    [TestMethod]
    public async Task Late_nights_are_shown_and_the_operator_takes_one_out_with_a_reason()
    {
        using var demo = Late();
        using var surfer = await demo.As(Role.Operator);
        var page = await surfer.Text("/runs");
        foreach (var expected in new[] { "到期未运行 4 项", "2026-10-18、清理 2026-10-18、2026-10-19、2026-10-21", "夜间比对 2026-10-22", "0 30 1 * * ?" }) Assert.Contains(expected, page, StringComparison.Ordinal);

        using (var silent = await surfer.Post("/runs?handler=Skip", ("what", "Night/2026-10-19"), ("why", " "))) Assert.AreEqual(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.IsEmpty(demo.Store.Schedule.Skips());
        using (var done = await surfer.Post("/runs?handler=Skip", ("what", "Night/2026-10-19"), ("why", "机房停电"))) Assert.AreEqual((HttpStatusCode.Redirect, "/runs"), (done.StatusCode, done.Headers.Location!.OriginalString));
        var skip = demo.Store.Schedule.Skips().Single();
        Assert.AreEqual((JobKind.Night, "2026-10-19", "机房停电"), (skip.Kind, skip.Subject, skip.Why));
        Assert.Contains(WebTemplate.People.First(p => p.Role == Role.Operator).Name, skip.Who, StringComparison.Ordinal);

        page = await surfer.Text("/runs");
        foreach (var expected in new[] { "到期未运行 3 项", "2026-10-18、清理 2026-10-18、2026-10-21", "已从计划中划去 1 项", "机房停电" }) Assert.Contains(expected, page, StringComparison.Ordinal);
        using var again = await surfer.Post("/runs?handler=Skip", ("what", "Night/2026-10-19"), ("why", "机房停电"));
        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, again.StatusCode);
    }

    [TestMethod]
    [DataRow(Role.Supervisor)]
    [DataRow(Role.Auditor)]
    [DataRow(Role.City)]
    public async Task Who_may_not_start_a_night_does_not_take_it_out(Role role)
    {
        using var demo = Late();
        using var surfer = await demo.As(role);
        using var answer = await surfer.Post("/runs?handler=Skip", ("what", "Night/2026-10-19"), ("why", "机房停电"));
        Assert.AreEqual(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.IsEmpty(demo.Store.Schedule.Skips());
    }

    [TestMethod]
    public async Task Without_a_schedule_the_page_says_where_to_write_one()
    {
        using var demo = new WebDemo(prepare: site => File.WriteAllText(Path.Combine(site, "config", "schedule.json"), """{ "night": null, "quarter": null }"""));
        using var surfer = await demo.As(Role.Operator);
        Assert.Contains("在 config/schedule.json 里写 night", await surfer.Text("/runs"), StringComparison.Ordinal);
    }

    /// <summary>A site that was off for four nights, of which one was run by hand.</summary>
    private static WebDemo Late()
    {
        var demo = new WebDemo();
        demo.Clock.Now = new DateTimeOffset(2026, 10, 17, 12, 0, 0, TimeSpan.Zero);
        AskDue.Note(demo.Site);
        demo.Clock.Now = new DateTimeOffset(2026, 10, 21, 3, 0, 0, TimeSpan.Zero);
        return demo;
    }
}
