using DataMatching.Matching.Linkage.Comparing;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Tests.Matching.Linkage;

/// <summary>Given name and surname that stand in each other's place.</summary>
[TestClass]
public sealed class ExchangedFieldsTests
{
    private static readonly Comparison[] Names =
    [
        new("given", [LevelTest.Parse("damerau 1")!], Partner: "surname"),
        new("surname", [LevelTest.Parse("damerau 1")!], Partner: "given"),
    ];

    /// <summary>One coincidence counts once: who is called Alfie, and somebody whose surname was written as Alfie, are no match by both fields.</summary>
    [TestMethod]
    [DataRow("hall", "isla", "isla", "hall", "swapped", "swapped", DisplayName = "both in the other's place")]
    [DataRow("griffiths", "alfie", "alfie", "kelly", "swapped", "else", DisplayName = "one of them, told by the first field alone")]
    [DataRow("alfie", "kelly", "griffiths", "alfie", "swapped", "else", DisplayName = "the other way round")]
    [DataRow("hall", "isla", "isla", "halls", "swapped", "else", DisplayName = "with a slip")]
    [DataRow("", "alfie", "alfie", "kelly", "", "swapped", DisplayName = "the first has nothing, so the second tells")]
    [DataRow("alfie", "kelly", "griffiths", "", "else", "", DisplayName = "nothing in the other's place")]
    [DataRow("alfie", "alfie", "alfie", "kelly", "exact", "else", DisplayName = "where the first is the same it is no exchange")]
    [DataRow("isla", "hall", "isla", "hal", "exact", "damerau 1")]
    public void One_text_in_the_others_place_is_told_once(string given, string surname, string otherGiven, string otherSurname, string first, string second)
    {
        foreach (var isOne in new[] { true, false })
        {
            var records = new LinkRecords([new("given", ContentKind.Name), new("surname", ContentKind.Name)], isOne);
            records.Add(true, ["1"], [[given], [surname]]);
            records.Add(isOne, ["2"], [[otherGiven], [otherSurname]]);
            var comparison = new PairComparison(records, Names);
            var hand = comparison.TakeHand();
            var pattern = hand.PatternOf(0, isOne ? 1 : 0);
            Assert.AreEqual($"{first} {second}", string.Join(' ', Names.Select((n, i) => comparison.LevelOf(pattern, i) is var level && level == Comparison.Missing ? "" : n.Levels[level - 1])));
            if (isOne) Assert.AreEqual(pattern, hand.PatternOf(1, 0), "whichever record comes first");
        }
    }
}
