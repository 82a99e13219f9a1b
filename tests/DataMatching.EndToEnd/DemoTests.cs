using System.Text.Json;

namespace DataMatching.EndToEnd;

/// <summary>The demo as a newcomer runs it, held to the figures that are promised.</summary>
[TestClass]
public sealed class DemoTests
{
    [TestMethod]
    [DataRow("7")]
    [DataRow("20261121")]
    public void The_demo_finds_what_was_planted_and_nobody_leaves_wrongly(string seed)
    {
        using var folder = new TemporaryFolder();
        var output = Datamatching.Succeed("demo", "--site", folder.At("demo"), "--households", "3000", "--seed", seed, "--json");
        var score = JsonDocument.Parse(output).RootElement.GetProperty("score");
        Assert.AreEqual(0, score.GetProperty("wrongExits").GetArrayLength());
        foreach (var flag in score.GetProperty("flags").EnumerateArray())
        {
            Assert.IsGreaterThan(0, flag.GetProperty("expected").GetInt32());
            Assert.IsGreaterThanOrEqualTo(0.98, flag.GetProperty("precision").GetDouble());
            Assert.IsGreaterThanOrEqualTo(0.98, flag.GetProperty("recall").GetDouble());
        }
    }

    [TestMethod]
    public void A_night_repeated_changes_nothing_and_judges_nobody_again()
    {
        using var folder = new TemporaryFolder();
        var site = folder.At("site");
        QuarterTests.Prepare(site);
        Datamatching.Succeed("--site", site, "night", "--date", "2026-09-29");
        Datamatching.Succeed("--site", site, "night", "--date", "2026-09-30");
        var again = JsonDocument.Parse(Datamatching.Succeed("--site", site, "night", "--date", "2026-10-01", "--json")).RootElement;
        Assert.IsTrue(again.GetProperty("import").GetProperty("unchanged").GetBoolean());
        Assert.AreEqual(0, again.GetProperty("pull").GetProperty("new").GetInt32());
        Assert.IsLessThan(60, again.GetProperty("reassessed").GetInt32(), "only households with a date that fell in between may be judged again");
    }

    [TestMethod]
    public void Explain_shows_rule_clause_record_place_and_grade()
    {
        using var folder = new TemporaryFolder();
        var site = folder.At("site");
        QuarterTests.Prepare(site);
        Datamatching.Succeed("--site", site, "night", "--date", "2026-09-30");
        Datamatching.Succeed("--site", site, "quarter", "run", "2026Q3", "--date", "2026-10-20");
        var first = File.ReadLines(Path.Combine(site, "lists", "2026Q3", "exit.csv")).Skip(1).First().Split(',')[1];
        var text = Datamatching.Succeed("--site", site, "explain", first);
        foreach (var expected in new[] { first, "拟退出", "依据：", "第 ", "字节", "确认", "低保标准" }) Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.AreEqual(1, Datamatching.Run("--site", site, "explain", "NOBODY").ExitCode);
    }
}
