using DataMatching.App;
using DataMatching.App.Operations;
using DataMatching.Jobs;
using DataMatching.Jobs.Schedule;
using DataMatching.Jobs.Work;
using DataMatching.Storage;

namespace DataMatching.Tests.Schedule;

/// <summary>The schedule with a real site and worker: what ran after downtimes, by wrong clocks, within windows, and what did not.</summary>
[TestClass]
public sealed class ServedScheduleTests
{
    private const string Nightly = """{ "cron": "0 30 1 * * ?", "timeZone": "Asia/Shanghai" }""";

    [TestMethod]
    public void After_downtime_each_night_runs_once_in_order_and_what_ran_by_hand_or_was_skipped_does_not()
    {
        using var site = new ScheduledNights();
        site.Write(Nightly);
        Assert.IsEmpty(site.Serve("2026-10-01T10:00"), "the first start owes nothing");
        CollectionAssert.AreEqual(new[] { "2026-10-02 Done" }, site.Serve("2026-10-01T17:30"));
        site.Run("night", "--date", "2026-10-04");
        site.Run("schedule", "skip", "night", "--date", "2026-10-06", "--who", "李娜", "--why", "机房停电");
        CollectionAssert.AreEqual(new[] { "2026-10-03 Done", "2026-10-05 Done", "2026-10-07 Done" }, site.Serve("2026-10-06T17:30"));
        Assert.IsEmpty(site.Serve("2026-10-06T18:00"), "a restart");
        Assert.IsEmpty(site.Serve("2026-10-03T00:00"), "a clock that was set back");
        CollectionAssert.AreEqual(new[] { "2026-10-08 Done" }, site.Serve("2026-10-07T17:30"));
        Assert.IsTrue(site.Runs().Where(r => r.Key.StartsWith("night/", StringComparison.Ordinal)).All(r => r.Value == 1));
        Assert.IsFalse(site.Runs().ContainsKey("night/2026-10-06"));
    }

    [TestMethod]
    public void A_restart_in_the_middle_of_what_is_late_goes_on_with_the_next()
    {
        using var site = new ScheduledNights();
        site.Write(Nightly);
        site.Serve("2026-10-01T10:00");
        Assert.AreEqual("2026-10-02 Done", site.Serve("2026-10-04T18:00", looks: 2)[0], "the next one it was stopped in");
        CollectionAssert.AreEqual(new[] { "2026-10-04 Done", "2026-10-05 Done" }, site.Serve("2026-10-04T18:01"));
        CollectionAssert.AreEquivalent(new[] { ("night/2026-10-02", 1), ("night/2026-10-03", 1), ("night/2026-10-04", 1), ("night/2026-10-05", 1) }, site.Runs().Select(r => (r.Key, r.Value)).ToArray());
    }

    [TestMethod]
    public void Work_that_ran_by_hand_or_was_skipped_while_it_stood_in_the_queue_is_not_run_again()
    {
        using var site = new ScheduledNights();
        site.Write(Nightly);
        site.Serve("2026-10-01T10:00");
        Queue("2026-10-01T18:00");
        site.Run("schedule", "run", "night");
        site.Serve("2026-10-01T18:05");
        Assert.AreEqual(1, site.Runs()["night/2026-10-02"]);
        Queue("2026-10-02T18:00");
        site.Run("schedule", "skip", "night", "--date", "2026-10-03", "--who", "李娜", "--why", "机房停电");
        Assert.IsEmpty(site.Serve("2026-10-02T18:05"));
        Assert.IsFalse(site.Runs().ContainsKey("night/2026-10-03"));

        // Asked for by a process that ended before it began.
        void Queue(string now)
        {
            site.Clock.Now = DateTimeOffset.Parse(now + "Z", System.Globalization.CultureInfo.InvariantCulture);
            using var open = Guard.Open(SiteFolder.At(site.Line.Site), site.Clock);
            using var worker = new Worker(open, (_, e) => e.GetType().Name);
            Assert.IsNotNull(AskDue.Next(open, worker));
            Assert.IsNull(AskDue.Next(open, worker));
        }
    }

