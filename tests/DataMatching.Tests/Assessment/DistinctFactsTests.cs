using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Tests.Assessment;

[TestClass]
public sealed class DistinctFactsTests
{
    private static readonly Provenance Row = new(7, "a.csv", 3, 120, new string('a', 64));

    /// <summary>Facts of one row that differ in type, grade, kind or what follows: the order of verdicts' facts rests on their texts.</summary>
    private static List<Fact> OfOneRow()
    {
        var facts = new List<Fact>();
        foreach (var grade in Enum.GetValues<MatchGrade>())
        {
            foreach (var kind in Enum.GetValues<IncomeKind>())
            {
                facts.Add(new MonthlyIncome("K/1", "r", "d", grade, Row, kind, new Month(2026, 4), new Money(100)));
                facts.Add(new MonthlyIncome("K/1", "r", "d", grade, Row, kind, new Month(2026, 4), new Money(1000)));
                facts.Add(new AverageIncome("K/1", "r", "d", grade, Row, kind, new Month(2026, 5), new Money(20)));
            }

            foreach (var kind in Enum.GetValues<StatusKind>())
            {
                facts.Add(new StatusFact("K/1", "r", "d", grade, Row, kind, new DateInterval(new DateOnly(2026, 1, 1), null), StatusDetail.None));
                facts.Add(new StatusFact("K/1", "r", "d", grade, Row, kind, new DateInterval(null, null), new StatusDetail(Cause: "illness")));
            }

            foreach (var kind in Enum.GetValues<AssetKind>())
                facts.Add(new AssetFact("K/1", "r", "d", grade, Row, kind, new DateInterval(null, null), new AssetDetail()));
            foreach (var kind in Enum.GetValues<ExpenseKind>())
                facts.Add(new ExpenseFact("K/1", "r", "d", grade, Row, kind, new DateOnly(2026, 4, 2), new Money(5)));
        }

        return facts;
    }

    [TestMethod]
    public void FactsOfOneRowStandInTheOrderOfTheirTexts()
    {
        var facts = OfOneRow().ConvertAll(f => (Fact: f, Text: FactJson.Text(f)));
        foreach (var a in facts)
        {
            foreach (var b in facts)
            {
                Assert.AreEqual(
                    Math.Sign(string.CompareOrdinal(a.Text, b.Text)), Math.Sign(DistinctFacts.Order.ByContent.Compare(a.Fact, b.Fact)), $"{a.Text} and {b.Text}");
            }
        }
    }

    [TestMethod]
    public void EqualFactsHaveEqualPlacesAndDifferentOnesStayApart()
    {
        var facts = OfOneRow();
        var copies = OfOneRow();
        Assert.HasCount(facts.Count, facts.Concat(copies).Distinct(DistinctFacts.ByPlace.First).ToList());
        for (var i = 0; i < facts.Count; i++) Assert.AreEqual(DistinctFacts.ByPlace.First.GetHashCode(facts[i]), DistinctFacts.ByPlace.First.GetHashCode(copies[i]));
    }
}
