using DataMatching.Time;

namespace DataMatching.Tests.Time;

[TestClass]
public sealed class TimeTests
{
    [TestMethod]
    [DataRow("2026-07")]
    [DataRow("202607")]
    [DataRow("2026/7")]
    [DataRow("2026-7")]
    [DataRow("2026年7月")]
    [DataRow(" 2026年07月 ")]
    public void Months(string text) => Assert.AreEqual(new Month(2026, 7), Month.Parse(text));

    [TestMethod]
    [DataRow("")]
    [DataRow("2026-13")]
    [DataRow("2026-00")]
    [DataRow("20267")]
    [DataRow("20-2607")]
    [DataRow("2026-07-")]
    [DataRow("2026--7")]
    [DataRow("1899-12")]
    [DataRow("20260731")]
    public void No_months(string text) => Assert.IsFalse(Month.TryParse(text, out _));

    [TestMethod]
    public void Months_count_over_the_year_and_end_where_time_ends()
    {
        Assert.AreEqual(new Month(2027, 1), new Month(2026, 12).Plus(1));
        Assert.AreEqual(new DateOnly(2024, 2, 29), new Month(2024, 2).LastDay);
        Assert.AreEqual(6, new Month(2026, 4).To(new Month(2026, 9)).Count());
        Assert.AreEqual(2, new Month(2999, 11).To(new Month(2999, 12)).Count());
        Assert.AreEqual(0, new Month(2026, 2).To(new Month(2026, 1)).Count());
    }

    [TestMethod]
    public void Quarters()
    {
        Assert.AreEqual(new Quarter(2026, 3), Quarter.Parse("2026-q3"));
        Assert.AreEqual(new DateOnly(2026, 9, 30), new Quarter(2026, 3).LastDay);
        Assert.AreEqual(new Quarter(2025, 4), new Quarter(2026, 1).Previous);
        Assert.IsFalse(Quarter.TryParse("2026Q5", out _));
    }

    [TestMethod]
    public void Intervals_include_both_edges()
    {
        var july = new DateInterval(new DateOnly(2026, 7, 1), new DateOnly(2026, 7, 31));
        Assert.IsTrue(july.Contains(new DateOnly(2026, 7, 31)) && !july.Contains(new DateOnly(2026, 8, 1)));
        Assert.IsTrue(july.Covers(new Month(2026, 7)) && july.Touches(new Month(2026, 7)) && !july.Touches(new Month(2026, 8)));
        Assert.AreEqual(july, DateInterval.Always.Intersection(july));
        Assert.AreEqual(july, july.Intersection(DateInterval.Always));
        Assert.AreEqual(new DateInterval(new DateOnly(2026, 7, 31), new DateOnly(2026, 7, 31)), july.Intersection(DateInterval.From(new DateOnly(2026, 7, 31))));
        Assert.IsNull(july.Intersection(DateInterval.From(new DateOnly(2026, 8, 1))));
        Assert.ThrowsExactly<ArgumentException>(() => new DateInterval(new DateOnly(2026, 7, 2), new DateOnly(2026, 7, 1)));
    }
}
