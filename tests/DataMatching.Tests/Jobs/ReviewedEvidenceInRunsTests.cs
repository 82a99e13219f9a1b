using DataMatching.App;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Jobs;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Words;

namespace DataMatching.Tests.Jobs;

/// <summary>What reviewers proved counts in the next judgement, and in none that was pinned before.</summary>
[TestClass]
public sealed class ReviewedEvidenceInRunsTests
{
    private const string Night = "2026-10-20", Next = "2026-10-21", Rule = "income-above-standard-for-six-months";
    private static readonly Quarter Q3 = Quarter.Parse("2026Q3");
    private static readonly Attachment Paper = new(new string('a', 64), "证明.jpg");

    [TestMethod]
    public void A_corrected_wage_ends_the_exit_in_the_next_run_and_the_pinned_one_stays()
    {
        using var site = new NightSite();
        site.Night(Night);
        site.Run("quarter", "run", "2026Q3", "--date", Next);
        var exit = site.Look(s => s.Store.Cases.Page(new CaseFilter(Q3, null, Rule: Rule), null, 1).Single());
        var wage = site.Look(s => VerdictJson.Read(s.Store.Runs.Verdict(s.Store.Quarters.Find(Q3)!.Run!.Value, exit.Household, null)!.Json)).Reasons.Single(r => r.Rule == Rule).Facts[0];
        Note(site, exit, (n, at) => new OutcomeCoded(n, at, 1, Rule, Outcome.FalseMatch, "同名", new Correction(
            wage.Person, wage.Registry, wage.Dataset, wage.Source.RowHash, "不是本人", Paper, DateOnly.FromDateTime(at.DateTime), DateOnly.FromDateTime(at.DateTime).AddYears(1))));

        var file = site.Line.At("corrections.csv");
        Assert.Contains("1 corrections written", site.Run("corrections", "--registry", wage.Registry, "--out", file), StringComparison.Ordinal);
        var told = File.ReadAllLines(file);
        Assert.HasCount(2, told);
        Assert.AreEqual($"{ListWords.OfRegistry(wage.Registry)},{ListWords.OfDataset(wage.Registry, wage.Dataset)},{wage.Source.File}", string.Join(',', told[1].Split(',')[..3]));
        Assert.AreEqual($"{wage.Source.Line},{wage.Source.ByteOffset},{wage.Source.RowHash},误匹配（不是同一人）,不是本人,证明.jpg", string.Join(',', told[1].Split(',')[4..10]));
        Assert.Contains("No record was proved wrong", site.Run("corrections", "--registry", "vehicle"), StringComparison.Ordinal);

        site.Run("quarter", "run", "2026Q3", "--date", Next);
        Assert.AreEqual(Flag.Exit, Judged(site, exit.Household).Flag, "the quarter's pins are from before");
        var night = site.Night(Next);
        Assert.AreEqual(1, night.GetProperty("reassessed").GetInt32(), "a night judges again whom something was proved of");
        site.Run("quarter", "run", "2026Q3", "--date", Next, "--repin");
        var verdict = Judged(site, exit.Household);
        Assert.DoesNotContain(Rule, verdict.Reasons.Select(r => r.Rule).ToList());
        Assert.AreEqual(5, verdict.Months.Count(m => m.Cell == Cell.Above));
        CollectionAssert.AreEqual(new[] { "opened", "outcome-coded", "unflagged" }, site.Look(s => s.Store.Cases.Events(exit.Case, null)).Select(e => e.Kind == "rejudged" ? "unflagged" : e.Kind).ToArray());
    }

    private static Verdict Judged(NightSite site, string household) =>
        site.Look(s => VerdictJson.Read(s.Store.Runs.Verdict(s.Store.Quarters.Find(Q3)!.Run!.Value, household, null)!.Json));

    private static void Note(NightSite site, CaseListing listing, Func<long, DateTimeOffset, CaseEvent> make)
    {
        using var writing = Guard.Open(SiteFolder.At(site.Line.Site), site.Line.Clock, SiteUse.Work);
        var account = writing.Store.Accounts.Create("u1", "审核员", Role.Grassroots, null, [1, 2, 3]);
        var happened = make(2, writing.Clock.GetLocalNow()) with { By = account.Id };
        writing.Store.Cases.Append(listing.Case, null, 1, [new NewEvent(CaseEventJson.Kind(happened), CaseEventJson.Write(happened), happened.At, account.Id)], listing);
    }
}
