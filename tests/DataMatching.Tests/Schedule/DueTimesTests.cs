using System.Globalization;
using DataMatching.Jobs.Schedule;
using static DataMatching.Tests.Schedule.Schedules;

namespace DataMatching.Tests.Schedule;

/// <summary>On which days and from which moments a job is due: cron, calendar, and clocks that are changed.</summary>
[TestClass]
public sealed class DueTimesTests
{
    [TestMethod]
    [DataRow("2026-09-29 12:00", "2026-09-30 01:30")]
    [DataRow("2026-09-30 01:29", "2026-09-30 01:30")]
    [DataRow("2026-09-30 01:30", "2026-10-01 01:30")]
    public void It_is_due_at_its_time_by_the_clock_of_its_zone(string moment, string next)
    {
        Assert.AreEqual(At(next), DueTimes.Next(Nightly, China, PublicCalendar, At(moment)));
        Assert.AreEqual(At(next), DueTimes.Next(Nightly with { TimeZone = "Asia/Shanghai" }, TimeZoneInfo.Utc, PublicCalendar, At(moment).ToUniversalTime()));
    }

    [TestMethod]
    public void Days_off_are_left_out_or_moved_to_the_next_working_day()
    {
        CollectionAssert.AreEqual(
            new[] { "2026-10-08 01:30", "2026-10-09 01:30", "2026-10-10 01:30", "2026-10-12 01:30" }, Times(Nightly with { Days = ScheduledDays.WorkingDays }, "2026-09-30 12:00", "2026-10-12 12:00"));
        var firsts = Nightly with { Cron = "0 0 6 1,3 * ?" };
        CollectionAssert.AreEqual(new[] { "2026-11-03 06:00", "2026-12-01 06:00", "2026-12-03 06:00" }, Times(firsts with { Days = ScheduledDays.WorkingDays }, "2026-09-30 12:00", "2026-12-31 12:00"));
        CollectionAssert.AreEqual(
            new[] { "2026-10-08 06:00", "2026-11-02 06:00", "2026-11-03 06:00", "2026-12-01 06:00", "2026-12-03 06:00" },
            Times(firsts with { Days = ScheduledDays.NextWorkingDay }, "2026-09-30 12:00", "2026-12-31 12:00"), "the 1st and the 3rd of October fall together");
        CollectionAssert.AreEqual(new[] { "2026-10-08 06:00" }, Times(firsts with { Days = ScheduledDays.NextWorkingDay }, "2026-10-05 12:00", "2026-10-31 12:00"), "moved over the begin of the schedule");
        CollectionAssert.AreEqual(new[] { "2031-01-04 01:30" }, Times(Nightly with { Days = ScheduledDays.WorkingDays }, "2031-01-03 12:00", "2031-01-04 12:00"), "a Saturday of a year that the calendar does not know");
    }

    [TestMethod]
    public void A_day_is_one_however_often_its_cron_comes_on_it()
    {
        var always = Nightly with { Cron = "* * * * * ?" };
        CollectionAssert.AreEqual(new[] { "2026-09-01 12:00", "2026-09-02 00:00", "2026-09-03 00:00" }, Times(always, "2026-09-01 12:00", "2026-09-03 12:00"));
        CollectionAssert.AreEqual(new[] { "2026-09-01 13:00", "2026-09-02 01:00" }, Times(Nightly with { Cron = "0 0 1,13 * * ?" }, "2026-09-01 12:00", "2026-09-02 23:00"), "later on its first day it comes again");
        CollectionAssert.AreEqual(new[] { "2026-10-12 01:00" }, Times(Nightly with { Cron = "0 0 1,23 ? * SAT-MON", Days = ScheduledDays.NextWorkingDay }, "2026-10-10 23:30", "2026-10-12 23:30"), "the earliest of those that fall together");
        Assert.IsNull(DueTimes.Next(Nightly with { Cron = "0 0 1 30 2 ?" }, China, PublicCalendar, At("2026-09-01 12:00")));
    }

    [TestMethod]
    [DataRow("Europe/Berlin", "0 30 2 * * ?", "2026-03-28T12:00Z", "2026-03-29", "2026-03-29T01:00Z", "what is skipped comes when the clocks go on")]
    [DataRow("Europe/Berlin", "0 30 2 * * ?", "2026-10-24T12:00Z", "2026-10-25", "2026-10-25T00:30Z", "what comes twice is due the first time")]
    [DataRow("Asia/Shanghai", "0 30 2 * * ?", "1986-05-03T12:00Z", "1986-05-04", "1986-05-03T18:00Z", "what is skipped comes when the clocks go on")]
    [DataRow("Asia/Shanghai", "0 30 1 * * ?", "1986-09-13T12:00Z", "1986-09-14", "1986-09-13T16:30Z", "what comes twice is due the first time")]
    public void Where_clocks_are_changed_the_day_is_due_once(string zone, string cron, string after, string day, string at, string why)
    {
        var from = DateTimeOffset.Parse(after, CultureInfo.InvariantCulture);
        var due = DueTimes.Between(Nightly with { Cron = cron, TimeZone = zone }, China, PublicCalendar, from, from.AddHours(40)).ToList();
        Assert.AreEqual((day, at), (due[0].Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), due[0].At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)), why);
        Assert.HasCount(2, due);
        Assert.AreEqual(due[0].Day.AddDays(1), due[1].Day);
    }

    [TestMethod]
    [DataRow("22:00", "06:00", "22:00", true)]
    [DataRow("22:00", "06:00", "21:59", false)]
    [DataRow("22:00", "06:00", "00:00", true)]
    [DataRow("22:00", "06:00", "05:59", true)]
    [DataRow("22:00", "06:00", "06:00", false)]
    [DataRow("01:00", "05:00", "01:00", true)]
    [DataRow("01:00", "05:00", "05:00", false)]
    [DataRow("01:00", "05:00", "00:59", false)]
    public void A_window_opens_with_its_first_minute_and_is_over_with_its_last(string from, string to, string time, bool open)
    {
        var window = new TimeWindow(TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture));
        Assert.AreEqual(open, window.Contains(TimeOnly.Parse(time, CultureInfo.InvariantCulture)));
        var now = At("2026-09-30 " + time);
        var opens = window.Opens(now, China);
        Assert.AreEqual(open, opens == now);
        if (!open) Assert.AreEqual((from, true), (opens.ToOffset(TimeSpan.FromHours(8)).ToString("HH:mm", CultureInfo.InvariantCulture), opens > now && opens - now < TimeSpan.FromDays(1)));
    }

    private static string[] Times(JobSchedule schedule, string after, string until) =>
        [.. DueTimes.Between(schedule, China, PublicCalendar, At(after), At(until)).Select(d => d.At.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))];
}
