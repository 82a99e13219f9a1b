using DataMatching.Jobs;

namespace DataMatching.Tests.Jobs;

/// <summary>The arithmetic of the score: it must not flatter.</summary>
[TestClass]
public sealed class ScoreTests
{
    [TestMethod]
    [DataRow(10, 8, 6, 0.75, 0.6)]
    [DataRow(10, 0, 0, 1.0, 0.0)]
    [DataRow(0, 5, 0, 0.0, 1.0)]
    [DataRow(0, 0, 0, 1.0, 1.0)]
    public void Precision_is_of_those_given_and_recall_of_those_expected(int expected, int flagged, int right, double precision, double recall)
    {
        var line = new ScoreLine("Exit", expected, flagged, right);
        Assert.AreEqual(precision, line.Precision, 1e-12);
        Assert.AreEqual(recall, line.Recall, 1e-12);
    }

    [TestMethod]
    [DataRow("Add", 100, 100, 98, true)]
    [DataRow("Add", 100, 98, 97, false)]
    [DataRow("Add", 97, 100, 97, false)]
    [DataRow("ReExamine", 100, 103, 100, false)]
    [DataRow("ReExamine", 100, 97, 97, false)]
    [DataRow("Exit", 100, 98, 98, true)]
    [DataRow("Exit", 100, 97, 97, false)]
    public void Below_98_percent_it_is_not_good_enough(string flag, int expected, int flagged, int right, bool good) =>
        Assert.AreEqual(good, new Score([new ScoreLine(flag, expected, flagged, right), .. Perfect(flag)], [], [], []).IsGoodEnough);

    [TestMethod]
    [DataRow("Add")]
    [DataRow("Exit")]
    [DataRow("ReExamine")]
    public void A_flag_that_was_not_scored_is_not_good_enough(string flag) => Assert.IsFalse(new Score([.. Perfect(flag)], [], [], []).IsGoodEnough);

    [TestMethod]
    public void One_wrong_exit_is_one_too_many() =>
        Assert.IsFalse(new Score([new ScoreLine("Exit", 1000, 1001, 1000), .. Perfect("Exit")], [], ["H: expected Keep"], []).IsGoodEnough);

    private static IEnumerable<ScoreLine> Perfect(string but) =>
        new[] { "Add", "Exit", "ReExamine" }.Where(f => f != but).Select(f => new ScoreLine(f, 50, 50, 50));
}
