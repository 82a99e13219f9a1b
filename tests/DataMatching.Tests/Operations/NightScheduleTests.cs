using DataMatching.App;
using DataMatching.App.Operations;
using DataMatching.Jobs;
using DataMatching.Jobs.Schedule;
using DataMatching.Jobs.Work;
using DataMatching.Storage;
using DataMatching.Tests.App;
using DataMatching.Time;

namespace DataMatching.Tests.Operations;

/// <summary>When a night is due, and what is made up for when the machine was off.</summary>
[TestClass]
public sealed class NightScheduleTests
{
    private static readonly TimeZoneInfo China = TimeZoneInfo.CreateCustomTimeZone("China", TimeSpan.FromHours(8), "China", "China");

    // 2026: 1 to 7 October are holidays, Saturday 10 October is a make-up workday.
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Parse(
        ["date,kind,name", "2026-01-01,holiday,元旦", .. Enumerable.Range(1, 7).Select(d => $"2026-10-0{d},holiday,国庆"), "2026-10-10,workday,国庆"], "calendar");

    private static readonly NightSchedule EveryDay = new(new TimeOnly(1, 30), false), WorkingDays = new(new TimeOnly(1, 30), true);

    [TestMethod]
    [DataRow("2026-09-29T12:00:00+08:00", "2026-09-30T01:30:00+08:00", "2026-09-29T01:30:00+08:00")]
    [DataRow("2026-09-30T01:29:59+08:00", "2026-09-30T01:30:00+08:00", "2026-09-29T01:30:00+08:00")]
    [DataRow("2026-09-30T01:30:00+08:00", "2026-10-01T01:30:00+08:00", "2026-09-30T01:30:00+08:00")]
    [DataRow("2026-09-29T17:29:00+00:00", "2026-09-30T01:30:00+08:00", "2026-09-29T01:30:00+08:00")]
    public void Every_day_it_is_due_at_its_time_by_the_clock_of_the_site(string moment, string next, string last)
    {
        var now = DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
        Assert.AreEqual(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture), EveryDay.Next(now, China, Calendar));
        Assert.AreEqual(DateTimeOffset.Parse(last, System.Globalization.CultureInfo.InvariantCulture), EveryDay.Last(now, China, Calendar));
        Assert.AreEqual(new DateOnly(2026, 9, 30), NightSchedule.DayOf(DateTimeOffset.Parse("2026-09-29T17:30:00+00:00", System.Globalization.CultureInfo.InvariantCulture), China));
    }

    [TestMethod]
    public void On_working_days_it_skips_holidays_and_takes_make_up_days_and_years_that_nobody_knows()
    {
        var eve = new DateTimeOffset(2026, 9, 30, 12, 0, 0, TimeSpan.FromHours(8));
        var first = WorkingDays.Next(eve, China, Calendar);
        Assert.AreEqual(new DateTimeOffset(2026, 10, 8, 1, 30, 0, TimeSpan.FromHours(8)), first);
        Assert.AreEqual(new DateTimeOffset(2026, 10, 10, 1, 30, 0, TimeSpan.FromHours(8)), WorkingDays.Next(first.AddDays(1), China, Calendar));
        Assert.AreEqual(new DateTimeOffset(2026, 9, 30, 1, 30, 0, TimeSpan.FromHours(8)), WorkingDays.Last(first.AddMinutes(-1), China, Calendar));
        Assert.IsTrue(WorkingDays.IsOn(new DateOnly(2031, 1, 4), Calendar), "a Saturday of a year that the calendar does not know");
    }

    [TestMethod]
    public void Where_clocks_are_changed_a_night_is_due_once_a_day()
    {
        var start = TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 1, 0, 0), 3, 29);
        var end = TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 10, 25);
        var zone = TimeZoneInfo.CreateCustomTimeZone("Z", TimeSpan.Zero, "Z", "Z", "ZS",
            [TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(new DateTime(2026, 1, 1), new DateTime(2026, 12, 31), TimeSpan.FromHours(1), start, end)]);
        Assert.AreEqual(TimeSpan.FromHours(2.5), EveryDay.On(new DateOnly(2026, 3, 29), zone).TimeOfDay, "01:30 is skipped");
        var days = new List<DateOnly>();
        for (var at = new DateTimeOffset(2026, 10, 23, 0, 0, 0, TimeSpan.Zero); days.Count < 5;)
        {
            at = EveryDay.Next(at, zone, Calendar);
            days.Add(NightSchedule.DayOf(at, zone));
        }

        CollectionAssert.AreEqual(Enumerable.Range(0, 5).Select(d => days[0].AddDays(d)).ToArray(), days);
    }

    [TestMethod]
    public void One_missed_night_is_made_up_for_and_only_when_the_schedule_was_in_force()
    {
        using var line = new CommandLine();
        line.Init();
        using var site = Guard.Open(SiteFolder.At(line.Site), line.Clock);
        DateOnly? Missed() => MissedNight.Of(site.Store, EveryDay, site.Configuration.Calendar, line.Clock);

        line.Clock.Now = new DateTimeOffset(2026, 10, 1, 10, 0, 0, TimeSpan.Zero);
        Assert.IsNull(Missed(), "the first start: what was due this morning was not promised");
        line.Clock.Now = line.Clock.Now.AddHours(12);
        Assert.IsNull(Missed());
        line.Clock.Now = new DateTimeOffset(2026, 10, 4, 9, 0, 0, TimeSpan.Zero);
        Assert.AreEqual(new DateOnly(2026, 10, 4), Missed(), "of three missed nights the last");
        site.Store.Jobs.Ask(JobKind.Night, "2026-10-04", "", null);
        Assert.IsNull(Missed(), "it is in the queue");
        line.Clock.Now = line.Clock.Now.AddDays(1);
        Assert.AreEqual(new DateOnly(2026, 10, 5), Missed());
        site.Store.Runs.StartOrResume("night/2026-10-05", "{}");
        Assert.IsNull(Missed(), "it was run by hand");
    }

    [TestMethod]
    public async Task The_clock_asks_for_the_night_at_its_time()
    {
        using var line = new CommandLine();
        line.Init();
        File.WriteAllText(line.At("site", "config", "site.json"), """{ "name": "x", "night": { "at": "01:30", "on": "every-day" } }""");
        var clock = new ShiftedClock(new DateTimeOffset(2026, 10, 8, 1, 29, 58, TimeSpan.Zero));
        using var site = Guard.Open(SiteFolder.At(line.Site), clock);
        using var worker = new Worker(site, (_, e) => e.GetType().Name);
        await using var night = await NightClock.Start(site, worker, CancellationToken.None);
        Assert.IsNotNull(night);
        Assert.IsEmpty(site.Store.Jobs.Latest(9));
        for (var i = 0; i < 100 && site.Store.Jobs.Latest(9).Count == 0; i++) await Task.Delay(200);
        var job = site.Store.Jobs.Latest(9).Single();
        Assert.AreEqual((JobKind.Night, "2026-10-08", (long?)null), (job.Kind, job.Subject, job.AskedBy));
    }

    [TestMethod]
    public async Task Without_a_schedule_there_is_no_clock()
    {
        using var line = new CommandLine();
        line.Init();
        File.WriteAllText(line.At("site", "config", "site.json"), """{ "name": "x", "night": null }""");
        using var site = Guard.Open(SiteFolder.At(line.Site), line.Clock);
        using var worker = new Worker(site, (_, e) => e.GetType().Name);
        Assert.IsNull(await NightClock.Start(site, worker, CancellationToken.None));
    }

    [TestMethod]
    [DataRow("""{ "at": "25:00" }""", "$.night.at")]
    [DataRow("""{ "on": "every-day" }""", "$.night.at")]
    [DataRow("""{ "at": "01:30", "on": "sundays" }""", "$.night.on")]
    [DataRow("""{ "at": "01:30", "when": "x" }""", "$.night.when")]
    [DataRow("\"01:30\"", "$.night")]
    public void A_schedule_that_cannot_be_read_is_a_fault_with_its_place(string night, string place)
    {
        var errors = new List<ConfigurationError>();
        SiteSettings.Parse($$"""{ "name": "x", "night": {{night}} }""", errors);
        Assert.Contains(place, errors.Select(e => e.Place).ToList());
    }

    [TestMethod]
    public void A_schedule_is_read_and_its_days_are_all_of_them_when_nothing_is_said()
    {
        var errors = new List<ConfigurationError>();
        Assert.AreEqual(EveryDay, SiteSettings.Parse("""{ "night": { "at": "01:30" } }""", errors).Night);
        Assert.AreEqual(WorkingDays, SiteSettings.Parse("""{ "night": { "at": "01:30", "on": "working-days" } }""", errors).Night);
        Assert.IsNull(SiteSettings.Parse("{ }", errors).Night);
        Assert.IsEmpty(errors);
    }

    /// <summary>Runs as the machine's clock does, from another moment on, in UTC.</summary>
    private sealed class ShiftedClock(DateTimeOffset from) : TimeProvider
    {
        private readonly long _started = System.GetTimestamp();
        public override DateTimeOffset GetUtcNow() => from + System.GetElapsedTime(_started);
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
