using System.Text;

namespace DataMatching.Tests.App;

/// <summary>What programs read from the program: the identifier rows, and one JSON document a command.</summary>
[TestClass]
public sealed class OutputTests
{
    private const string Header = "input,kind,valid,normalised,reason\n";

    [TestMethod]
    public void Numbers_are_judged_line_by_line()
    {
        Assert.AreEqual(
            Header + "11010519491231002X,resident-18,true,11010519491231002X,\n110105194912310021,resident-18,false,,check digit\n,unknown,false,,empty\n",
            Judge("11010519491231002X\n110105194912310021\n\n"u8));
    }

    [TestMethod]
    public void A_bom_is_no_part_of_the_first_number_and_bytes_that_are_no_text_are_unknown()
    {
        Assert.AreEqual(Header + "11010519491231002X,resident-18,true,11010519491231002X,\n", Judge([.. Encoding.UTF8.Preamble, .. "11010519491231002X"u8]));
        var rows = Judge([0xC3, 0x28, 0xFF, .. "\r\n91350100M000100Y43\r\n"u8]).Split('\n');
        Assert.Contains(",unknown,false,,", rows[1], StringComparison.Ordinal);
        Assert.AreEqual("91350100M000100Y43,credit-code,true,91350100M000100Y43,", rows[2]);
    }

    [TestMethod]
    public void Init_tells_what_it_made_and_that_nothing_is_made_twice()
    {
        using var line = new CommandLine();
        var first = line.Run("init", "--json").Json;
        Assert.AreEqual(Path.GetFullPath(line.Site), first.GetProperty("site").GetString());
        CollectionAssert.IsSubsetOf(new[] { "config/site.json", "data/keys/", "data/datamatching.db" }, first.GetProperty("made").EnumerateArray().Select(m => m.GetString()).ToArray());
        Assert.AreEqual(0, line.Run("init", "--json").Json.GetProperty("made").GetArrayLength());
    }

    [TestMethod]
    public void Status_of_a_site_without_deliveries_says_never()
    {
        using var line = new CommandLine();
        line.Init();
        var status = line.Run("status", "--json", "--date", "2026-09-30").Json;
        CollectionAssert.AreEqual(new[] { "union", "registries", "runs", "quarters", "refusals", "overrides", "exchanges", "nodes", "underWay", "tidied" }, status.EnumerateObject().Select(p => p.Name).ToArray());
        var registries = status.GetProperty("registries").EnumerateArray().ToList();
        Assert.HasCount(19, registries);
        foreach (var registry in registries) Assert.AreEqual("never", registry.GetProperty("freshness").GetString());
        Assert.Contains("tax", line.Run("status").Output, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Pull_is_one_document_and_the_same_whether_quiet_or_not()
    {
        using var line = new CommandLine();
        line.Run("sample", "--out", line.Site, "--households", "200");
        line.Init();
        var loud = line.Run("pull", "--date", "2026-09-30", "--json");
        Assert.AreEqual("", loud.Errors, "progress with --json");
        CollectionAssert.AreEqual(new[] { "found", "new", "later", "refused", "refusals", "waiting", "exchanges" }, loud.Json.EnumerateObject().Select(p => p.Name).ToArray());
        Assert.IsGreaterThan(0, loud.Json.GetProperty("new").GetInt32());
        Assert.AreEqual(0, line.Run("pull", "--date", "2026-09-30", "--json", "--quiet").Json.GetProperty("new").GetInt32());
        Assert.AreEqual("", line.Run("pull", "--date", "2026-09-30", "--quiet").Errors);
        Assert.Contains("… pull", line.Run("pull", "--date", "2026-09-30").Errors, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_quarter_that_was_not_run_says_how_to_run_it()
    {
        using var line = new CommandLine();
        line.Init();
        foreach (var word in new[] { "show", "lists", "close" })
        {
            var outcome = line.Run("quarter", word, "2026Q3");
            Assert.AreEqual(1, outcome.Code, word);
            Assert.Contains("quarter run 2026Q3", outcome.Errors, StringComparison.Ordinal);
        }

        Assert.AreEqual(1, line.Run("explain", "KN00000001").Code);
        Assert.Contains("import", line.Run("quarter", "run", "2026Q3").Errors, StringComparison.Ordinal);
    }

    private static string Judge(ReadOnlySpan<byte> bytes)
    {
        using var line = new CommandLine();
        File.WriteAllBytes(line.At("numbers.txt"), bytes.ToArray());
        var outcome = line.Run("id", line.At("numbers.txt"));
        Assert.AreEqual(0, outcome.Code, outcome.Errors);
        return outcome.Output;
    }
}
