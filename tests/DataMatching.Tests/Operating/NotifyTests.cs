using System.Text;
using System.Text.Json;
using DataMatching.App;
using DataMatching.Connectors.Transports;
using DataMatching.Jobs;
using DataMatching.Jobs.Operating;
using DataMatching.Tests.Jobs;
using DataMatching.Tests.Reports;

namespace DataMatching.Tests.Operating;

/// <summary>What needs somebody is posted once, signed, and names nobody; what becomes of it never touches the work.</summary>
[TestClass]
public sealed class NotifyTests
{
    private const string Key = "a key of the test";

    [TestMethod]
    public void A_refused_batch_is_told_once_signed_after_a_failing_try_and_names_nobody()
    {
        using var receiver = new Receiver(n => n == 0 ? 503 : 204);
        using var site = Notified(receiver.Address + "/hook");
        site.Deliver("tax", "wages", "王建国110101199003074477.csv", "2026-09-30", "姓名,证件号码\n王建国,110101199003074477\n");
        site.Night("2026-10-01");
        site.Night("2026-10-01");

        // The sample has a refused batch of its own: the first try to tell of it fails, the second is taken.
        Assert.HasCount(3, receiver.Posts, "the next night told nothing again");
        var post = receiver.Posts.Last();
        var text = Encoding.UTF8.GetString(post.Body);
        new PlantedPeople(site).AssertNotIn(text, "the notice");
        Assert.DoesNotContain("csv", text, StringComparison.Ordinal);
        Assert.AreEqual(SignedPost.Signature(Key, post.Headers["X-DM-Time"], post.Body), post.Headers["X-DM-Signature"]);
        Assert.AreNotEqual(SignedPost.Signature("another key", post.Headers["X-DM-Time"], post.Body), post.Headers["X-DM-Signature"]);
        Assert.AreEqual(("/hook", "application/json"), (post.Path, post.Headers["Content-Type"]));
        var told = JsonDocument.Parse(text).RootElement;
        var batch = site.Look(s => s.Store.Batches.All().Single(b => b.Refusal is not null && b.Manifest.Registry == "tax"));
        Assert.AreEqual(
            ("batch-refused", "x", "tax", "wages", 440000, batch.Id, "2026-10-01T01:00:00Z"),
            (told.GetProperty("kind").GetString(), told.GetProperty("site").GetString(), told.GetProperty("registry").GetString(), told.GetProperty("dataset").GetString(), told.GetProperty("scope").GetInt32(),
                told.GetProperty("batch").GetInt64(), told.GetProperty("time").GetString()));
        Assert.AreEqual("表头缺列，请部门补齐，或由信息人员在配置中登记部门的列名", told.GetProperty("reason").GetString());
        Assert.IsFalse(told.TryGetProperty("run", out _));
    }

    [TestMethod]
    public void A_night_that_fails_is_told_once_however_often_it_is_tried()
    {
        using var receiver = new Receiver();
        using var site = Notified(receiver.Address);
        File.Delete(site.Line.At("site", "union", "members.csv"));
        for (var i = 0; i < 2; i++) Assert.AreEqual(1, site.Line.Run("night", "--date", "2026-10-01").Code);
        var told = Told(receiver).Single();
        Assert.AreEqual(("night-failed", "night/2026-10-01", "refused"), (told.GetProperty("kind").GetString(), told.GetProperty("run").GetString(), told.GetProperty("reason").GetString()));
    }

    [TestMethod]
    public void A_receiver_that_takes_nothing_fails_no_night_and_is_told_when_it_does()
    {
        var broken = true;
        using var receiver = new Receiver(_ => broken ? 404 : 200);
        using var site = Notified(receiver.Address);
        site.Night("2026-10-01");
        Assert.HasCount(1, receiver.Posts, "what will not pass is not tried again");
        broken = false;
        site.Night("2026-10-01");
        Assert.HasCount(1, receiver.Posts, "who took it on a moment ago may be at it");
        site.Line.Clock.Now += TimeSpan.FromMinutes(6);
        site.Night("2026-10-01");
        Assert.HasCount(2, receiver.Posts);
    }

