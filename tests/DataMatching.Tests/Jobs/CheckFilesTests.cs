using DataMatching.Batches;

namespace DataMatching.Tests.Jobs;

/// <summary>What has landed is held against its manifest's SHA-256 at once, and matching relies on it only while the file stays as it was.</summary>
[TestClass]
public sealed class CheckFilesTests
{
    private const string Header = "姓名,证件号码,扣缴义务人,统一社会信用代码,税款所属期,收入额\n", Row = "甲,44010119000101001X,乙,丙,2026-07,1.00\n", Night = "2026-10-01";

    [TestMethod]
    public void A_file_cut_on_the_way_is_refused_by_the_pull_and_taken_when_it_is_whole()
    {
        using var site = new NightSite();
        site.Deliver("tax", "wages", "cut.csv", Night, Header + Row + Row);
        var file = site.Line.At("site", "drop", "tax", "cut.csv");
        File.WriteAllText(file, Header + Row);

        var pull = site.Line.Run("pull", "--date", Night);
        Assert.AreEqual(1, pull.Code);
        Assert.Contains("tax/cut.csv: the file's SHA-256 is not the manifest's", pull.Output + pull.Errors, StringComparison.Ordinal);
        Assert.AreEqual(BatchState.Refused, Cut(site).State);
        Assert.AreEqual(0, site.Line.Run("pull", "--date", Night).Code, "told once");
        Assert.AreEqual(BatchState.Refused, Cut(site).State, "as long as the file stays as it is");

        File.WriteAllText(file, Header + Row + Row);
        Assert.AreEqual(0, site.Line.Run("pull", "--date", Night).Code);
        Assert.AreEqual(BatchState.Pending, Cut(site).State);
        site.Run("import");
        site.Line.Run("match", "--date", Night);
        Assert.AreNotEqual(BatchState.Pending, Cut(site).State);
        Assert.DoesNotContain("SHA-256", Cut(site).Refusal ?? "", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_file_changed_between_pull_and_match_is_worked_out_again_and_refused()
    {
        using var site = new NightSite();
        site.Deliver("tax", "business", "b.csv", Night, "姓名,证件号码,税款所属期,经营收入\n甲,44010119000101001X,2026-07,1.00\n");
        site.Run("import");
        Assert.AreEqual(0, site.Line.Run("pull", "--date", Night).Code);
        var file = site.Line.At("site", "drop", "tax", "b.csv");
        File.WriteAllText(file, File.ReadAllText(file).Replace("1.00", "2.00", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 10, 2, 0, 0, 0, DateTimeKind.Utc));
        Assert.AreEqual(1, site.Line.Run("match", "--date", Night).Code);
        Assert.Contains("SHA-256", site.Look(s => s.Store.Batches.All().Single(b => b.File == "tax/b.csv")).Refusal!, StringComparison.Ordinal);
    }

    private static Batch Cut(NightSite site) => site.Look(s => s.Store.Batches.All().Last(b => b.File == "tax/cut.csv"));
}
