using DataMatching.Jobs.Schedule;
using DataMatching.Storage;
using static DataMatching.Tests.Schedule.Schedules;

namespace DataMatching.Tests.Schedule;

/// <summary>What is owed: the day before, of and after each thing that decides it.</summary>
[TestClass]
public sealed class DueWorkTests
{
    private static readonly JobSchedule Daily = new("0 0 6 * * ?");

    [TestMethod]
    public void What_was_missed_is_owed_in_order_until_it_has_run()
    {
        var since = new[] { ((JobSchedule?)Nightly, "2026-09-01 12:00") };
        Assert.IsEmpty(Owed(JobKind.Night, Past(since), "2026-09-02 01:29"));
        CollectionAssert.AreEqual(new[] { "2026-09-02 Due" }, Owed(JobKind.Night, Past(since), "2026-09-02 01:30"));
        CollectionAssert.AreEqual(new[] { "2026-09-02 Due", "2026-09-03 Due", "2026-09-04 Due" }, Owed(JobKind.Night, Past(since), "2026-09-04 23:00"));
        CollectionAssert.AreEqual(new[] { "2026-09-02 Due", "2026-09-04 Due" }, Owed(JobKind.Night, Past(since, ["2026-09-03"]), "2026-09-04 23:00"), "one that was run by hand or skipped is not owed");
        Assert.IsEmpty(Owed(JobKind.Night, Past(since, ["2026-09-02"]), "2026-09-02 23:00"));
    }

    [TestMethod]
    public void Nothing_is_owed_from_before_the_schedule_was_in_force_nor_from_too_long_ago()
    {
        Assert.IsEmpty(Owed(JobKind.Night, Past([]), "2026-09-04 23:00"));
        Assert.IsEmpty(Owed(JobKind.Night, Past([(Nightly, "2026-09-04 01:30")]), "2026-09-04 23:00"), "its first moment is the one after");
        var long_ago = Owed(JobKind.Night, Past([(Nightly, "2020-01-01 00:00")]), "2026-09-30 12:00");
        Assert.HasCount(DueWork.NightsReachDays, long_ago);
        Assert.AreEqual("2026-09-30 Due", long_ago[^1]);
    }

    [TestMethod]
    public void When_only_the_newest_is_run_those_before_it_are_passed_over_and_stay_so_after_it_has_run()
    {
        var since = new[] { ((JobSchedule?)(Nightly with { Missed = MissedRule.Newest }), "2026-09-01 12:00") };
        CollectionAssert.AreEqual(new[] { "2026-09-02 PassedOver", "2026-09-03 PassedOver", "2026-09-04 Due" }, Owed(JobKind.Night, Past(since), "2026-09-04 23:00"));
        CollectionAssert.AreEqual(new[] { "2026-09-02 PassedOver", "2026-09-03 PassedOver" }, Owed(JobKind.Night, Past(since, ["2026-09-04"]), "2026-09-04 23:00"));
    }

    [TestMethod]
    public void What_was_due_by_an_earlier_schedule_is_owed_still_and_once()
    {
        var later = Nightly with { Cron = "0 0 3 * * ?" };
        var changed = new (JobSchedule?, string)[] { (Nightly, "2026-09-01 12:00"), (later, "2026-09-04 02:00") };
        CollectionAssert.AreEqual(new[] { "2026-09-02 Due", "2026-09-03 Due", "2026-09-04 Due", "2026-09-05 Due" }, Owed(JobKind.Night, Past(changed), "2026-09-05 12:00"), "the 4th was due by both");
        var off = new (JobSchedule?, string)[] { (Nightly, "2026-09-01 12:00"), (null, "2026-09-03 12:00"), (Nightly, "2026-09-05 12:00") };
        CollectionAssert.AreEqual(new[] { "2026-09-06 Due" }, Owed(JobKind.Night, Past(off), "2026-09-06 12:00"), "taken off the schedule, nothing is made up for");
        Assert.IsEmpty(Owed(JobKind.Night, Past(off[..2]), "2026-09-06 12:00"));
        var unreadable = new SchedulePast([new ScheduleVersion(1, "{\"cron\":\"of a newer program\"}", At("2026-09-01 12:00")), new ScheduleVersion(2, Nightly.Wording, At("2026-09-03 12:00"))], new HashSet<string>(), Past([]).Tries);
        CollectionAssert.AreEqual(new[] { "2026-09-04 Due" }, Owed(JobKind.Night, unreadable, "2026-09-04 12:00"));
    }

