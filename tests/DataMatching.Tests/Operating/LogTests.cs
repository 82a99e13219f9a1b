using System.Text.Json;
using DataMatching.Jobs.Operating;
using DataMatching.Tests.Jobs;

namespace DataMatching.Tests.Operating;

/// <summary>The log says what was worked on, when, where and how long, in lines that programs read; it holds nobody.</summary>
[TestClass]
public sealed class LogTests
{
    [TestMethod]
    public void A_night_and_a_quarter_tell_runs_steps_units_and_batches_and_hold_nobody()
    {
        using var site = Logged("files");
        // What an agency may have put where nobody looks for people: into a file's name, a manifest's words, a bad row.
        site.Deliver("tax", "wages", "王建国110101199003074477.csv", "2026-09-30", "姓名,证件号码\n王建国,110101199003074477\n");
        site.Deliver("tax", "110101199003074477", "b.csv", "2026-09-30", "a\n1\n");
        site.Night("2026-10-20");
        site.Run("quarter", "run", "2026Q3", "--date", "2026-10-21");
        Assert.AreEqual(1, site.Line.Run("quarter", "run", "2026Q4", "--date", "2026-10-21").Code);

        var file = Directory.GetFiles(site.Line.At("site", "data", "logs"), "*.jsonl").Single();
        Assert.AreEqual($"2026-10-01-{Environment.MachineName}.jsonl", Path.GetFileName(file));
        if (!OperatingSystem.IsWindows()) Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var lines = File.ReadAllLines(file);
        new PlantedPeople(site).AssertNotIn(string.Join('\n', lines), "the log");
        var events = lines.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        foreach (var each in events)
        {
            Assert.AreEqual("2026-10-01T01:00:00.000Z", each.GetProperty("time").GetString());
            Assert.AreEqual(Environment.MachineName, each.GetProperty("node").GetString());
            Assert.IsTrue(each.GetProperty("level").GetString() is "info" or "warning" or "error");
        }

        var night = events.TakeWhile(e => !Is(e, "run-done")).ToList();
        var match = night.Single(e => Is(e, "step-done") && e.GetProperty("step").GetString() == "match");
        Assert.AreEqual("night/2026-10-20", match.GetProperty("run").GetString());
        Assert.AreEqual(night.Where(e => e.TryGetProperty("batch", out _)).Sum(e => e.GetProperty("rows").GetInt64()), match.GetProperty("in").GetInt64());
        Assert.IsTrue(match.GetProperty("ms").GetInt64() >= 0);
        var unit = events.First(e => Is(e, "unit-done") && e.GetProperty("step").GetString() == "judge-quarter");
        Assert.AreEqual(("quarter/2026Q3", 0, 1), (unit.GetProperty("run").GetString(), unit.GetProperty("unit").GetInt32(), unit.GetProperty("attempt").GetInt32()));
        var refused = night.Single(e => Is(e, "batch-refused") && e.GetProperty("dataset").GetString() == "wages");
        Assert.AreEqual(("warning", "tax", "wages", 440000), (refused.GetProperty("level").GetString(), refused.GetProperty("registry").GetString(), refused.GetProperty("dataset").GetString(), refused.GetProperty("scope").GetInt32()));
        var failed = events.Single(e => Is(e, "run-failed"));
        Assert.AreEqual(("error", "quarter/2026Q4", "JobRefused"), (failed.GetProperty("level").GetString(), failed.GetProperty("run").GetString(), failed.GetProperty("failure").GetString()));
        Assert.Contains(e => Is(e, "run-done") && e.GetProperty("run").GetString() == "quarter/2026Q3", events);
    }

    [TestMethod]
    public void On_the_error_stream_lines_come_between_what_people_read_there_and_the_screen_stays_as_it_is()
    {
        using var site = Logged("stderr");
        using var silent = new NightSite();
        var (told, plain) = (site.Line.Run("night", "--date", "2026-10-20"), silent.Line.Run("night", "--date", "2026-10-20"));
        Assert.AreEqual(plain.Output.Split('\n').Length, told.Output.Split('\n').Length);
        Assert.DoesNotContain("\"event\"", told.Output, StringComparison.Ordinal);
        Assert.Contains("\"event\":\"run-done\"", told.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("\"event\"", plain.Errors, StringComparison.Ordinal);
        Assert.IsFalse(Directory.Exists(site.Line.At("site", "data", "logs")));
    }

    [TestMethod]
    public void Files_are_kept_as_many_days_as_was_asked_for_and_others_are_let_be()
    {
        var folder = Directory.CreateTempSubdirectory("datamatching-log-").FullName;
        try
        {
            foreach (var name in new[] { "2026-10-01-n.jsonl", "2026-10-02-n.jsonl", "failures.log", "other.jsonl" }) File.WriteAllText(Path.Combine(folder, name), "");
            using (var journal = Journal.To(folder, 2))
            {
                journal.Write(new DateTimeOffset(2026, 10, 3, 23, 59, 59, TimeSpan.Zero), "n/1", new Happening("a"));
                journal.Write(new DateTimeOffset(2026, 10, 4, 0, 0, 0, TimeSpan.Zero), "n/1", new Happening("b"));
            }

            CollectionAssert.AreEqual(
                new[] { "2026-10-03-n_1.jsonl", "2026-10-04-n_1.jsonl", "failures.log", "other.jsonl" }, Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray());
            Assert.AreEqual("{\"time\":\"2026-10-03T23:59:59.000Z\",\"level\":\"info\",\"event\":\"a\",\"node\":\"n/1\"}\n", File.ReadAllText(Path.Combine(folder, "2026-10-03-n_1.jsonl")));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [TestMethod]
    public void A_log_that_cannot_be_written_ends_no_night()
    {
        using var site = Logged("files");
        File.WriteAllText(site.Line.At("site", "data", "logs"), "a file where the folder should be");
        site.Night("2026-10-20");
    }

    private static NightSite Logged(string to)
    {
        var site = new NightSite();
        File.WriteAllText(site.Line.At("site", "config", "site.json"), $$"""{ "name": "x", "log": { "to": "{{to}}", "days": 7 } }""");
        return site;
    }

    private static bool Is(JsonElement line, string name) => line.GetProperty("event").GetString() == name;
}
