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