    [TestMethod]
    public void A_job_begins_within_its_window_only_and_waits_for_the_next_over_midnight_too()
    {
        using var site = new ScheduledNights();
        site.Write("""{ "cron": "0 0 20 * * ?", "window": { "from": "22:00", "to": "02:00" } }""");
        Assert.IsEmpty(site.Serve("2026-10-01T10:00"));
        Assert.IsEmpty(site.Serve("2026-10-01T21:59"));
        CollectionAssert.AreEqual(new[] { "2026-10-01 Done" }, site.Serve("2026-10-01T22:00"));
        CollectionAssert.AreEqual(new[] { "2026-10-02 Done" }, site.Serve("2026-10-03T01:59"));
        Assert.IsEmpty(site.Serve("2026-10-04T02:00"));
        Assert.Contains("waits for its window, which opens at 2026-10-04 22:00", site.Run("schedule", "show"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void With_a_window_nothing_is_asked_for_while_other_work_waits()
    {
        using var site = new ScheduledNights();
        site.Write("""{ "cron": "0 0 20 * * ?", "window": { "from": "22:00", "to": "02:00" } }""");
        site.Serve("2026-10-01T10:00");
        site.Clock.Now = new DateTimeOffset(2026, 10, 1, 23, 0, 0, TimeSpan.Zero);
        using var open = Guard.Open(SiteFolder.At(site.Line.Site), site.Clock);
        using var worker = new Worker(open, (_, e) => e.GetType().Name);
        var operating = open.Store.Accounts.Create("li", "李娜", DataMatching.Review.Role.Operator, null, [1]);
        var other = worker.Ask(JobKind.Preview, "2026Q3", "", operating.Id);
        Assert.IsNull(AskDue.Next(open, worker), "it might begin when the window is over");
        worker.Cancel(other.Id);
        Assert.AreEqual("2026-10-01", AskDue.Next(open, worker)!.Subject);
    }

    [TestMethod]
    public void The_quarter_runs_once_after_the_nights_that_were_due_before_it()
    {
        using var site = new ScheduledNights();
        site.Write("""{ "cron": "0 0 3 * * ?" }""", """{ "cron": "0 0 6 * * ?" }""");
        site.Serve("2026-10-18T12:00");
        CollectionAssert.AreEqual(new[] { "2026-10-19 Done", "2026-10-20 Done", "2026Q3 Done", "2026-10-21 Done" }, site.Serve("2026-10-21T12:00"));
        CollectionAssert.AreEqual(new[] { "2026-10-22 Done" }, site.Serve("2026-10-22T12:00"));
        Assert.AreEqual(1, site.Runs()["quarter/2026Q3"]);
        Assert.AreEqual(1, site.Line.Run("schedule", "run", "quarter", "--quarter", "2026Q3").Code);
    }

    [TestMethod]
    public void What_fails_is_tried_on_the_next_nights_before_them_and_then_left_to_people()
    {
        using var site = new ScheduledNights();
        site.Write("""{ "cron": "0 0 3 * * ?" }""");
        site.Serve("2026-10-01T12:00");
        var union = site.Line.At("site", "union", "households.csv");
        File.Move(union, union + ".away");
        CollectionAssert.AreEqual(new[] { "2026-10-02 Failed" }, site.Serve("2026-10-02T12:00"));
        Assert.IsEmpty(site.Serve("2026-10-02T13:00"));
        CollectionAssert.AreEqual(new[] { "2026-10-02 Failed", "2026-10-03 Failed" }, site.Serve("2026-10-03T12:00"));
        CollectionAssert.AreEqual(new[] { "2026-10-02 Failed", "2026-10-03 Failed", "2026-10-04 Failed" }, site.Serve("2026-10-04T12:00"));
        Assert.Contains("not tried any more: 2026-10-02", site.Run("doctor", "--json"), StringComparison.Ordinal);
        File.Move(union + ".away", union);
        CollectionAssert.AreEqual(new[] { "2026-10-03 Done", "2026-10-04 Done", "2026-10-05 Done" }, site.Serve("2026-10-05T12:00"));
        Assert.Contains("Ran: 2026-10-02", site.Run("schedule", "run", "night", "--quiet"), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Quartz_and_the_timer_ask_for_what_falls_due_while_it_serves()
    {
        using var files = new ScheduledNights();
        files.Write("""{ "cron": "0 30 1 * * ?" }""");
        var clock = new ShiftedClock(new DateTimeOffset(2026, 10, 8, 1, 29, 58, TimeSpan.Zero));
        using var site = Guard.Open(SiteFolder.At(files.Line.Site), clock);
        using var worker = new Worker(site, (_, e) => e.GetType().Name);
        await using var schedule = await ScheduleClock.Start(site, worker, e => Assert.Fail(e.ToString()), CancellationToken.None);
        Assert.IsNotNull(schedule);
        Assert.IsEmpty(site.Store.Jobs.Latest(9));
        for (var i = 0; i < 100 && site.Store.Jobs.Latest(9).Count == 0; i++) await Task.Delay(100);
        var job = site.Store.Jobs.Latest(9).Single();
        Assert.AreEqual((JobKind.Night, "2026-10-08", (long?)null), (job.Kind, job.Subject, job.AskedBy));
    }

    [TestMethod]
    public async Task Without_a_schedule_there_is_no_clock()
    {
        using var files = new ScheduledNights();
        files.Write("null");
        using var site = Guard.Open(SiteFolder.At(files.Line.Site), files.Clock);
        using var worker = new Worker(site, (_, e) => e.GetType().Name);
        Assert.IsNull(await ScheduleClock.Start(site, worker, _ => { }, CancellationToken.None));
    }
}
