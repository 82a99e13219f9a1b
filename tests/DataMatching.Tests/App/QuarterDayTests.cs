using System.Runtime.Versioning;
using System.Text;

namespace DataMatching.Tests.App;

/// <summary>One small site through the days around its quarter's cutoff (2026-10-20): when it may be run, looked at and closed, and what then lies in its lists.</summary>
[TestClass]
public sealed class QuarterDayTests
{
    [TestMethod]
    public void A_quarter_is_looked_at_before_its_cutoff_run_from_then_on_and_closed_only_when_it_was_run_in_time()
    {
        using var line = Prepared();
        AssertRefused(line, 29, 9, "2026Q3 has not ended: today is 2026-09-29, its last day 2026-09-30. Run it from 2026-10-20 on.", "quarter", "run", "2026Q3");
        AssertRefused(line, 30, 9, "Run it from 2026-10-01 on", "quarter", "run", "2026Q3", "--cutoff", "2026-09-30");
        AssertRefused(line, 19, 10, "deliveries count up to 2026-10-20. When all have come, name an earlier --cutoff", "quarter", "run", "2026Q3");
        Assert.IsFalse(Directory.Exists(line.At("site", "lists", "2026Q3")));

        var preview = line.Run("quarter", "run", "2026Q3", "--preview", "--json");
        Assert.AreEqual(0, preview.Code, preview.Errors);
        Assert.IsTrue(preview.Json.GetProperty("preview").GetBoolean());
        var names = Directory.GetFiles(line.At("site", "lists", "2026Q3-preview")).Select(f => Path.GetFileName(f)).ToArray();
        Assert.HasCount(7, names);
        foreach (var name in names) Assert.StartsWith("preview-", name, StringComparison.Ordinal);
        Assert.Contains("预览：数据尚未固定", File.ReadAllText(line.At("site", "lists", "2026Q3-preview", "preview-report.html")), StringComparison.Ordinal);
        Assert.AreEqual(1, line.Run("quarter", "show", "2026Q3").Code, "a preview is no run");
        AssertRefused(line, 25, 10, "was not run", "quarter", "close", "2026Q3");

        // Another date may be claimed to run it, never to close it.
        line.Clock.Now = At(1, 10);
        Succeed(line, "quarter", "run", "2026Q3", "--date", "2026-10-20");
        AssertRefused(line, 25, 10, "2026Q3 was run on 2026-10-01, too early to be closed: expected a run on 2026-10-20 or later", "quarter", "close", "2026Q3");
        var run = Succeed(line, "quarter", "run", "2026Q3", "--repin", "--json");
        Assert.IsFalse(run.Json.GetProperty("preview").GetBoolean());
        foreach (var flag in new[] { "add", "exit", "reExamine", "keep" }) Assert.AreEqual(run.Json.GetProperty(flag).GetInt32(), preview.Json.GetProperty(flag).GetInt32(), flag);
        Assert.AreEqual(Read(line, "2026Q3-preview", "preview-exit.csv"), Read(line, "2026Q3", "exit.csv"));
        Assert.DoesNotContain("预览", Read(line, "2026Q3", "report.html"), StringComparison.Ordinal);
        AssertRefused(line, 25, 10, "cases of 2026Q3 are not decided", "quarter", "close", "2026Q3");
        Assert.AreEqual(2, line.Run("quarter", "close", "2026Q3", "--carry-over", " ").Code);
        Assert.Contains("carried over", Succeed(line, "quarter", "close", "2026Q3", "--carry-over", "第四季度继续办理").Output, StringComparison.Ordinal);
        AssertRefused(line, 26, 10, "2026Q3 is closed", "quarter", "run", "2026Q3");
        AssertRefused(line, 26, 10, "2026Q3 is closed", "quarter", "run", "2026Q3", "--preview");
    }

