using System.Globalization;
using DataMatching.Time;

namespace DataMatching.Tests.Time;

/// <summary>What a night and a quarter look at (docs/decisions/0005-judged-period.md).</summary>
[TestClass]
public sealed class JudgedPeriodTests
{
    [TestMethod]
    [DataRow("2026-09-29", "2026-03", "2026-08")]
    [DataRow("2026-09-30", "2026-04", "2026-09")]
    [DataRow("2026-10-01", "2026-04", "2026-09")]
    [DataRow("2024-02-28", "2023-08", "2024-01")]
    [DataRow("2024-02-29", "2023-09", "2024-02")]
    [DataRow("2026-01-01", "2025-07", "2025-12")]
    public void A_night_looks_at_the_last_ended_month_and_its_own_date(string night, string first, string last)
    {
        var day = DateOnly.ParseExact(night, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var period = JudgedPeriod.OfNight(day);
        Assert.AreEqual((Month.Parse(first), Month.Parse(last), day), (period.First, period.Last, period.Day));
        Assert.HasCount(JudgedPeriod.Length, period.Months.ToList());
    }

    [TestMethod]
    public void A_quarter_looks_at_its_last_month_and_last_day_and_so_does_the_night_of_that_day()
    {
        var period = JudgedPeriod.Of(new Quarter(2026, 3));
        Assert.AreEqual((Month.Parse("2026-04"), Month.Parse("2026-09"), new DateOnly(2026, 9, 30)), (period.First, period.Last, period.Day));
        Assert.AreEqual(period, JudgedPeriod.OfNight(new DateOnly(2026, 9, 30)));
    }
}
