using DataMatching.App;
using DataMatching.Assessment;
using DataMatching.Jobs;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Tests.Jobs;

/// <summary>A carried-over exit that takes effect after the closing counts once, in the next quarter, whether or not the union's files followed.</summary>
[TestClass]
public sealed class AfterClosingTests
{
    private static readonly Quarter Q3 = Quarter.Parse("2026Q3"), Q4 = Quarter.Parse("2026Q4");

    [TestMethod]
    public void The_next_quarter_opens_with_what_this_one_closed_with_and_counts_and_files_the_exit()
    {
        using var site = new NightSite();
        site.Line.Clock.Now = new DateTimeOffset(2026, 10, 21, 1, 0, 0, TimeSpan.Zero);
        site.Night("2026-10-20");
        site.Run("quarter", "run", "2026Q3");
        site.Run("quarter", "close", "2026Q3", "--carry-over", "下季度继续办理");
        var closed = site.Look(s => CloseQuarter.Sums(s, Q3)!.Whole);
        var exit = site.Look(s => s.Store.Cases.Page(new CaseFilter(Q3, null, Flag: Flag.Exit), null, 1).Single());
        using (var writing = Guard.Open(SiteFolder.At(site.Line.Site), site.Line.Clock))
        {
            var at = writing.Clock.GetLocalNow().AddDays(1);
            writing.Store.Cases.Append(exit.Case, null, 1, [new NewEvent("closed", CaseEventJson.Write(new Closed(2, at, 0, Decision.Exited, "生效")), at, null)],
                exit with { State = CaseState.Closed, Step = "", Due = null, Decision = Decision.Exited, DecidedOn = DateOnly.FromDateTime(at.DateTime) });
        }

        site.Line.Clock.Now = new DateTimeOffset(2027, 1, 21, 1, 0, 0, TimeSpan.Zero);
        site.Run("quarter", "run", "2026Q4");
        Agrees();
        // The union's files follow.
        site.Edit("households.csv", line => line.StartsWith(exit.Household + ",", StringComparison.Ordinal) ? line.Replace("在档", "已退出", StringComparison.Ordinal) : line);
        site.Run("import");
        site.Run("quarter", "run", "2026Q4", "--repin");
        Agrees();

        void Agrees()
        {
            var sums = site.Look(s => CloseQuarter.Sums(s, Q4)!.Whole);
            Assert.AreEqual(closed, site.Look(s => CloseQuarter.Sums(s, Q3)!.Whole), "what it was closed with");
            Assert.AreEqual((closed.Closing, 1, closed.Closing - 1), (sums.Opening, sums.Exited, sums.Closing));
            var check = site.Look(s => CloseQuarter.Opening(s, Q4)!);
            Assert.IsTrue(check.Agrees, string.Join(' ', check.Differences));
            Assert.IsEmpty(site.Look(s => AdjustmentFile.Of(s, Q3, null)));
            Assert.AreEqual((exit.Household, Decision.Exited), site.Look(s => AdjustmentFile.Of(s, Q4, null)).Select(a => (a.Case.Household, a.Case.Decision!.Value)).Single());
        }
    }
}
