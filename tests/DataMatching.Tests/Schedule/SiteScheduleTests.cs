using DataMatching.Jobs;
using DataMatching.Jobs.Schedule;
using DataMatching.Tests.App;
using DataMatching.Tests.Architecture;

namespace DataMatching.Tests.Schedule;

/// <summary>config/schedule.json: what it may say, and what is said of what it may not.</summary>
[TestClass]
public sealed class SiteScheduleTests
{
    [TestMethod]
    public void The_shipped_schedule_runs_the_night_every_day_tidies_once_a_week_and_leaves_the_quarter_to_people()
    {
        var errors = new List<ConfigurationError>();
        Assert.AreEqual(new SiteSchedule(Schedules.Nightly, null, new JobSchedule("0 0 12 ? * SUN", Missed: MissedRule.Newest)), SiteSchedule.Parse(File.ReadAllText(Path.Combine(Repository.Root, "config", "schedule.json")), errors));
        Assert.IsEmpty(errors);
    }

    [TestMethod]
    public void A_schedule_is_read_whole_and_its_wording_is_the_same_schedule_again()
    {
        var errors = new List<ConfigurationError>();
        var read = SiteSchedule.Parse(
            """{ "night": null, "quarter": { "cron": " 0 0  6 ? * MON-FRI 2026-2030 ", "timeZone": "Asia/Shanghai", "days": "next-working-day", "missed": "newest", "window": { "from": "22:00", "to": "06:00" } } }""", errors);
        Assert.IsEmpty(errors);
        var quarter = new JobSchedule("0 0 6 ? * MON-FRI 2026-2030", "Asia/Shanghai", ScheduledDays.NextWorkingDay, MissedRule.Newest, new TimeWindow(new TimeOnly(22, 0), new TimeOnly(6, 0)));
        Assert.AreEqual(new SiteSchedule(null, quarter), read);
        Assert.AreEqual(quarter, JobSchedule.OfWording(quarter.Wording));
        Assert.AreEqual(Schedules.Nightly, JobSchedule.OfWording(Schedules.Nightly.Wording));
        Assert.IsNull(JobSchedule.OfWording("off"));
    }

    [TestMethod]
    [DataRow("""{ "cron": "0 61 1 * * ?" }""", "$.night.cron")]
    [DataRow("""{ "cron": "30 1 * * *" }""", "$.night.cron")]
    [DataRow("""{ "cron": "@daily" }""", "$.night.cron")]
    [DataRow("""{ "cron": "" }""", "$.night.cron")]
    [DataRow("""{ "cron": 130 }""", "$.night.cron")]
    [DataRow("""{ }""", "$.night.cron")]
    [DataRow("""{ "cron": "0 30 1 * * ?", "timeZone": "Beijing" }""", "$.night.timeZone")]
    [DataRow("""{ "cron": "0 30 1 * * ?", "timeZone": "China Standard Time" }""", "$.night.timeZone")]
    [DataRow("""{ "cron": "0 30 1 * * ?", "timeZone": "../UTC" }""", "$.night.timeZone")]
    [DataRow("""{ "cron": "0 30 1 * * ?", "days": "sundays" }""", "$.night.days")]
    [DataRow("""{ "cron": "0 30 1 * * ?", "missed": null }""", "$.night.missed")]
    [DataRow("""{ "cron": "0 30 1 * * ?", "window": { "from": "22:00", "to": "22:00" } }""", "$.night.window")]
    [DataRow("""{ "cron": "0 30 1 * * ?", "window": { "from": "22:00" } }""", "$.night.window")]
    [DataRow("""{ "cron": "0 30 1 * * ?", "window": { "from": "22:00", "to": "24:00" } }""", "$.night.window")]
    [DataRow("""{ "cron": "0 30 1 * * ?", "window": { "from": "22:00", "to": "06:00", "on": "x" } }""", "$.night.window")]
    [DataRow("""{ "cron": "0 30 1 * * ?", "at": "01:30" }""", "$.night.at")]
    [DataRow("""{ "cron": "0 30 1 * * ?", "cron": "0 30 2 * * ?" }""", "$.night.cron")]
    [DataRow("\"01:30\"", "$.night")]
    public void What_cannot_be_read_is_a_fault_with_its_place(string night, string place)
    {
        var errors = new List<ConfigurationError>();
        SiteSchedule.Parse($$"""{ "night": {{night}}, "quarter": null }""", errors);
        var error = errors.Single();
        Assert.AreEqual((SiteSchedule.File, place), (error.File, error.Place));
        Assert.AreNotEqual("", error.Expected);
    }

    [TestMethod]
    [DataRow("{ \"night\": null }", "$.quarter")]
    [DataRow("{ \"night\": null, \"quarter\": null, \"weekly\": null }", "$.weekly")]
    [DataRow("{ \"night\": null, \"night\": null, \"quarter\": null }", "$.night")]
    [DataRow("[]", "$")]
    [DataRow("{", "line 1")]
    public void Every_job_stands_in_it_once_and_no_other(string json, string place)
    {
        var errors = new List<ConfigurationError>();
        SiteSchedule.Parse(json, errors);
        Assert.AreEqual(place, errors.Single().Place);
    }

    [TestMethod]
    [DataRow("""{ "at": "02:15", "on": "working-days" }""", "\"night\": {\"cron\": \"0 15 2 * * ?\", \"days\": \"working-days\"}")]
    [DataRow("""{ "at": "01:30" }""", "\"night\": {\"cron\": \"0 30 1 * * ?\", \"days\": \"every-day\"}")]
    [DataRow("null", "\"night\": null")]
    public void A_site_that_still_has_its_schedule_in_the_settings_is_told_what_to_write_where(string night, string expected)
    {
        using var line = new CommandLine();
        line.Init();
        File.WriteAllText(line.At("site", "config", "site.json"), $$"""{ "name": "x", "night": {{night}} }""");
        File.Delete(line.At("site", "config", "schedule.json"));
        var refused = line.Run("status");
        Assert.AreEqual(2, refused.Code);
        Assert.Contains("config/site.json $.night", refused.Errors, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Errors, StringComparison.Ordinal);
        Assert.Contains("config/schedule.json the file: found nothing", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("config/schedule.json", line.Init().Output, StringComparison.Ordinal);
        var errors = new List<ConfigurationError>();
        SiteSchedule.Parse($$"""{ {{expected}}, "quarter": null }""", errors);
        Assert.IsEmpty(errors, "what is advised can be read");
    }
}
