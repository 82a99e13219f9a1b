using System.Text.Json;

namespace DataMatching.EndToEnd;

/// <summary>What commands say when they are called wrongly, and their exit codes: 0 done, 1 failed, 2 wrong usage or configuration.</summary>
[TestClass]
public sealed class CommandTests
{
    [TestMethod]
    [DataRow(new[] { "nonsense" })]
    [DataRow(new[] { "quarter", "run", "2026Q5" })]
    [DataRow(new[] { "night", "--date", "yesterday" })]
    [DataRow(new[] { "schedule", "run", "weekly" })]
    [DataRow(new[] { "schedule", "skip", "night", "--date", "2026-09-30", "--who", "x" })]
    [DataRow(new[] { "id", "no-such-file.txt" })]
    [DataRow(new[] { "sample", "--out", "x", "--households", "1" })]
    [DataRow(new[] { "status", "--site", "no-such-site" })]
    public void Wrong_usage_ends_with_2_and_says_what_was_expected(string[] arguments)
    {
        var outcome = Datamatching.Run(arguments);
        Assert.AreEqual(2, outcome.ExitCode, outcome.Output + outcome.Errors);
        Assert.AreNotEqual("", outcome.Errors.Trim());
        Assert.DoesNotContain("   at ", outcome.Errors, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Every_fault_of_the_configuration_is_told_at_once()
    {
        using var folder = new TemporaryFolder();
        var site = folder.At("site");
        Datamatching.Succeed("--site", site, "init");
        File.WriteAllText(Path.Combine(site, "config", "site.json"), """{ "cutoffDays": 1000, "colour": "red" }""");
        var tax = Path.Combine(site, "config", "registries", "tax.json");
        File.WriteAllText(tax, File.ReadAllText(tax).Replace("\"authorised\"", "\"everybody\"", StringComparison.Ordinal));
        File.AppendAllText(Path.Combine(site, "config", "standards", "standards.csv"), "4401,2026-01-01,free,nowhere\n");
        var outcome = Datamatching.Run("--site", site, "status", "--json");
        Assert.AreEqual(2, outcome.ExitCode);
        var files = JsonDocument.Parse(outcome.Errors).RootElement.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("file").GetString()).ToList();
        Assert.HasCount(4, files);
        CollectionAssert.AreEquivalent(new[] { "config/site.json", "config/site.json", "config/registries/tax.json", "config/standards/standards.csv" }, files);
    }

    [TestMethod]
    public void The_schedule_is_shown_a_night_is_taken_out_of_it_once_and_faults_of_its_file_are_told()
    {
        using var folder = new TemporaryFolder();
        var site = folder.At("site");
        Datamatching.Succeed("--site", site, "init");
        var shown = JsonDocument.Parse(Datamatching.Succeed("--site", site, "schedule", "show", "--json")).RootElement;
        Assert.AreEqual(3, shown.GetProperty("jobs")[0].GetProperty("next").GetArrayLength());
        Assert.AreEqual(0, shown.GetProperty("owed").GetArrayLength());
        string[] skip = ["--site", site, "schedule", "skip", "night", "--date", "2026-09-30", "--who", "x", "--why", "y"];
        Datamatching.Succeed(skip);
        Assert.AreEqual(1, Datamatching.Run(skip).ExitCode);
        Assert.AreEqual("2026-09-30", JsonDocument.Parse(Datamatching.Succeed("--site", site, "schedule", "show", "--json")).RootElement.GetProperty("skipped")[0].GetProperty("subject").GetString());
        File.WriteAllText(Path.Combine(site, "config", "schedule.json"), """{ "night": { "cron": "nightly", "timeZone": "Beijing" } }""");
        var refused = Datamatching.Run("--site", site, "schedule", "show");
        Assert.AreEqual(2, refused.ExitCode);
        foreach (var place in new[] { "$.night.cron", "$.night.timeZone", "$.quarter" }) Assert.Contains("config/schedule.json " + place, refused.Errors, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Numbers_are_checked_line_by_line()
    {
        using var folder = new TemporaryFolder();
        var file = folder.At("numbers.txt");
        File.WriteAllText(file, "11010519491231002X\n110105194912310021\n91350100M000100Y43\n");
        Assert.AreEqual(
            "input,kind,valid,normalised,reason\n11010519491231002X,resident-18,true,11010519491231002X,\n110105194912310021,resident-18,false,,check digit\n91350100M000100Y43,credit-code,true,91350100M000100Y43,\n",
            Datamatching.Succeed("id", file));
    }

    [TestMethod]
    public void Nothing_is_written_into_a_folder_that_is_not_empty_and_not_ours()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("precious.txt"), "keep me");
        Assert.AreEqual(2, Datamatching.Run("sample", "--out", folder.Root).ExitCode);
        Assert.AreEqual(2, Datamatching.Run("demo", "--site", folder.Root).ExitCode);
        Assert.AreEqual("keep me", File.ReadAllText(folder.At("precious.txt")));
    }

    [TestMethod]
    public void A_site_that_is_worked_on_is_not_worked_on_twice_and_doctor_finds_a_lost_key()
    {
        using var folder = new TemporaryFolder();
        var site = folder.At("site");
        Datamatching.Succeed("--site", site, "init");
        using (new FileStream(Path.Combine(site, "data", "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            var second = Datamatching.Run("--site", site, "import");
            Assert.AreEqual(1, second.ExitCode);
            Assert.Contains("Another datamatching process", second.Errors, StringComparison.Ordinal);
        }

        Datamatching.Succeed("--site", site, "doctor");
        Directory.Delete(Path.Combine(site, "data", "keys"), true);
        var outcome = Datamatching.Run("--site", site, "doctor");
        Assert.AreEqual(1, outcome.ExitCode);
        Assert.Contains("key", outcome.Output, StringComparison.OrdinalIgnoreCase);
    }
}
