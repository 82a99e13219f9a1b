using System.CommandLine;
using DataMatching.App;

namespace DataMatching.Tests.App;

/// <summary>What may be typed, and what is said when it is typed wrongly.</summary>
[TestClass]
public sealed class UsageTests
{
    private static readonly string[] Commands =
        ["demo", "sample", "init", "import", "pull", "match", "matches", "night", "quarter", "schedule", "tidy", "serve", "worker", "users", "explain", "id", "check", "status", "quarantine", "corrections", "asked", "link", "dedupe", "accept", "db", "doctor"];

    [TestMethod]
    public void Commands_are_those_of_the_guide()
    {
        var root = Root.Make(TimeProvider.System);
        CollectionAssert.AreEqual(Commands, root.Subcommands.Select(c => c.Name).ToArray());
        CollectionAssert.AreEqual(new[] { "show", "run", "skip" }, root.Subcommands.Single(c => c.Name == "schedule").Subcommands.Select(c => c.Name).ToArray());
        CollectionAssert.AreEqual(new[] { "run", "show", "lists", "close", "adjustments" }, root.Subcommands.Single(c => c.Name == "quarter").Subcommands.Select(c => c.Name).ToArray());
        CollectionAssert.AreEqual(new[] { "migrate", "check", "copy", "backup" }, root.Subcommands.Single(c => c.Name == "db").Subcommands.Select(c => c.Name).ToArray());
    }

    [TestMethod]
    [DataRow(new[] { "nonsense" }, "nonsense")]
    [DataRow(new[] { "quarter", "run", "2026Q5" }, "such as 2026Q3")]
    [DataRow(new[] { "quarter", "run" }, "run")]
    [DataRow(new[] { "quarter", "run", "2026Q3", "--cutoff", "soon" }, "such as 2026-09-30")]
    [DataRow(new[] { "night", "--date", "2026-9-30" }, "such as 2026-09-30")]
    [DataRow(new[] { "schedule", "run", "weekly" }, "night, quarter or tidy")]
    [DataRow(new[] { "schedule", "skip", "night", "--date", "2026-09-30", "--who", "x" }, "--why")]
    [DataRow(new[] { "schedule", "skip", "night", "--date", "tonight", "--who", "x", "--why", "y" }, "such as 2026-09-30")]
    [DataRow(new[] { "schedule", "run", "quarter", "--quarter", "2026Q9" }, "such as 2026Q3")]
    [DataRow(new[] { "schedule", "show" }, "is not a site")]
    [DataRow(new[] { "explain", "KN00000001", "--quarter", "Q3" }, "such as 2026Q3")]
    [DataRow(new[] { "quarter", "run", "2026Q3", "--preview", "--repin" }, "leave --repin away")]
    [DataRow(new[] { "sample" }, "--out")]
    [DataRow(new[] { "demo", "--households", "199" }, "200 to 210,000")]
    [DataRow(new[] { "sample", "--out", "x", "--households", "210001" }, "200 to 210,000")]
    [DataRow(new[] { "demo", "--seed", "seven" }, "seven")]
    [DataRow(new[] { "status" }, "is not a site")]
    [DataRow(new[] { "explain", "KN00000001" }, "is not a site")]
    [DataRow(new[] { "id", "no-such-file.txt" }, "no such file")]
    [DataRow(new[] { "id", "-", "--json" }, "Leave --json away")]
    public void Wrong_usage_ends_with_2_and_says_what_was_expected(string[] arguments, string expected)
    {
        using var line = new CommandLine();
        var outcome = line.Run(arguments);
        Assert.AreEqual(2, outcome.Code, outcome.Errors);
        Assert.Contains(expected, outcome.Errors, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("--site", "A")]
    [DataRow("status", "--site", "A")]
    public void The_site_may_stand_before_or_behind_the_command(params string[] arguments)
    {
        var parsed = Root.Make(TimeProvider.System).Parse([.. arguments, .. arguments[0] == "--site" ? ["status"] : Array.Empty<string>()]);
        Assert.IsEmpty(parsed.Errors);
        Assert.AreEqual("A", parsed.GetValue(Root.Site));
    }

    [TestMethod]
    public void Sample_and_demo_leave_folders_alone_that_are_not_theirs()
    {
        using var line = new CommandLine();
        Directory.CreateDirectory(line.Site);
        File.WriteAllText(line.At("site", "precious.txt"), "keep me");
        Assert.AreEqual(2, line.Run("sample", "--out", line.Site).Code);
        Assert.AreEqual(2, line.Run("sample", "--out", line.At("site", "precious.txt")).Code);
        Assert.AreEqual(2, line.Run("demo").Code);
        CollectionAssert.AreEqual(new[] { line.At("site", "precious.txt") }, Directory.GetFileSystemEntries(line.Site));
        Assert.AreEqual("keep me", File.ReadAllText(line.At("site", "precious.txt")));
    }

    [TestMethod]
    public void A_sample_that_was_not_finished_is_not_used_and_may_be_written_again()
    {
        using var line = new CommandLine();
        Assert.AreEqual(0, line.Run("sample", "--out", line.Site, "--households", "200", "--quiet").Code);
        var mark = DataMatching.Jobs.SiteFolder.At(line.Site).Unfinished;
        Assert.IsFalse(File.Exists(mark));
        File.WriteAllText(mark, "");
        foreach (var command in new[] { "init", "import", "night", "status", "doctor" })
        {
            var outcome = line.Run(command);
            Assert.AreEqual(1, outcome.Code, command);
            Assert.Contains("not written to its end", outcome.Errors + outcome.Output, StringComparison.Ordinal);
        }

        Assert.IsFalse(Directory.Exists(line.At("site", "data")));
        Assert.AreEqual(0, line.Run("sample", "--out", line.Site, "--households", "200", "--quiet").Code, "it is no stranger's folder");
        line.Init();
    }

    [TestMethod]
    public void A_demo_that_another_process_works_on_is_not_cleared()
    {
        using var line = new CommandLine();
        Directory.CreateDirectory(line.At("site", "data"));
        File.WriteAllText(line.At("site", ".datamatching-demo"), "");
        using (new FileStream(line.At("site", "data", "lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            var outcome = line.Run("demo", "--households", "200");
            Assert.AreEqual(1, outcome.Code);
            Assert.Contains("Another datamatching process", outcome.Errors, StringComparison.Ordinal);
        }

        Assert.IsTrue(File.Exists(line.At("site", ".datamatching-demo")));
    }

    [TestMethod]
    public void A_sample_is_a_whole_site_but_for_its_keys()
    {
        using var line = new CommandLine();
        var summary = line.Run("sample", "--out", line.Site, "--households", "200", "--json");
        Assert.AreEqual(0, summary.Code, summary.Errors);
        Assert.AreEqual(200, summary.Json.GetProperty("households").GetInt64());
        Assert.AreEqual(1, line.Run("status").Code, "no keys yet");
        line.Init();
        Assert.AreEqual(0, line.Run("status").Code);
        Assert.AreEqual(2, line.Run("sample", "--out", line.Site, "--households", "200").Code, "not empty any more");
        Assert.AreEqual(0, line.Run("sample", "--out", line.Site, "--households", "200", "--force", "--quiet").Code);
    }
}