    [TestMethod]
    public void Without_its_secret_nothing_is_told_and_the_night_is_done()
    {
        using var receiver = new Receiver();
        using var site = Notified(receiver.Address);
        File.Delete(site.Line.At("site", "secrets", "notify.key"));
        site.Deliver("tax", "wages", "a.csv", "2026-09-30", "姓名,证件号码\nx,y\n");
        site.Night("2026-10-01");
        Assert.IsEmpty(receiver.Posts);
    }

    [TestMethod]
    public void A_night_is_late_from_its_time_on_and_when_it_is_done_no_more()
    {
        using var receiver = new Receiver();
        using var files = Notified(receiver.Address);
        using var site = Guard.Open(SiteFolder.At(files.Line.Site), files.Line.Clock);
        DataMatching.Jobs.Schedule.AskDue.Note(site);
        Assert.AreEqual(0, TellNotices.Run(site, CancellationToken.None), "the schedule is in force from now on");
        files.Line.Clock.Now = new DateTimeOffset(2026, 10, 2, 5, 59, 59, TimeSpan.Zero);
        Assert.AreEqual(0, TellNotices.Run(site, CancellationToken.None));
        Assert.AreEqual(TimeSpan.FromSeconds((4.5 * 3600) - 1), NightDue.Lateness(site));
        files.Line.Clock.Now = new DateTimeOffset(2026, 10, 2, 6, 0, 0, TimeSpan.Zero);
        Assert.AreEqual(1, TellNotices.Run(site, CancellationToken.None));
        Assert.AreEqual(0, TellNotices.Run(site, CancellationToken.None));
        var told = Told(receiver).Single();
        Assert.AreEqual(("night-late", "night/2026-10-02", "not-done"), (told.GetProperty("kind").GetString(), told.GetProperty("run").GetString(), told.GetProperty("reason").GetString()));

        files.Line.Clock.Now = new DateTimeOffset(2026, 10, 3, 6, 0, 0, TimeSpan.Zero);
        foreach (var day in new[] { 1, 2, 3 }) site.Store.Runs.Finish(site.Store.Runs.StartOrResume($"night/2026-10-0{day}", "{}").Id);
        Assert.AreEqual(0, TellNotices.Run(site, CancellationToken.None), "it was done in time");
        Assert.IsNull(NightDue.Lateness(site));
    }

    [TestMethod]
    public void An_agreement_is_told_of_in_its_last_days_and_again_when_it_was_renewed_and_ends_once_more()
    {
        using var receiver = new Receiver();
        using var files = Notified(receiver.Address);
        using var site = Guard.Open(SiteFolder.At(files.Line.Site), files.Line.Clock);
        var end = site.Configuration.Registries["tax"].Agreement.End!.Value;
        var ending = site.Configuration.Registries.Values.Count(r => r.Agreement.End is { } last && last <= end);
        files.Line.Clock.Now = new DateTimeOffset(end.AddDays(-11), TimeOnly.MinValue, TimeSpan.Zero);
        Assert.AreEqual(0, TellNotices.Run(site, CancellationToken.None));
        files.Line.Clock.Now += TimeSpan.FromDays(1);
        Assert.AreEqual(ending, TellNotices.Run(site, CancellationToken.None));
        Assert.AreEqual(0, TellNotices.Run(site, CancellationToken.None));
        var told = Told(receiver).Single(t => t.GetProperty("registry").GetString() == "tax");
        Assert.AreEqual(("agreement-expires", end.ToString("O", System.Globalization.CultureInfo.InvariantCulture), "soon"), (told.GetProperty("kind").GetString(), told.GetProperty("lastDay").GetString(), told.GetProperty("reason").GetString()));
    }

    private static List<JsonElement> Told(Receiver receiver) => [.. receiver.Posts.Select(p => JsonDocument.Parse(p.Body).RootElement)];

    private static NightSite Notified(string url, string more = "")
    {
        var site = new NightSite();
        Directory.CreateDirectory(site.Line.At("site", "secrets"));
        SecretFile.Write(site.Line.At("site", "secrets", "notify.key"), Key);
        File.WriteAllText(site.Line.At("site", "config", "site.json"),
            $$"""{ "name": "x", {{more}}"notify": { "url": "{{url}}", "secret": "file:secrets/notify.key", "nightEndsBy": "06:00", "agreementDays": 10 } }""");
        return site;
    }
}
