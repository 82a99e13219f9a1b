using System.Net;
using DataMatching.Assessment;
using DataMatching.Jobs;
using DataMatching.Review;
using DataMatching.Storage;
using Microsoft.Data.Sqlite;

namespace DataMatching.Tests.Web;

/// <summary>The quarter's page at its edges: no quarter yet, a first run that never ended, a refused form, and moments by the clock of the site.</summary>
[TestClass]
public sealed class QuarterPageTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.CreateCustomTimeZone("cn", TimeSpan.FromHours(8), "cn", "cn");

    [TestMethod]
    public async Task The_supervisor_publishes_the_first_quarter_of_a_site_that_has_none()
    {
        using var demo = new WebDemo();
        Change(demo, "DELETE FROM quarter");
        foreach (var address in new[] { "/quarter", "/quarter/2026Q3" })
        {
            using var owner = await demo.As("supervisor");
            var page = await owner.Text(address);
            Assert.Contains("/quarter/2026Q3?handler=Release", page, StringComparison.Ordinal, address);
            using var county = await demo.As("county");
            Assert.DoesNotContain("handler=Release", await county.Text(address), StringComparison.Ordinal);
        }

        using var surfer = await demo.As("supervisor");
        Assert.AreEqual(HttpStatusCode.NotFound, (await surfer.Get("/quarter/2026Q2")).StatusCode);
        Assert.AreEqual("/runs", (await surfer.Post("/quarter/2026Q3?handler=Release")).Headers.Location!.ToString());
        var asked = demo.Store.Jobs.Unfinished().Single();
        Assert.AreEqual((JobKind.Quarter, "2026Q3", (long?)demo.Account("supervisor").Id), (asked.Kind, asked.Subject, asked.AskedBy));
    }

    [TestMethod]
    public async Task A_first_run_that_never_ended_is_told_and_gone_on_with()
    {
        using var demo = new WebDemo();
        Change(demo, "DELETE FROM quarter");
        demo.Store.Runs.StartOrResume("quarter/2026Q3", "{}");
        using var surfer = await demo.As("supervisor");
        Assert.Contains("上一次发布中断了", await surfer.Text("/quarter"), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_quarter_without_a_run_can_be_published_and_every_other_act_is_refused()
    {
        using var demo = new WebDemo();
        Change(demo, "UPDATE quarter SET run = NULL, pins = NULL");
        using var surfer = await demo.As("supervisor");
        var page = await surfer.Text("/quarter/2026Q3");
        Assert.Contains("发布没有做完", page, StringComparison.Ordinal);
        Assert.Contains("/quarter/2026Q3?handler=Release", page, StringComparison.Ordinal);
        foreach (var (handler, status) in new[] { ("Adjustments", HttpStatusCode.UnprocessableEntity), ("Close", HttpStatusCode.UnprocessableEntity), ("Replay", HttpStatusCode.Redirect) })
            Assert.AreEqual(status, (await surfer.Post($"/quarter/2026Q3?handler={handler}", ("format", "csv"))).StatusCode, handler);
        Assert.IsEmpty(demo.Store.Adjustments.Of(WebTemplate.Q3, 10));
        foreach (var path in new[] { "/quarter", "/worklist", "/notice/2026Q3", "/report/2026Q3" })
            Assert.AreNotEqual(HttpStatusCode.InternalServerError, (await surfer.Get(path)).StatusCode, path);
    }

    [TestMethod]
    public async Task A_refused_form_gives_back_what_was_typed()
    {
        using var demo = new WebDemo();
        RunInTime(demo);
        using var surfer = await demo.As("supervisor");
        var reason = "结转" + new string('因', 500);
        using var answer = await surfer.Post("/quarter/2026Q3?handler=Close", ("reason", reason));
        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains($">{reason}</textarea>", page, StringComparison.Ordinal);
        Assert.IsNull(demo.Store.Quarters.Closing(WebTemplate.Q3, null));
    }

    [TestMethod]
    public async Task A_refused_purpose_is_given_back()
    {
        const string Layout = """{"columns":[{"header":"户","field":"household"},{"header":"证件","field":"id-number"}]}""";
        using var demo = new WebDemo(prepare: folder => File.WriteAllText(Path.Combine(folder, "config", "adjustment.json"), Layout));
        using var surfer = await demo.As("city");
        var purpose = new string('用', 501);
        using var answer = await surfer.Post("/quarter/2026Q3?handler=Adjustments", ("format", "csv"), ("purpose", purpose));
        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"value=\"{purpose}\"", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.IsEmpty(demo.Store.Adjustments.Of(WebTemplate.Q3, 10));
    }

    [TestMethod]
    public async Task A_quarter_closed_after_midnight_of_the_site_says_that_day_everywhere()
    {
        using var demo = new WebDemo();
        RunInTime(demo);
        demo.Clock.Zone = Shanghai;
        demo.Clock.Now = new DateTimeOffset(2026, 11, 2, 18, 30, 0, TimeSpan.Zero);
        CloseQuarter.Run(demo.Site, WebTemplate.Q3, "其余结转下季", demo.Account("supervisor").Id);
        using var surfer = await demo.As("supervisor");
        var page = QuarterDesk.Plain(await surfer.Text("/quarter/2026Q3"));
        Assert.Contains("已关账 2026-11-03", page, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-11-02", page, StringComparison.Ordinal);
        var closed = CloseQuarter.Missing(demo.Site, WebTemplate.Q3, carryOver: false).Single();
        Assert.Contains("2026-11-03", closed.Chinese, StringComparison.Ordinal);
        Assert.Contains("2026-11-03", closed.English, StringComparison.Ordinal);
        using var taken = await surfer.Post("/quarter/2026Q3?handler=Adjustments", ("format", "csv"));
        Assert.Contains("11-03 02:30", await surfer.Text("/quarter/2026Q3"), StringComparison.Ordinal, "the download on record");
        using var export = await surfer.Post("/worklist?t=all&handler=Export", ("format", "Csv"));
        Assert.Contains("导出时间：2026-11-03 02:30", await export.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_page_reads_as_often_for_many_cases_as_for_few()
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As("supervisor");
        async Task<long> Cost(string path)
        {
            await surfer.Text(path);
            var before = demo.Store.Reads;
            Assert.AreEqual(HttpStatusCode.OK, (await surfer.Get(path)).StatusCode, path);
            return demo.Store.Reads - before;
        }

        var rule = demo.Add.Rules[0];
        string[] paths = ["/notice/2026Q3", "/quarter/2026Q3", $"/quarter/2026Q3?rule={rule}", "/report/2026Q3", "/worklist?t=add", "/quarter/2026Q3?handler=Work"];
        var exits = demo.Cases(Flag.Exit);
        foreach (var one in exits.Take(2)) demo.Post(one, 300);
        var few = new List<long>();
        foreach (var path in paths) few.Add(await Cost(path));
        foreach (var one in exits.Skip(2)) demo.Post(one, 300);
        for (var i = 0; i < paths.Length; i++) Assert.AreEqual(few[i], await Cost(paths[i]), paths[i]);
        Assert.IsGreaterThan(5, exits.Count);
        Assert.IsLessThan(few[1], few[5], "the part that is asked for again and again works out no sums");
        Assert.IsLessThanOrEqualTo(30, few.Max(), string.Join(' ', few));
    }

    /// <summary>The template's run began before the cutoff by the machine's clock.</summary>
    private static void RunInTime(WebDemo demo) => Change(demo, "UPDATE run SET started_at = REPLACE(started_at, '2026-10-01', '2026-10-21')");

    private static void Change(WebDemo demo, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={demo.Site.Folder.Database};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
