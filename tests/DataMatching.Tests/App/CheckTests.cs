using DataMatching.Connectors.Registries;
using DataMatching.Tests.Registries;

namespace DataMatching.Tests.App;

/// <summary><c>check</c> as an agency types it: on a machine where there is no site.</summary>
[TestClass]
public sealed class CheckTests
{
    private static readonly Dataset Wages = AllDatasets.Find("tax", "wages")!;

    [TestMethod]
    public void A_good_delivery_ends_with_0_a_bad_one_with_1_and_both_leave_a_report()
    {
        using var line = new CommandLine();
        var good = line.RunBare("check", "tax", ContractFiles.Sample(Wages, "good"), "--out", line.At("report"));
        Assert.AreEqual(0, good.Code, good.Errors);
        Assert.Contains("可以交付", good.Output, StringComparison.Ordinal);
        var bad = line.RunBare("check", "tax", ContractFiles.Sample(Wages, "bad"), "--dataset", "wages", "--as-of", "2026-09-30", "--out", line.At("report"));
        Assert.AreEqual(1, bad.Code, bad.Errors);
        Assert.Contains("What is wrong", bad.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("449999197803121010", bad.Output + File.ReadAllText(line.At("report", "wages.bad.csv.check.csv")), StringComparison.Ordinal);
        Assert.IsTrue(File.Exists(line.At("report", "wages.bad.csv.check.xlsx")));
        Assert.IsFalse(Directory.Exists(line.Site));
    }

    [TestMethod]
    public void Programs_get_one_document()
    {
        using var line = new CommandLine();
        var bad = line.RunBare("check", "tax", ContractFiles.Sample(Wages, "bad"), "--dataset", "wages", "--as-of", "2026-09-30", "--from", "2026-04", "--to", "2026-09", "--encoding", "utf-8", "--out", line.At("report"), "--json");
        Assert.AreEqual(1, bad.Code, bad.Errors);
        Assert.AreEqual(ContractFiles.Rows(Wages, "bad").Count, bad.Json.GetProperty("rowsWithFindings").GetInt64());
    }

    [TestMethod]
    [DataRow("no such file", "tax", "nowhere.csv")]
    [DataRow("Expected one of", "taxes", "FILE")]
    [DataRow("--dataset", "tax", "FILE", "--as-of", "2026-09-30")]
    [DataRow("--as-of", "tax", "FILE", "--dataset", "wages")]
    [DataRow("such as 2026-09", "tax", "FILE", "--dataset", "wages", "--as-of", "2026-09-30", "--from", "2026")]
    [DataRow("lies before", "tax", "FILE", "--dataset", "wages", "--as-of", "2026-09-30", "--from", "2026-10")]
    public void What_cannot_be_checked_ends_with_2(string expected, params string[] arguments)
    {
        using var line = new CommandLine();
        var outcome = line.RunBare(["check", .. arguments.Select(a => a == "FILE" ? ContractFiles.Sample(Wages, "bad") : a), .. arguments.Contains("2026") ? Array.Empty<string>() : ["--out", line.At("report")]]);
        Assert.AreEqual(2, outcome.Code, outcome.Errors);
        Assert.Contains(expected, outcome.Errors, StringComparison.Ordinal);
        Assert.IsFalse(Directory.Exists(line.At("report")));
    }
}
