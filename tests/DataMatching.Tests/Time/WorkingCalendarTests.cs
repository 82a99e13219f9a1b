using DataMatching.Policy;
using DataMatching.Tests.Architecture;
using DataMatching.Time;

namespace DataMatching.Tests.Time;

[TestClass]
public sealed class WorkingCalendarTests
{
    internal static readonly WorkingCalendar Shipped = WorkingCalendar.Parse(File.ReadLines(Path.Combine(Repository.Root, "config", "calendars", "cn.csv")));

    [TestMethod]
    [DataRow("2026-02-13", true, "the Friday before")]
    [DataRow("2026-02-14", true, "a make-up Saturday")]
    [DataRow("2026-02-15", false, "the first day off")]
    [DataRow("2026-02-18", false, "a Wednesday off")]
    [DataRow("2026-02-23", false, "the last day off, a Monday")]
    [DataRow("2026-02-24", true, "the Tuesday after")]
    [DataRow("2026-02-28", true, "a make-up Saturday")]
    [DataRow("2026-03-01", false, "a plain Sunday")]
    public void Spring_Festival_of_2026_with_its_make_up_workdays(string day, bool works, string why) => Assert.AreEqual(works, Shipped.IsWorkingDay(DateOnly.Parse(day, null)), why);

    [TestMethod]
    [DataRow("2026-02-13", 0, "2026-02-13")]
    [DataRow("2026-02-13", 1, "2026-02-14")]
    [DataRow("2026-02-13", 2, "2026-02-24")]
    [DataRow("2026-02-13", 6, "2026-02-28")]
    [DataRow("2026-02-13", 7, "2026-03-02")]
    [DataRow("2026-02-18", 1, "2026-02-24")]
    public void Days_are_counted_from_the_day_after(string day, int days, string expected) => Assert.AreEqual(DateOnly.Parse(expected, null), Shipped.AddWorkingDays(DateOnly.Parse(day, null), days));

    [TestMethod]
    public void Both_edges_of_a_span_count()
    {
        Assert.AreEqual(3, Shipped.WorkingDays(new DateOnly(2026, 2, 13), new DateOnly(2026, 2, 24)));
        Assert.AreEqual(1, Shipped.WorkingDays(new DateOnly(2026, 2, 24), new DateOnly(2026, 2, 24)));
        Assert.AreEqual(0, Shipped.WorkingDays(new DateOnly(2026, 2, 24), new DateOnly(2026, 2, 23)));
    }

    [TestMethod]
    public void Counting_agrees_with_adding_from_every_day_of_the_known_years()
    {
        for (var day = new DateOnly(2015, 1, 1); day < new DateOnly(2026, 12, 1); day = day.AddDays(1))
            Assert.AreEqual(7, Shipped.WorkingDays(day.AddDays(1), Shipped.AddWorkingDays(day, 7)), $"{day:O}");
    }

    [TestMethod]
    public void A_year_without_its_paper_is_an_error_that_names_it()
    {
        CollectionAssert.AreEqual(Enumerable.Range(2015, 12).ToArray(), Shipped.Years.ToArray());
        Assert.AreEqual(2014, Assert.ThrowsExactly<CalendarYearMissingException>(() => Shipped.IsWorkingDay(new DateOnly(2014, 12, 31))).Year);
        var error = Assert.ThrowsExactly<CalendarYearMissingException>(() => Shipped.AddWorkingDays(new DateOnly(2026, 12, 30), 5));
        Assert.AreEqual(2027, error.Year);
        Assert.Contains("2027", error.Message, StringComparison.Ordinal);
        var neighbour = WorkingCalendar.Parse(["date,kind,name", "2026-01-01,holiday,元旦", "2026-10-01,holiday,国庆节", "2025-12-31,holiday,元旦"]);
        Assert.AreEqual(2025, Assert.ThrowsExactly<CalendarYearMissingException>(() => neighbour.IsWorkingDay(new DateOnly(2025, 12, 30))).Year, "a day of 2025 in the paper for 2026 tells nothing of 2025");
    }

    [TestMethod]
    public void Every_fault_of_the_file_is_told_with_its_line()
    {
        var errors = Assert.ThrowsExactly<PolicyException>(() => WorkingCalendar.Parse(["date,kind,name", "2026-13-01,holiday,x", "2026-01-01,feast,x", "2026-01-01,holiday", "2026-01-02,holiday,x", "2026-01-02,workday,x"])).Errors;
        CollectionAssert.AreEqual(new[] { "line 2", "line 3", "line 4", "line 6" }, errors.Select(e => e.Where).ToArray());
        Assert.HasCount(1, Assert.ThrowsExactly<PolicyException>(() => WorkingCalendar.Parse([])).Errors);
        Assert.HasCount(1, Assert.ThrowsExactly<PolicyException>(() => WorkingCalendar.Parse(["day,kind"])).Errors);
    }
}
