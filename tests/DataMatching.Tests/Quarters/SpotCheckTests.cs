using DataMatching.Assessment;
using DataMatching.Quarters;

namespace DataMatching.Tests.Quarters;

/// <summary>The sample of a report: the same for everybody who draws it, of the size that its rule says, from every list.</summary>
[TestClass]
public sealed class SpotCheckTests
{
    private static readonly (string, Flag)[] Cases = [.. Enumerable.Range(0, 500).Select(i => ($"KN{i:D5}", i < 2 ? Flag.Add : i < 42 ? Flag.Exit : Flag.ReExamine))];

    [TestMethod]
    public void The_same_seed_draws_the_same_whatever_the_order_and_another_draws_others()
    {
        var drawn = SpotCheck.Draw("2026Q3 440106", Cases);
        var again = SpotCheck.Draw("2026Q3 440106", Cases.Reverse());
        for (var i = 0; i < drawn.Strata.Count; i++) CollectionAssert.AreEqual(drawn.Strata[i].Drawn.ToArray(), again.Strata[i].Drawn.ToArray());
        CollectionAssert.AreNotEqual(drawn.Strata[1].Drawn.ToArray(), SpotCheck.Draw("2026Q4 440106", Cases).Strata[1].Drawn.ToArray());
    }

    [TestMethod]
    public void Each_list_gives_thirty_in_a_hundred_at_least_three_or_all_and_no_more_than_a_table_holds()
    {
        var strata = SpotCheck.Draw("2026Q3 440106", Cases).Strata;
        CollectionAssert.AreEqual(new[] { (Flag.Add, 2, 2, 2), (Flag.Exit, 40, 12, 12), (Flag.ReExamine, 458, 138, 60) }, strata.Select(s => (s.Flag, s.Of, s.Due, s.Drawn.Count)).ToArray());
        Assert.IsEmpty(SpotCheck.Draw("x", []).Strata);
    }

    [TestMethod]
    public void Anybody_can_draw_it_again_by_the_rule_on_the_page()
    {
        var expected = Cases.Where(c => c.Item2 == Flag.Exit).Select(c => c.Item1)
            .OrderBy(h => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes("2026Q3 440106\n" + h))), StringComparer.Ordinal)
            .Take(12).Order(StringComparer.Ordinal).ToArray();
        CollectionAssert.AreEqual(expected, SpotCheck.Draw("2026Q3 440106", Cases).Strata[1].Drawn.ToArray());
    }
}
