using System.Text.Json;
using DataMatching.App;

namespace DataMatching.Tests.App;

/// <summary>What the command tree answers; what whole commands do is tried as a process by DataMatching.EndToEnd.</summary>
[TestClass]
public sealed class RootTests
{
    public static IEnumerable<object[]> Commands => Root.Make(TimeProvider.System).Subcommands.Select(c => new object[] { c.Name });

    [TestMethod]
    [DataRow("nonsense", "See 'datamatching --help'.")]
    [DataRow("quarter", "See 'datamatching quarter --help'.")]
    [DataRow("quarter run", "See 'datamatching quarter run --help'.")]
    [DataRow("quarter run 2026Q5", "Expected a quarter such as 2026Q3.")]
    [DataRow("night --date 2026-02-30", "Expected a date such as 2026-09-30.")]
    [DataRow("status --nonsense --json", "'--nonsense'")]
    [DataRow("demo --households 10", "See 'datamatching demo --help'.")]
    [DataRow("explain", "HOUSEHOLD")]
    [DataRow("sample", "--out")]
    public void What_cannot_be_read_ends_with_2_and_leaves_standard_output_clean(string line, string expected)
    {
        var outcome = Bare(line.Split(' '));
        Assert.AreEqual(Guard.Misused, outcome.Code);
        Assert.AreEqual("", outcome.Output);
        Assert.Contains(expected, outcome.Errors, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Without_a_command_the_help_is_shown_and_the_code_is_2()
    {
        var outcome = Bare();
        Assert.AreEqual(Guard.Misused, outcome.Code);
        Assert.Contains("quarter", outcome.Output, StringComparison.Ordinal);
    }

    [TestMethod]
    [DynamicData(nameof(Commands))]
    public void Every_command_has_help(string command)
    {
        var outcome = Bare(command, "--help");
        Assert.AreEqual(Guard.Done, outcome.Code);
        Assert.Contains($"datamatching {command}", outcome.Output.Replace("testhost", "datamatching", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_fault_of_the_configuration_says_file_place_found_and_expected()
    {
        using var site = NewSite();
        File.WriteAllText(Path.Combine(site.Site, "config", "site.json"), """{ "name": "x", "cutoffDays": 365 }""");
        Change(site, "registries/vehicle.json", "\"maxAgeDays\": 60", "\"maxAgeDays\": 0");
        Change(site, "registries/tax.json", "\"authorised\"", "\"everybody\"");
        var outcome = site.Run("status");
        Assert.AreEqual(Guard.Misused, outcome.Code);
        var lines = outcome.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.HasCount(4, lines, outcome.Errors);
        Assert.Contains("3 faults", lines[0], StringComparison.Ordinal);
        Assert.Contains("config/site.json $.cutoffDays: found 365, expected a whole number from 0 to 90", outcome.Errors, StringComparison.Ordinal);
        foreach (var line in lines.Skip(1))
        {
            Assert.Contains(": found ", line, StringComparison.Ordinal);
            Assert.Contains(", expected ", line, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    [DataRow("init")]
    [DataRow("status")]
    [DataRow("pull")]
    [DataRow("doctor")]
    public void With_json_standard_output_is_one_document(string command)
    {
        using var site = NewSite();
        var outcome = site.Run(command, "--json");
        Assert.AreEqual("", outcome.Errors);
        using var document = JsonDocument.Parse(outcome.Output);
        Assert.IsTrue(document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array);
    }

    [TestMethod]
    [DataRow("import", "households.csv")]
    [DataRow("night", "households.csv")]
    [DataRow("match", "datamatching import")]
    [DataRow("quarter run 2026Q3", "datamatching import")]
    [DataRow("quarter show 2026Q3", "quarter run 2026Q3")]
    [DataRow("quarter close 2026Q3", "quarter run 2026Q3")]
    [DataRow("explain KN1", "quarter run")]
    public void A_step_that_comes_too_early_ends_with_1_and_names_the_one_before_it(string line, string expected)
    {
        using var site = NewSite();
        var outcome = site.Run([.. line.Split(' '), "--quiet", "--json"]);
        Assert.AreEqual(Guard.Failed, outcome.Code);
        Assert.AreEqual("", outcome.Output);
        using var document = JsonDocument.Parse(outcome.Errors);
        Assert.Contains(expected, document.RootElement.GetProperty("error").GetString()!, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Init_again_changes_nothing_and_makes_no_new_keys_for_an_old_database()
    {
        using var site = NewSite();
        var keys = Path.Combine(site.Site, "data", "keys");
        var before = Directory.GetFiles(keys).ToDictionary(f => f, File.ReadAllText);
        Assert.AreEqual(Guard.Done, site.Run("init").Code);
        foreach (var (file, text) in before) Assert.AreEqual(text, File.ReadAllText(file));
        Directory.Delete(keys, true);
        var outcome = site.Run("init");
        Assert.AreEqual(Guard.Failed, outcome.Code);
        Assert.Contains("backup", outcome.Errors, StringComparison.Ordinal);
        Assert.IsFalse(Directory.Exists(keys));
    }

    private static CommandLine.Outcome Bare(params string[] arguments)
    {
        using var line = new CommandLine();
        return line.RunBare(arguments);
    }

    private static CommandLine NewSite()
    {
        var line = new CommandLine();
        line.Init();
        return line;
    }

    private static void Change(CommandLine site, string file, string from, string to)
    {
        var path = Path.Combine(site.Site, "config", file);
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }
}
