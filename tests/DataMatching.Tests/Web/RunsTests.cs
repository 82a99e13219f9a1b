using System.Globalization;
using System.Net;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Storage;

namespace DataMatching.Tests.Web;

/// <summary>Starting, cancelling and retrying work from the pages: a job stands in the queue for who may, and nothing for who may not.</summary>
[TestClass]
public sealed class RunsTests
{
    private const string Broken = "night/2026-10-19";

    /// <summary>Every form, with the job it makes and the roles of the whole site that may send it.</summary>
    private static readonly (string Path, (string, string)[] Fields, JobKind Kind, string Subject, Role[] Roles)[] Forms =
    [
        ("/runs?handler=Night", [], JobKind.Night, "2026-10-21", [Role.Operator, Role.Administrator]),
        ("/runs?handler=Night", [("day", "2026-09-30")], JobKind.Night, "2026-09-30", [Role.Operator, Role.Administrator]),
        ("/runs?handler=Quarter", [("quarter", "2026Q3"), ("what", "preview")], JobKind.Preview, "2026Q3", [Role.Operator, Role.Supervisor]),
        ("/runs?handler=Quarter", [("quarter", "2026Q3"), ("what", "run")], JobKind.Quarter, "2026Q3", [Role.Operator, Role.Supervisor]),
        ("/runs?handler=Quarter", [("quarter", "2026Q3"), ("what", "repin")], JobKind.Quarter, "2026Q3", [Role.Operator, Role.Supervisor]),
    ];