    [TestMethod]
    public void A_schedule_that_was_noted_by_a_wrong_clock_neither_waits_for_years_nor_reaches_back()
    {
        var ahead = new (JobSchedule?, string)[] { (Nightly, "2031-01-01 00:00"), (Nightly, "2026-09-01 12:00") };
        CollectionAssert.AreEqual(new[] { "2026-09-02 Due" }, Owed(JobKind.Night, Past(ahead), "2026-09-02 12:00"));
        var behind = new (JobSchedule?, string)[] { (Nightly, "2026-09-01 12:00"), (Nightly, "2000-01-01 00:00") };
        CollectionAssert.AreEqual(new[] { "2026-09-02 Due" }, Owed(JobKind.Night, Past(behind), "2026-09-02 12:00"));
        Assert.IsEmpty(Owed(JobKind.Night, Past(behind[..1]), "2026-08-20 12:00"), "before it is in force");
    }

    [TestMethod]
    public void What_failed_is_tried_again_when_the_job_is_due_next_and_after_three_times_left_to_people()
    {
        var since = new[] { ((JobSchedule?)Nightly, "2026-09-01 12:00") };
        var once = ("2026-09-02", "2026-09-02 01:31");
        CollectionAssert.AreEqual(new[] { "2026-09-02 TriedInVain" }, Owed(JobKind.Night, Past(since, null, once), "2026-09-03 01:29"));
        Assert.AreEqual(At("2026-09-03 01:30"), DueWork.Of(JobKind.Night, Past(since, null, once), Terms, At("2026-09-02 12:00")).Single().Again);
        CollectionAssert.AreEqual(new[] { "2026-09-02 Due", "2026-09-03 Due" }, Owed(JobKind.Night, Past(since, null, once), "2026-09-03 01:30"));
        var thrice = new[] { once, ("2026-09-02", "2026-09-03 01:31"), ("2026-09-02", "2026-09-04 01:31") };
        CollectionAssert.AreEqual(
            new[] { "2026-09-02 GivenUp", "2026-09-05 Due" }, Owed(JobKind.Night, Past(since, ["2026-09-03", "2026-09-04"], thrice), "2026-09-05 12:00"));
    }

    [TestMethod]
    [DataRow("2026-10-20 05:59", "")]
    [DataRow("2026-10-20 06:00", "2026Q3 Due")]
    [DataRow("2027-01-20 05:59", "2026Q3 Due")]
    [DataRow("2027-01-20 06:00", "2026Q3 Due, 2026Q4 Due")]
    public void A_quarter_is_due_from_its_cutoff_day_on(string now, string owed) =>
        Assert.AreEqual(owed, string.Join(", ", Owed(JobKind.Quarter, Past([(Daily, "2026-09-01 12:00")]), now)));

    [TestMethod]
    public void A_quarter_that_was_due_before_the_schedule_is_nobodys_debt_and_a_settled_one_neither()
    {
        Assert.IsEmpty(Owed(JobKind.Quarter, Past([(Daily, "2026-10-20 06:00")]), "2026-12-01 12:00"));
        Assert.IsEmpty(Owed(JobKind.Quarter, Past([(Daily, "2026-09-01 12:00")], ["2026Q3"]), "2026-12-01 12:00"));
        var monthly = Daily with { Cron = "0 0 6 25 1,4,7,10 ?" };
        CollectionAssert.AreEqual(new[] { "2026Q3 Due" }, Owed(JobKind.Quarter, Past([(monthly, "2026-09-01 12:00"), (Daily, "2026-10-22 12:00")]), "2026-10-23 06:00"), "by the schedule that replaced the one it was waiting for");
        Assert.IsEmpty(Owed(JobKind.Quarter, Past([(monthly, "2026-09-01 12:00")]), "2026-10-25 05:59"));
    }

    [TestMethod]
    public void Where_the_schedule_has_another_time_zone_a_quarter_waits_until_the_machine_too_has_come_to_its_cutoff_day()
    {
        var east = Daily with { Cron = "0 0 1 * * ?", TimeZone = "Pacific/Auckland" };
        Assert.AreEqual(At("2026-10-20 20:00"), DueWork.QuarterDue(new(2026, 3), east, Terms, DateTimeOffset.MinValue), "the next 01:00 there is 20:00 in China");
        Assert.AreEqual(At("2026-10-20 06:00"), DueWork.QuarterDue(new(2026, 3), Daily, Terms, DateTimeOffset.MinValue));
    }
}
