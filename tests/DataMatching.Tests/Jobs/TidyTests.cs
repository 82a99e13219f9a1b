using DataMatching.Jobs;
using DataMatching.Tests.Storage;
using DataMatching.Time;

namespace DataMatching.Tests.Jobs;

/// <summary>What is removed changes nothing that anybody still asks: closed quarters come out the same, the next night too.</summary>
[TestClass]
public sealed class TidyTests
{
    private static readonly Quarter Q3 = Quarter.Parse("2026Q3");
    private static readonly DateTimeOffset Later = new(2027, 2, 1, 1, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void After_tidying_a_closed_quarter_is_judged_the_same_and_so_is_the_next_night()
    {
        using var tidied = Worked();
        using var left = Worked();
        var lists = Lists(tidied);
        var dry = Kinds(tidied.Line.Run("tidy", "--dry-run", "--json"));
        Assert.AreEqual(0, Removed(tidied), "only looked");
        var went = Kinds(tidied.Line.Run("tidy", "--json"));
        Assert.AreEqual((dry["deliveries"].Files, dry["lists"].Files, dry["verdicts"].Rows), (went["deliveries"].Files, went["lists"].Files, went["verdicts"].Rows));
        Assert.IsGreaterThan(0, Removed(tidied));
        Assert.IsGreaterThan(0L, went["deliveries"].Rows);
        Assert.IsGreaterThan(0L, went["verdicts"].Rows);
        Assert.AreEqual(2L * 4, went["lists"].Files, "of three nights the newest stays");
        foreach (var name in new[] { "a.csv", "a.csv.manifest.json" }) Assert.IsFalse(File.Exists(tidied.Line.At("site", "drop", "civil-affairs", name)), name);
        foreach (var name in new[] { "c.csv", "c.csv.manifest.json" }) Assert.IsTrue(File.Exists(tidied.Line.At("site", "drop", "civil-affairs", name)), "the quarter rests on it");
        Assert.IsTrue(Kinds(tidied.Line.Run("tidy", "--json")).Values.All(k => k.Rows + k.Files == 0), "the second time nothing is old");
        Assert.Contains("Tidied 2027-02-01", tidied.Run("status"), StringComparison.Ordinal);

        CollectionAssert.AreEqual(lists, Lists(tidied), "lists of quarters stay");
        var replay = tidied.Look(s => ReplayQuarter.Run(s, Q3, new Progress<StepProgress>(), CancellationToken.None));
        Assert.AreEqual((0, true), (replay.Differences, replay.Households > 100));
        foreach (var site in new[] { tidied, left })
        {
            site.Deliver("civil-affairs", "deaths", "d.csv", "2027-01-31", "姓名,证件号码,死亡日期,火化日期\n");
            site.Night("2027-02-01");
        }

        CollectionAssert.AreEqual(left.Lines("lists", "nights", "2027-02-01", "night-exceptions.csv"), tidied.Lines("lists", "nights", "2027-02-01", "night-exceptions.csv"));
        Assert.AreEqual(Flags(left), Flags(tidied));
        Assert.AreEqual(0, tidied.Line.Run("db", "check", "--all").Code);
    }

    [TestMethod]
    public void What_an_open_quarter_may_still_take_stays()
    {
        using var site = Worked(close: false);
        site.Run("tidy");
        Assert.AreEqual(0, site.Look(s => s.Store.Batches.All().Count(b => b.RemovedAt is not null && b.Manifest.AsOf >= Q3.LastDay)));
        site.Run("quarter", "run", "2026Q3", "--repin");
    }

    [TestMethod]
    public void A_file_that_was_replaced_under_its_name_is_not_the_delivery_and_stays()
    {
        using var site = Worked();
        File.AppendAllText(site.Line.At("site", "drop", "civil-affairs", "a.csv"), "x,y,2027-01-01,2027-01-02\n");
        site.Run("tidy");
        Assert.IsTrue(File.Exists(site.Line.At("site", "drop", "civil-affairs", "a.csv")));
        Assert.IsFalse(File.Exists(site.Line.At("site", "drop", "civil-affairs", "b.csv")));
    }

    [TestMethod]
    public void Leftovers_and_old_diagnostics_go_and_what_is_new_or_open_stays()
    {
        using var site = new NightSite();
        site.Line.Clock.Now = Later;
        var (logs, lists) = (site.Line.At("site", "data", "logs"), site.Line.At("site", "lists"));
        Directory.CreateDirectory(logs);
        Directory.CreateDirectory(Path.Combine(lists, "2026Q3.new"));
        File.WriteAllText(Path.Combine(logs, "failures.log"), "2026-01-01T00:00:00.0000000+00:00 night\nSystem.X\n\n2027-01-31T00:00:00.0000000+00:00 serve\nSystem.Y\n   at z\n\n");
        File.WriteAllText(Path.Combine(logs, "2026-01-01-n.jsonl"), "{}\n");
        foreach (var (file, days) in new[] { ("2026Q3.new/add.csv", 5), ("add.csv.part", 5), ("new.csv.part", 0), ("mine.csv", 500) })
        {
            File.WriteAllText(Path.Combine(lists, file), "x");
            File.SetLastWriteTimeUtc(Path.Combine(lists, file), Later.UtcDateTime.AddDays(-days));
        }

        var went = Kinds(site.Line.Run("tidy", "--json"));
        Assert.AreEqual((2L, 1L), (went["leftovers"].Files, went["diagnostics"].Files));
        Assert.AreEqual("2027-01-31T00:00:00.0000000+00:00 serve\nSystem.Y\n   at z\n\n", File.ReadAllText(Path.Combine(logs, "failures.log")));
        CollectionAssert.AreEqual(new[] { "mine.csv", "new.csv.part" }, Directory.GetFileSystemEntries(lists).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray());
    }

    [TestMethod]
    public void Days_have_a_least_and_a_kind_may_be_kept_for_ever()
    {
        using var site = new NightSite();
        var file = site.Line.At("site", "config", "site.json");
        File.WriteAllText(file, """{ "name": "x", "tidy": { "deliveries": 30, "all": 5 } }""");
        var refused = site.Line.Run("tidy");
        Assert.AreEqual(2, refused.Code);
        Assert.Contains("$.tidy.deliveries: found 30, expected a whole number of days from 100 to 36500, or null for never", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("$.tidy.all", refused.Errors, StringComparison.Ordinal);
        File.WriteAllText(file, """{ "name": "x", "tidy": { "deliveries": null, "lists": null } }""");
        Assert.IsFalse(Kinds(site.Line.Run("tidy", "--dry-run", "--json")).ContainsKey("deliveries"));
    }

    [TestMethod]
    public void A_clock_that_is_far_ahead_removes_nothing()
    {
        using var site = new NightSite();
        site.Night("2026-10-01");
        site.Line.Clock.Now = Later.AddYears(2);
        var refused = site.Line.Run("tidy");
        Assert.AreEqual(1, refused.Code);
        Assert.Contains("set the clock right, or run a night first. Nothing was removed.", refused.Errors, StringComparison.Ordinal);
        site.Night("2029-02-01");
        site.Run("tidy");
    }

    /// <summary>Three nights, each with a whole delivery of deaths, and a quarter that rests on the last; looked at three months later.</summary>
    private static NightSite Worked(bool close = true)
    {
        var site = new NightSite();
        File.WriteAllText(site.Line.At("site", "config", "site.json"), """{ "name": "x", "tidy": { "deliveries": 100, "verdicts": 100, "lists": 100 } }""");
        foreach (var (name, day) in new[] { ("a", "2026-10-01"), ("b", "2026-10-02"), ("c", "2026-10-20") })
        {
            site.Line.Clock.Now = DateTimeOffset.Parse(day + "T01:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
            // For Guangzhou alone, where none came before that it would be unlike. Of one of ours in the first and the last and of another in between: their households are judged again.
            var active = site.Lines("union", "households.csv").Select(l => l.Split(',')).Where(h => h[2] == "在档" && h[1].StartsWith("4401", StringComparison.Ordinal)).Select(h => h[0]).ToHashSet(StringComparer.Ordinal);
            var one = site.Lines("union", "members.csv").Select(l => l.Split(',')).Where(m => active.Contains(m[0]) && m[4] == "配偶" && m[5] == "是" && m[3].Length == 18).ElementAt(name == "b" ? 1 : 0);
            site.Deliver("civil-affairs", "deaths", name + ".csv", day, $"姓名,证件号码,死亡日期,火化日期\n{one[2]},{one[3]},2026-09-20,2026-09-23\n", bend: m => m.Replace("\"440000\"", "\"440100\"", StringComparison.Ordinal));
            site.Night(day);
        }

        site.Line.Clock.Now = new DateTimeOffset(2026, 10, 21, 1, 0, 0, TimeSpan.Zero);
        site.Run("quarter", "run", "2026Q3");
        if (close) site.Run("quarter", "close", "2026Q3", "--carry-over", "下季度继续办理");
        site.Line.Clock.Now = Later;
        return site;
    }

    private static int Removed(NightSite site) => site.Look(s => s.Store.Batches.All().Count(b => b.RemovedAt is not null));

    private static string Flags(NightSite site) => site.Look(s => string.Join(' ', s.Store.Runs.LatestFlags("night/", "night/9", Spans.Whole).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}:{f.Value}")));

    private static string[] Lists(NightSite site) =>
        [.. Directory.EnumerateFiles(site.Line.At("site", "lists", "2026Q3")).Order(StringComparer.Ordinal).Select(f => $"{Path.GetFileName(f)} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}")];

    private static Dictionary<string, (long Rows, long Files)> Kinds(Tests.App.CommandLine.Outcome outcome)
    {
        Assert.AreEqual(0, outcome.Code, outcome.Errors);
        return outcome.Json.GetProperty("kinds").EnumerateArray().ToDictionary(k => k.GetProperty("kind").GetString()!, k => (k.GetProperty("rows").GetInt64(), k.GetProperty("files").GetInt64()), StringComparer.Ordinal);
    }
}
