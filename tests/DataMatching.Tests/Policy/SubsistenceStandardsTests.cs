using DataMatching.Identity;
using DataMatching.Policy;
using DataMatching.Time;

namespace DataMatching.Tests.Policy;

[TestClass]
public sealed class SubsistenceStandardsTests
{
    private static readonly SubsistenceStandards Standards = SubsistenceStandards.Parse(
        ["district,from,yuan_per_month,source", "440000,2020-01-01,800,floor", "440100,2025-07-01,1238,paper, with a comma", "440100,2026-07-01,1250.50,paper", "440106,2026-09-01,,run out"]);

    [TestMethod]
    public void The_newest_entry_not_after_the_first_day_of_the_month_holds()
    {
        var guangzhou = new District(440105);
        Assert.AreEqual(Money.Yuan(1238), Standards.Of(guangzhou, new Month(2026, 6)));
        Assert.AreEqual(new Money(125_050), Standards.Of(guangzhou, new Month(2026, 7)));
        Assert.AreEqual("paper, with a comma", Standards.Entry(guangzhou, new Month(2026, 6))!.Source);
    }

    [TestMethod]
    public void The_most_precise_place_holds_and_the_wider_one_before_it_begins()
    {
        Assert.AreEqual(Money.Yuan(800), Standards.Of(new District(440105), new Month(2025, 6)));
        Assert.AreEqual(Money.Yuan(800), Standards.Of(new District(440500), new Month(2026, 6)));
        Assert.AreEqual(new Money(125_050), Standards.Of(new District(440106), new Month(2026, 8)));
        Assert.IsNull(Standards.Of(new District(440106), new Month(2026, 9)), "an empty amount says that the text has run out");
        Assert.IsNull(Standards.Of(new District(110105), new Month(2026, 9)));
    }

    [TestMethod]
    public void All_errors_are_reported_with_their_line()
    {
        var error = Assert.ThrowsExactly<PolicyException>(() => SubsistenceStandards.Parse(
            ["district,from,yuan_per_month,source", "44,2026-01-01,1,s", "440100,2026-1-1,1,s", "440100,2026-01-01,-5,s", "440100,2026-01-01,1,", "440100", "440100,2026-02-01,1,s", "440100,2026-02-01,2,s"]));
        CollectionAssert.AreEqual(new[] { "line 2", "line 3", "line 4", "line 5", "line 6", "line 8" }, error.Errors.Select(e => e.Where).ToArray());
    }

    [TestMethod]
    public void The_shipped_table_can_be_read_and_says_that_it_is_to_be_confirmed()
    {
        var lines = File.ReadAllLines(Path.Combine(CaseWorld.RepositoryRoot, "config", "standards", "standards.csv"));
        var shipped = SubsistenceStandards.Parse(lines);
        Assert.AreEqual(Money.Yuan(1196), shipped.Of(new District(440106), new Month(2026, 9)));
        Assert.AreEqual(Money.Yuan(636), shipped.Of(new District(500101), new Month(2026, 9)));
        Assert.IsTrue(lines.Where(l => char.IsAsciiDigit(l[0])).All(l => l.Contains("to be confirmed locally", StringComparison.Ordinal)));
    }
}