    [TestMethod]
    public void Explain_takes_the_number_in_any_case_and_says_what_it_looked_for()
    {
        using var line = Prepared();
        AssertRefused(line, 21, 10, "No quarter was run yet", "explain", "KN00000001");
        AssertRefused(line, 21, 10, "2026Q2 was not run", "explain", "KN00000001", "--quarter", "2026Q2");
        Succeed(line, "quarter", "run", "2026Q3");
        var exact = Succeed(line, "explain", "KN00000001").Output;
        Assert.StartsWith("KN00000001", exact, StringComparison.Ordinal);
        Assert.AreEqual(exact, Succeed(line, "explain", " kn00000001").Output);
        AssertRefused(line, 21, 10, "Looked for 'KN1' among the households of 2026Q3 (import 1): there is none. Expected a file number", "explain", "KN1");
        var number = line.Run("explain", "11010519491231002X").Errors;
        Assert.Contains("lists/2026Q3/*.csv", number, StringComparison.Ordinal);
        Assert.DoesNotContain("11010519491231002X", number, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_place_without_a_standard_is_told_by_doctor_night_and_quarter_and_its_active_households_are_re_examined()
    {
        using var line = Prepared();
        var before = Succeed(line, "quarter", "run", "2026Q3", "--preview");
        Assert.AreEqual("OK", Check(line, "standards"));
        Assert.DoesNotContain("Warning", before.Errors, StringComparison.Ordinal);
        var file = line.At("site", "config", "standards", "standards.csv");
        File.WriteAllLines(file, File.ReadAllLines(file).Where(l => !l.StartsWith("440300,2", StringComparison.Ordinal)).Append("440300,2026-06-01,1482,示例数据"));

        const string Gap = "No standard for 440300 广东省深圳市 2026-04, 2026-05. ";
        var quarter = Succeed(line, "quarter", "run", "2026Q3", "--preview");
        Assert.Contains("Warning: " + Gap, quarter.Errors, StringComparison.Ordinal);
        var listed = Read(line, "2026Q3-preview", "preview-re-examine.csv");
        Assert.Contains("没有低保标准的月份：2026年4月、2026年5月", listed, StringComparison.Ordinal);
        Assert.Contains("低保标准 2026-04 至 2026-05（2 个月）：没有规定", listed, StringComparison.Ordinal);
        Assert.Contains(Gap, Succeed(line, "night", "--date", "2026-09-30", "--quiet").Errors, StringComparison.Ordinal);
        Assert.AreEqual("FAIL", Check(line, "standards"));
        Assert.AreEqual("WARN", Check(line, "policy national"));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public void Lists_are_for_the_programs_user_alone()
    {
        using var line = Prepared();
        line.Clock.Now = At(21, 10);
        Succeed(line, "quarter", "run", "2026Q3");
        var lists = line.At("site", "lists");
        Assert.AreEqual("700", Mode(lists));
        Assert.AreEqual("700", Mode(Path.Combine(lists, "2026Q3")));
        var files = Directory.GetFiles(Path.Combine(lists, "2026Q3")).Concat(Directory.GetFiles(Path.Combine(lists, "nights", "2026-09-30"), "night-exceptions.*")).ToList();
        Assert.HasCount(9, files);
        foreach (var file in files) Assert.AreEqual("600", Mode(file), file);

        Assert.IsNull(Check(line, "lists/ mode"));
        File.SetUnixFileMode(lists, File.GetUnixFileMode(lists) | UnixFileMode.GroupRead);
        File.SetUnixFileMode(line.At("site", "data", "keys"), File.GetUnixFileMode(lists) | UnixFileMode.OtherExecute);
        Assert.AreEqual("WARN", Check(line, "lists/ mode"));
        Assert.AreEqual("WARN", Check(line, "data/keys mode"));
    }

    private static CommandLine Prepared()
    {
        var line = new CommandLine();
        line.Clock.Now = At(30, 9);
        Succeed(line, "sample", "--out", line.Site, "--households", "250", "--seed", "11", "--quiet");
        line.Init();
        Succeed(line, "night", "--quiet");
        return line;
    }

    private static CommandLine.Outcome Succeed(CommandLine line, params string[] arguments)
    {
        var outcome = line.Run(arguments);
        Assert.AreEqual(0, outcome.Code, outcome.Errors);
        return outcome;
    }

    private static void AssertRefused(CommandLine line, int day, int month, string expected, params string[] arguments)
    {
        line.Clock.Now = At(day, month);
        var outcome = line.Run(arguments);
        Assert.AreEqual(1, outcome.Code, outcome.Output);
        Assert.Contains(expected, outcome.Errors, StringComparison.Ordinal);
    }

    private static DateTimeOffset At(int day, int month) => new(2026, month, day, 1, 0, 0, TimeSpan.Zero);

    private static string Read(CommandLine line, string folder, string file) => File.ReadAllText(line.At("site", "lists", folder, file), Encoding.UTF8);

    /// <summary>The state of a check of doctor; null when it says nothing of it.</summary>
    private static string? Check(CommandLine line, string what) =>
        line.Run("doctor", "--json").Json.EnumerateArray().Where(c => c.GetProperty("what").GetString() == what).Select(c => c.GetProperty("state").GetString()).SingleOrDefault();

    private static string Mode(string path) => Convert.ToString((int)(OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path)), 8);
}
