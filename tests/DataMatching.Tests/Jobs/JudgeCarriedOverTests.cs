using DataMatching.App;
using DataMatching.Assessment;
using DataMatching.Jobs;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Tests.Jobs;

/// <summary>What a quarter's run says to the cases of the quarter before that nobody has ended.</summary>
[TestClass]
public sealed class JudgeCarriedOverTests
{
    private const string Night = "2026-10-20";
    private static readonly Quarter Q2 = Quarter.Parse("2026Q2"), Q3 = Quarter.Parse("2026Q3");

    [TestMethod]
    public void Open_cases_are_judged_by_the_newer_quarter_and_those_nobody_worked_on_end()
    {
        using var site = new NightSite();
        site.Night(Night);
        site.Run("quarter", "run", "2026Q2", "--date", Night);
        var before = site.Look(s => s.Store.Cases.Page(new CaseFilter(Q2, null), null, 1_000));
        var worked = before.Where((_, i) => i % 2 == 0).Select(c => c.Case).ToHashSet();
        Assert.IsGreaterThan(10, worked.Count);
        WorkOn(site, worked);
        site.Run("quarter", "run", "2026Q3", "--date", Night);

        var (same, other, gone) = (0, 0, 0);
        foreach (var listing in before)
        {
            var known = Known(site, listing.Case);
            var now = Judged(site, listing.Household);
            if (worked.Contains(listing.Case))
            {
                Assert.IsTrue(known.Judged.IsSame(now), $"{listing.Case}: {known.Judged.Flag} {string.Join(',', known.Judged.Rules)}, the new quarter says {now.Flag} {string.Join(',', now.Rules)}");
                Assert.AreEqual((listing.Flag, CaseState.Open), (known.Flag, known.State), "people decide how it ends");
                if (known.Events.Count == 2) same++;
                else if (now.Flag == Flag.Keep) gone++;
                else other++;
            }
            else
            {
                Assert.AreEqual((CaseState.Closed, null), (known.State, known.Decision));
                Assert.AreEqual(now.Flag != Flag.Keep, known.Events[^1] is Superseded, "it goes on in the new quarter's case");
            }
        }

        Assert.IsTrue(same > 0 && other > 0, $"{same} judged the same, {other} otherwise, {gone} no longer listed: the sample shows too little");
        var events = before.Sum(c => Known(site, c.Case).Events.Count);
        site.Run("quarter", "run", "2026Q3", "--date", Night, "--repin");
        Assert.AreEqual(events, before.Sum(c => Known(site, c.Case).Events.Count), "told once");
    }

    private static Case Known(NightSite site, long number) =>
        site.Look(s => Case.Fold(number, [.. s.Store.Cases.Events(number, null).Select(e => e.ToEvent())], s.Configuration.Steps));

    private static Judgement Judged(NightSite site, string household) =>
        site.Look(s => Judgement.Of(VerdictJson.Read(s.Store.Runs.Verdict(s.Store.Quarters.Find(Q3)!.Run!.Value, household, null)!.Json)));

    private static void WorkOn(NightSite site, IEnumerable<long> cases)
    {
        using var writing = Guard.Open(SiteFolder.At(site.Line.Site), site.Line.Clock, SiteUse.Work);
        var account = writing.Store.Accounts.Create("u1", "审核员", Role.Grassroots, null, [1, 2, 3]);
        foreach (var number in cases)
        {
            var noted = new Noted(2, writing.Clock.GetLocalNow(), account.Id, "看过", []);
            writing.Store.Cases.Append(number, null, 1, [new NewEvent(CaseEventJson.Kind(noted), CaseEventJson.Write(noted), noted.At, account.Id)], writing.Store.Cases.Find(number, null)!.Listing);
        }
    }
}
