using DataMatching.Tests.App;

namespace DataMatching.Tests.Schedule;

/// <summary><c>schedule show|run|skip</c>: what they tell, do and refuse.</summary>
[TestClass]
public sealed class ScheduleCommandTests
{
    [TestMethod]
    public void Show_tells_the_next_times_what_is_due_what_was_skipped_and_what_ran()
    {
        using var site = new ScheduledNights();
        site.Write("""{ "cron": "0 30 1 * * ?", "days": "working-days" }""", """{ "cron": "0 0 6 25 1,4,7,10 ?" }""");
        Assert.IsEmpty(site.Serve("2026-09-14T12:00"));
        site.Run("schedule", "skip", "night", "--date", "2026-09-16", "--who", "李娜", "--why", "机房停电");
        site.Run("schedule", "skip", "quarter", "--quarter", "2026-Q3", "--who", "李娜", "--why", "人工办理");
        site.Run("night", "--date", "2026-09-15");
        site.Clock.Now = new DateTimeOffset(2026, 9, 18, 12, 0, 0, TimeSpan.Zero);

        var shown = site.Line.Run("schedule", "show", "--json").Json;
        var (night, quarter) = (shown.GetProperty("jobs")[0], shown.GetProperty("jobs")[1]);
        Assert.AreEqual(("night", "working-days", "each"), (Text(night, "job"), Text(night, "days"), Text(night, "missed")));
        CollectionAssert.AreEqual(new[] { "2026-09-20", "2026-09-21", "2026-09-22" }, night.GetProperty("next").EnumerateArray().Select(n => Text(n, "subject")).ToArray(), "Sunday the 20th is a make-up workday");
        CollectionAssert.AreEqual(new[] { "2026Q4", "2027Q1", "2027Q2" }, quarter.GetProperty("next").EnumerateArray().Select(n => Text(n, "subject")).ToArray());
        CollectionAssert.AreEqual(new[] { "night 2026-09-17 due", "night 2026-09-18 due" }, shown.GetProperty("owed").EnumerateArray().Select(o => $"{Text(o, "job")} {Text(o, "subject")} {Text(o, "state")}").ToArray());
        CollectionAssert.AreEqual(new[] { "2026-09-16 李娜 机房停电", "2026Q3 李娜 人工办理" }, shown.GetProperty("skipped").EnumerateArray().Select(s => $"{Text(s, "subject")} {Text(s, "who")} {Text(s, "why")}").ToArray());
        Assert.AreEqual("2026-09-15", Text(shown.GetProperty("ran")[0], "subject"));
        var text = site.Run("schedule", "show");
        foreach (var expected in new[] { "2026-09-17", "机房停电", "2026-09-15", "0 30 1 * * ?" }) Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.Contains("due: 2026-09-17, 2026-09-18", site.Run("doctor", "--json"), StringComparison.Ordinal);

        Assert.Contains("Ran: 2026-09-17, 2026-09-18", site.Run("schedule", "run", "night", "--quiet"), StringComparison.Ordinal);
        Assert.Contains("Nothing is due.", site.Run("schedule", "run", "night"), StringComparison.Ordinal);
        Assert.Contains("Nothing is due.", site.Run("schedule", "show"), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_schedule_that_serve_has_not_begun_with_is_shown_and_owes_nothing()
    {
        using var line = new CommandLine();
        line.Init();
        var shown = line.Run("schedule", "show", "--json");
        Assert.AreEqual(0, shown.Code, shown.Errors);
        Assert.AreEqual("2026-10-01", Text(shown.Json.GetProperty("jobs")[0].GetProperty("next")[0], "subject"));
        Assert.AreEqual(System.Text.Json.JsonValueKind.Null, shown.Json.GetProperty("jobs")[1].GetProperty("cron").ValueKind);
        Assert.AreEqual(0, shown.Json.GetProperty("owed").GetArrayLength());
        line.Clock.Now = line.Clock.Now.AddDays(9);
        Assert.AreEqual(0, line.Run("schedule", "show", "--json").Json.GetProperty("owed").GetArrayLength(), "to look notes nothing");
    }

    [TestMethod]
    public void A_named_night_is_run_once_and_refused_when_it_has_run_or_lies_ahead()
    {
        using var site = new ScheduledNights();
        site.Run("schedule", "run", "night", "--date", "2026-09-20", "--quiet");
        Refused(site, "night/2026-09-20 has run", "schedule", "run", "night", "--date", "2026-09-20");
        Refused(site, "there is nothing to skip", "schedule", "skip", "night", "--date", "2026-09-20", "--who", "x", "--why", "y");
        Refused(site, "lies in the future", "schedule", "run", "night", "--date", "2026-10-02");
        Refused(site, "cutoff of 2026Q3 has not come", "schedule", "run", "quarter", "--quarter", "2026Q3");
        site.Run("schedule", "skip", "night", "--date", "2026-09-21", "--who", "x", "--why", "y");
        Refused(site, "was skipped already by x", "schedule", "skip", "night", "--date", "2026-09-21", "--who", "z", "--why", "y");
        site.Run("schedule", "run", "night", "--date", "2026-09-21", "--quiet");
        Assert.AreEqual(1, site.Runs()["night/2026-09-21"], "by name a skipped one is run all the same");
    }

    [TestMethod]
    public void What_cannot_be_meant_is_refused_with_what_was_expected()
    {
        using var line = new CommandLine();
        line.Init();
        Told(1, "quarter is on no schedule", "schedule", "run", "quarter");
        Told(2, "A night goes by its date", "schedule", "run", "night", "--quarter", "2026Q3");
        Told(2, "A quarter goes by its name", "schedule", "skip", "quarter", "--date", "2026-09-30", "--who", "x", "--why", "y");
        Told(2, "Name what is to be skipped", "schedule", "skip", "night", "--who", "x", "--why", "y");
        Told(1, "--why is empty", "schedule", "skip", "night", "--date", "2026-09-30", "--who", "x", "--why", " ");
        Told(1, "--who is empty", "schedule", "skip", "night", "--date", "2026-09-30", "--who", "", "--why", "y");

        void Told(int code, string expected, params string[] arguments)
        {
            var outcome = line.Run(arguments);
            Assert.AreEqual(code, outcome.Code, outcome.Errors);
            Assert.Contains(expected, outcome.Errors, StringComparison.Ordinal);
        }
    }

    private static void Refused(ScheduledNights site, string expected, params string[] arguments)
    {
        var outcome = site.Line.Run(arguments);
        Assert.AreEqual(1, outcome.Code, outcome.Output);
        Assert.Contains(expected, outcome.Errors, StringComparison.Ordinal);
    }

    private static string? Text(System.Text.Json.JsonElement of, string name) => of.GetProperty(name).GetString();
}
