using DataMatching.Assessment;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Tests.Jobs;

/// <summary>Every household of the three lists has a case; running the quarter again opens none twice and takes no work away.</summary>
[TestClass]
public sealed class OpenCasesTests
{
    private const string Night = "2026-10-20", Run = "2026-10-21";
    private static readonly Quarter Q3 = Quarter.Parse("2026Q3");

    [TestMethod]
    public void Each_household_of_a_list_has_a_case_as_its_verdict_says()
    {
        using var site = Flagged();
        var cases = Cases(site);
        foreach (var (list, flag) in new[] { ("add", Flag.Add), ("exit", Flag.Exit), ("re-examine", Flag.ReExamine) })
        {
            var listed = site.Lines("lists", "2026Q3", list + ".csv").Select(l => l.Split(',')).Where(f => f.Length > 2 && f[2].Length == 6 && f[2].All(char.IsAsciiDigit)).Select(f => f[1]).Order(StringComparer.Ordinal);
            Assert.AreEqual(string.Join(" ", listed), string.Join(" ", cases.Where(c => c.Listing.Flag == flag).Select(c => c.Listing.Household)), list);
        }

        foreach (var stored in cases)
        {
            var folded = Fold(site, stored);
            Assert.AreEqual(stored.Listing.Flag, folded.Flag);
            Assert.AreEqual(CaseState.Open, folded.State);
            Assert.AreEqual(stored.Listing.Step, folded.Next!.Id);
            Assert.AreEqual(stored.Listing.Turn, folded.Turn);
            Assert.Contains("*", stored.Listing.Shown, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void The_same_run_again_changes_no_case()
    {
        using var site = Flagged();
        var before = Cases(site);
        site.Run("quarter", "run", "2026Q3", "--date", Run);
        CollectionAssert.AreEqual(before.Select(c => (c.Listing.Case, c.Sequence)).ToArray(), Cases(site).Select(c => (c.Listing.Case, c.Sequence)).ToArray());
    }

    [TestMethod]
    public void A_new_verdict_renews_an_untouched_case_and_ends_the_one_of_a_household_that_is_fine_now()
    {
        using var site = Flagged();
        var gone = Cases(site).First(c => c.Listing.Flag == Flag.Exit).Listing;
        foreach (var file in new[] { "households.csv", "members.csv", "authorisations.csv", "incomes.csv" }) Remove(site, file, gone.Household);

        site.Run("import");
        site.Run("quarter", "run", "2026Q3", "--date", Run, "--repin");
        var after = site.Look(s => s.Store.Cases.Find(gone.Case, null))!;
        var folded = Fold(site, after);
        Assert.IsFalse(after.Flagged);
        Assert.AreEqual(CaseState.Closed, after.Listing.State);
        Assert.AreEqual(CaseState.Closed, folded.State);
        Assert.IsNull(folded.Decision, "nobody decided");
        Assert.IsTrue(folded.IsUntouched);
        Assert.IsInstanceOfType<Unflagged>(folded.Events[^1]);
    }

    private static NightSite Flagged()
    {
        var site = new NightSite();
        site.Night(Night);
        site.Run("quarter", "run", "2026Q3", "--date", Run);
        return site;
    }

    private static StoredCase[] Cases(NightSite site) => site.Look(s =>
        s.Store.Cases.Page(new CaseFilter(Q3, null), null, 500).Select(l => s.Store.Cases.Find(l.Case, null)!).OrderBy(c => c.Listing.Household, StringComparer.Ordinal).ToArray());

    private static Case Fold(NightSite site, StoredCase stored) => site.Look(s => Case.Fold(
        stored.Listing.Case, [.. s.Store.Cases.Events(stored.Listing.Case, null).Select(e => CaseEventJson.Read(e.Json) with { Sequence = e.Sequence, At = e.At })], s.Configuration.Steps));

    private static void Remove(NightSite site, string file, string household) =>
        File.WriteAllLines(site.Line.At("site", "union", file), [.. site.Lines("union", file).Where(l => !l.Contains(household, StringComparison.Ordinal))]);
}
