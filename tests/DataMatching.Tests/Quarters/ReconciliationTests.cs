using DataMatching.Assessment;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Quarters;
using DataMatching.Review;

namespace DataMatching.Tests.Quarters;

/// <summary>Opening + in − out = closing on seeded quarters, and each way in which the parts may not add up.</summary>
[TestClass]
public sealed class ReconciliationTests
{
    private sealed record Counts(List<JudgedCount> Judged, Dictionary<Flag, int> Verdicts, List<StandingCount> Standing, List<KeptCount> Kept)
    {
        public Reconciliation Sums => Reconciliation.Of(Judged, Verdicts, Standing, Kept);
    }

    [TestMethod]
    public void What_was_walked_one_by_one_adds_up_by_county_and_as_a_whole()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var files = Enumerable.Range(0, 200).Select(_ => Walk(random)).ToList();
            var sums = Of(files).Sums;
            Assert.IsEmpty(sums.Faults, $"seed {seed}: {string.Join(' ', sums.Faults.Select(f => f.English))}");
            foreach (var b in sums.Districts)
            {
                var here = files.Where(f => f.Place == b.District).ToList();
                Assert.AreEqual(here.Count(f => f.ActiveAfter), b.Closing, $"seed {seed} {b.District}: files that are active after the decisions");
                Assert.AreEqual(here.Count(f => f.Flag != Flag.Keep), b.Cases, $"seed {seed} {b.District}");
            }

            Assert.AreEqual(files.Count(f => f.ActiveAfter), sums.Whole.Closing, $"seed {seed}");
            Assert.AreEqual(sums.Whole.Opening + sums.Whole.Added - sums.Whole.Exited, sums.Whole.Closing);
        }
    }

    [TestMethod]
    [DataRow("differs-lists")]
    [DataRow("differs-cases")]
    [DataRow("differs-tally")]
    [DataRow("differs-more-out")]
    [DataRow("differs-wrong-end")]
    public void A_difference_is_told(string code)
    {
        var random = new Random(7);
        var counts = Of([.. Enumerable.Range(0, 200).Select(_ => Walk(random))]);
        var one = counts.Standing.First(s => s.Flag == Flag.ReExamine && s.Flagged);
        switch (code)
        {
            case "differs-lists":
                counts.Verdicts[Flag.Add]++;
                break;
            case "differs-cases":
                counts.Standing.Remove(one);
                break;
            case "differs-tally":
                counts.Kept[0] = counts.Kept[0] with { Cases = counts.Kept[0].Cases + 1 };
                break;
            case "differs-more-out":
                counts.Standing.Add(new StandingCount(new District(990101), Flag.Exit, ExitKind.Relieved, CaseState.Closed, Decision.Exited, false, 1));
                break;
            default:
                counts.Standing[counts.Standing.IndexOf(one)] = one with { State = CaseState.Closed, Decision = Decision.Exited };
                break;
        }

        Assert.Contains(code, counts.Sums.Faults.Select(f => f.Code).ToList());
    }

    [TestMethod]
    public void An_opening_that_is_not_the_closing_before_says_which_files_came_went_and_moved()
    {
        District a = new(440106), b = new(440103);
        DistrictBalance Closed(District d, int opening, int added, int exited) => new(d, opening, added, exited, 0, 0, 0, 0);
        var same = OpeningCheck.Compare([Closed(a, 3, 1, 1)], [Closed(a, 3, 0, 0)]);
        Assert.IsEmpty(same);
        var differences = OpeningCheck.Compare([Closed(a, 3, 1, 1), Closed(b, 1, 0, 0)], [Closed(a, 2, 0, 0), Closed(b, 3, 0, 0)]);
        CollectionAssert.AreEqual(new[] { (b, 1, 3), (a, 3, 2) }, differences.Select(d => (d.District, d.Closing, d.Opening)).ToArray());
        var check = OpeningCheck.Of(
            differences, new Dictionary<string, District> { ["K1"] = a, ["K2"] = a, ["K3"] = a, ["K4"] = b }, new Dictionary<string, District> { ["K5"] = a }, new HashSet<string> { "K1" },
            new Dictionary<string, District> { ["K2"] = a, ["K3"] = b, ["K4"] = b, ["K6"] = b, ["K7"] = a });
        Assert.AreEqual((2, 1, 1, false), (check.Came, check.Went, check.Moved, check.Agrees), "K6 and K7 came, K5 went, K3 moved");
    }

    private sealed record File(District Place, FileState State, Flag Flag, CaseState Case, Decision? Decision)
    {
        public bool ActiveAfter => Decision switch { DataMatching.Review.Decision.Added => true, DataMatching.Review.Decision.Exited => false, _ => State == FileState.Active };
    }

    private static File Walk(Random random)
    {
        var place = new District(440100 + random.Next(1, 5));
        var state = (FileState)random.Next(4);
        var flag = random.Next(3) == 0 ? Flag.Keep : state == FileState.Active ? random.Next(2) == 0 ? Flag.Exit : Flag.ReExamine : random.Next(2) == 0 ? Flag.Add : Flag.ReExamine;
        var known = flag == Flag.Keep ? CaseState.Open : (CaseState)random.Next(3);
        if (known != CaseState.Closed || flag == Flag.Keep) return new File(place, state, flag, known, null);
        Decision own = flag switch { Flag.Add => Decision.Added, Flag.Exit => Decision.Exited, _ => Decision.Kept };
        return new File(place, state, flag, known, random.Next(3) switch { 0 => Decision.Kept, 1 => Decision.Corrected, _ => own });
    }

    private static Counts Of(List<File> files)
    {
        var cases = files.Where(f => f.Flag != Flag.Keep).ToList();
        return new Counts(
            [.. files.GroupBy(f => (f.Place, f.State, f.Flag)).Select(g => new JudgedCount(g.Key.Place, g.Key.State, g.Key.Flag, g.Count()))],
            files.GroupBy(f => f.Flag).ToDictionary(g => g.Key, g => g.Count()),
            [.. cases.GroupBy(f => (f.Place, f.Flag, f.Case, f.Decision)).Select(g => new StandingCount(g.Key.Place, g.Key.Flag, null, g.Key.Case, g.Key.Decision, true, g.Count()))],
            [.. cases.GroupBy(f => (f.Place, f.Flag, f.Case)).Select(g => new KeptCount(g.Key.Place, g.Key.Flag, g.Key.Case, g.Count()))]);
    }
}