    [TestMethod]
    [DataRow(Role.Operator)]
    [DataRow(Role.Administrator)]
    [DataRow(Role.Supervisor)]
    [DataRow(Role.Auditor)]
    [DataRow(Role.Grassroots)]
    [DataRow(Role.City)]
    public async Task A_form_puts_its_job_into_the_queue_for_those_who_may_and_nothing_for_the_others(Role role)
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As(role);
        foreach (var (path, fields, kind, subject, roles) in Forms)
        {
            var before = demo.Store.Jobs.Unfinished().Count;
            using var answer = await surfer.Post(path, fields);
            var queue = demo.Store.Jobs.Unfinished();
            if (!roles.Contains(role))
            {
                Assert.AreEqual((HttpStatusCode.Forbidden, before), (answer.StatusCode, queue.Count), $"{path} {kind}");
                continue;
            }

            Assert.AreEqual((HttpStatusCode.Redirect, "/runs#now"), (answer.StatusCode, answer.Headers.Location!.OriginalString), $"{path} {kind}");
            Assert.HasCount(before + 1, queue);
            Assert.AreEqual((kind, subject, role), (queue[^1].Kind, queue[^1].Subject, demo.Store.Accounts.Find(queue[^1].AskedBy!.Value)!.Role));
            Assert.Contains($"name=\"id\" value=\"{queue[^1].Id}\"", await surfer.Text("/runs"), StringComparison.Ordinal, "it can be cancelled on the page");
        }
    }

    [TestMethod]
    [DataRow("2026-10-22")]
    [DataRow("2021-10-20")]
    [DataRow("yesterday")]
    public async Task A_day_that_cannot_be_run_is_refused_with_words(string day)
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As(Role.Operator);
        using var answer = await surfer.Post("/runs?handler=Night", ("day", day));
        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("不晚于今天 2026-10-21", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.IsEmpty(demo.Store.Jobs.Unfinished());
    }

    [TestMethod]
    public async Task A_waiting_job_is_cancelled_by_who_may_start_it_only()
    {
        using var demo = new WebDemo();
        var job = demo.Store.Jobs.Ask(JobKind.Quarter, "2026Q3", "", demo.Account("supervisor").Id);
        foreach (var name in new[] { "admin", "auditor" })
        {
            using var other = await demo.As(name);
            using var refused = await other.Post("/runs?handler=Cancel", ("id", Id(job.Id)));
            Assert.AreEqual((HttpStatusCode.Forbidden, JobState.Waiting), (refused.StatusCode, demo.Store.Jobs.Find(job.Id)!.State), name);
        }

        using var surfer = await demo.As(Role.Operator);
        using var done = await surfer.Post("/runs?handler=Cancel", ("id", Id(job.Id)));
        Assert.AreEqual((HttpStatusCode.Redirect, JobState.Cancelled), (done.StatusCode, demo.Store.Jobs.Find(job.Id)!.State));
        using var missing = await surfer.Post("/runs?handler=Cancel", ("id", "999"));
        Assert.AreEqual(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [TestMethod]
    public async Task What_failed_is_asked_for_again_from_its_run_and_from_its_job()
    {
        using var demo = new WebDemo();
        var run = demo.Store.Runs.StartOrResume(Broken, "{}");
        demo.Store.Runs.Fail(run.Id, "The disk is full.");
        var failed = demo.Store.Jobs.Ask(JobKind.Preview, "2026Q3", "", null);
        demo.Store.Jobs.Begin(failed.Id);
        demo.Store.Jobs.Fail(failed.Id, "The disk is full.");
        var (retry, again) = ($"/runs/{run.Id}?handler=Retry", "/runs?handler=Again");
        using (var supervisor = await demo.As(Role.Supervisor))
        {
            using var refused = await supervisor.Post(retry);
            Assert.AreEqual(HttpStatusCode.Forbidden, refused.StatusCode, "a night is not a supervisor's");
            Assert.DoesNotContain("handler=Retry", await supervisor.Text($"/runs/{run.Id}"), StringComparison.Ordinal);
        }

        using (var auditor = await demo.As(Role.Auditor))
        {
            using var refused = await auditor.Post(again, ("id", Id(failed.Id)));
            Assert.AreEqual(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        Assert.IsEmpty(demo.Store.Jobs.Unfinished());
        using var surfer = await demo.As(Role.Operator);
        Assert.Contains("handler=Retry", await surfer.Text($"/runs/{run.Id}"), StringComparison.Ordinal);
        using var retried = await surfer.Post(retry);
        using var repeated = await surfer.Post(again, ("id", Id(failed.Id)));
        Assert.AreEqual((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (retried.StatusCode, repeated.StatusCode));
        CollectionAssert.AreEqual(new[] { (JobKind.Night, "2026-10-19"), (JobKind.Preview, "2026Q3") }, demo.Store.Jobs.Unfinished().Select(j => (j.Kind, j.Subject)).ToArray());
    }

    [TestMethod]
    [DataRow(Role.Supervisor)]
    [DataRow(Role.Operator)]
    public async Task Nobody_with_a_district_works_on_the_whole_site(Role role)
    {
        using var demo = new WebDemo();
        using var surfer = await demo.AsNew("scoped", role, new District(440100));
        foreach (var (path, fields, kind, _, _) in Forms)
        {
            using var answer = await surfer.Post(path, fields);
            Assert.AreEqual(HttpStatusCode.Forbidden, answer.StatusCode, $"{path} {kind}");
        }

        using var dry = await surfer.Post("/policies", ("quarter", "2026Q3"), ("pack", "{}"));
        Assert.AreEqual(HttpStatusCode.Forbidden, dry.StatusCode);
        var run = demo.Store.Runs.StartOrResume("quarter/2026Q4", "{}");
        demo.Store.Runs.Fail(run.Id, "The disk is full.");
        using var retry = await surfer.Post($"/runs/{run.Id}?handler=Retry");
        Assert.AreEqual(HttpStatusCode.Forbidden, retry.StatusCode);
        var job = demo.Store.Jobs.Ask(JobKind.Quarter, "2026Q3", "", null);
        foreach (var handler in new[] { "Cancel", "Again" })
        {
            using var answer = await surfer.Post($"/runs?handler={handler}", ("id", Id(job.Id)));
            Assert.AreEqual(HttpStatusCode.Forbidden, answer.StatusCode, handler);
        }

        Assert.AreEqual(job.Id, demo.Store.Jobs.Unfinished().Single().Id);
        foreach (var path in new[] { "/runs", "/policies", $"/runs/{run.Id}" })
        {
            var page = await surfer.Text(path);
            foreach (var form in new[] { "handler=Night", "handler=Quarter", "handler=Cancel", "handler=Retry", "id=\"pack\"" }) Assert.DoesNotContain(form, page, StringComparison.Ordinal, path);
        }
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
