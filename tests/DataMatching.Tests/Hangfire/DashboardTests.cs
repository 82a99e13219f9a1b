using System.Net;
using System.Text.Json.Nodes;
using DataMatching.App.Nodes;
using DataMatching.Jobs.Units;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Tests.Web;

namespace DataMatching.Tests.Hangfire;

/// <summary>Hangfire's dashboard stands behind our sign-in: operators and administrators see it, nobody else, and none of it is of a person.</summary>
[TestClass]
public sealed class DashboardTests
{
    private static WebDemo _demo = null!;

    [ClassInitialize]
    public static void Serve(TestContext context)
    {
        _demo = new WebDemo(prepare: folder =>
        {
            var settings = Path.Combine(folder, "config", "site.json");
            var json = JsonNode.Parse(File.ReadAllText(settings))!;
            json["engine"] = "hangfire";
            File.WriteAllText(settings, json.ToJsonString());
        }, join: site =>
        {
            var node = new Node(site, "here", (opened, _) => new Nothing(opened));
            site.Join(node, HangfireNode.Start(node, new NodeOptions(1)));
        });
    }

    [ClassCleanup]
    public static void Stop() => _demo.Dispose();

    [TestMethod]
    public async Task Who_is_not_signed_in_is_asked_to()
    {
        using var stranger = _demo.Stranger();
        foreach (var path in new[] { "/hangfire", "/hangfire/", "/hangfire/servers", "/hangfire/jobs/failed" })
        {
            using var answer = await stranger.Get(path);
            Assert.AreEqual(HttpStatusCode.Redirect, answer.StatusCode, path);
            Assert.StartsWith("/sign-in?to=", answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.ToString(), StringComparison.Ordinal);
        }
    }

    [TestMethod]
    [DataRow(Role.Grassroots)]
    [DataRow(Role.County)]
    [DataRow(Role.City)]
    [DataRow(Role.Supervisor)]
    [DataRow(Role.Auditor)]
    public async Task Reviewers_are_refused(Role role)
    {
        using var surfer = await _demo.As(role);
        foreach (var path in new[] { "/hangfire", "/hangfire/servers", "/hangfire/stats" })
        {
            using var answer = await surfer.Get(path);
            Assert.AreEqual(HttpStatusCode.Forbidden, answer.StatusCode, path);
        }
    }

    [TestMethod]
    [DataRow(Role.Operator)]
    [DataRow(Role.Administrator)]
    public async Task Who_runs_the_program_sees_servers_queues_and_jobs(Role role)
    {
        using var surfer = await _demo.As(role);
        Carry("test/" + role);
        using var home = await surfer.Get("/hangfire");
        Assert.AreEqual(HttpStatusCode.OK, home.StatusCode);
        var policy = string.Join(' ', home.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("style-src-attr 'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.Contains("units-", await surfer.Text("/hangfire/servers"), StringComparison.Ordinal);
        // The ledger has a unit done a moment before Hangfire has.
        var done = "";
        for (var tries = 0; tries < 100 && !done.Contains($"test/{role}, step: unit 0", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(100);
            done = WebUtility.HtmlDecode(await surfer.Text("/hangfire/jobs/succeeded"));
        }

        Assert.Contains($"test/{role}, step: unit 0", done, StringComparison.Ordinal);
        using var runs = await surfer.Get("/runs");
        Assert.Contains("href=\"/hangfire\"", await runs.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("style-src-attr", string.Join(' ', runs.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        using var nowhere = await surfer.Get("/hangfire/nowhere");
        Assert.AreEqual(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [TestMethod]
    public async Task A_post_needs_the_token_of_our_pages()
    {
        using var surfer = await _demo.As(Role.Operator);
        using var without = await surfer.PostWithoutToken("/hangfire/jobs/failed/requeue");
        Assert.AreEqual(HttpStatusCode.Forbidden, without.StatusCode);
        using var with = await surfer.Post("/hangfire/jobs/failed/requeue", ("jobs[]", "1"));
        Assert.AreEqual(HttpStatusCode.NoContent, with.StatusCode);
    }

    [TestMethod]
    public async Task Who_has_a_district_only_looks()
    {
        using var surfer = await _demo.AsNew("operator.somewhere", Role.Operator, new DataMatching.Identity.District(440305));
        using var page = await surfer.Get("/hangfire");
        Assert.AreEqual(HttpStatusCode.OK, page.StatusCode);
        using var posted = await surfer.Post("/hangfire/jobs/failed/requeue", ("jobs[]", "1"));
        Assert.AreEqual(HttpStatusCode.Unauthorized, posted.StatusCode);
    }

    private static void Carry(string subject)
    {
        var (stage, _) = _demo.Store.Units.Open(subject, "step", "{}", [new UnitToDo("u0", 1)]);
        _demo.Site.Engine.Carry(stage, _ => { }, CancellationToken.None);
    }

    private sealed class Nothing(DataMatching.Jobs.Site site) : StageWork
    {
        public override void Perform(UnitClaim claim, CancellationToken cancel) => site.Store.Units.Done(claim, "done", 1);
    }
}
