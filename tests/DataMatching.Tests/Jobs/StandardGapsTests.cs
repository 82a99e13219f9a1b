using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Jobs;
using DataMatching.Policy;
using DataMatching.Time;

namespace DataMatching.Tests.Jobs;

/// <summary>Places without a standard are named once, with their months.</summary>
[TestClass]
public sealed class StandardGapsTests
{
    private static readonly JudgedPeriod Q3 = JudgedPeriod.Of(new Quarter(2026, 3));

    [TestMethod]
    [DataRow("440100,2026-04-01", null)]
    [DataRow("440000,2020-01-01", null)]
    [DataRow("440100,2026-04-02", "440100 广东省广州市 2026-04. ")]
    [DataRow("440100,2026-09-01", "440100 广东省广州市 2026-04, 2026-05, 2026-06, 2026-07, 2026-08. ")]
    [DataRow("440106,2020-01-01", "440100 广东省广州市 2026-04, 2026-05, 2026-06, 2026-07, 2026-08, 2026-09. ")]
    public void Of_two_districts_of_a_city(string standard, string? expected)
    {
        var gaps = Gaps([standard], 440106, 440104, 440106);
        if (expected is null) Assert.IsNull(gaps);
        else Assert.StartsWith("No standard for " + expected, gaps!, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_district_that_lacks_other_months_than_its_city_is_named_itself()
    {
        var gaps = Gaps(["440100,2026-04-01", "440100,2026-09-01,", "440106,2026-06-01"], 440104, 440106, 500101)!;
        Assert.StartsWith("No standard for 440100 广东省广州市 2026-09; 500100 ", gaps, StringComparison.Ordinal);
        Assert.DoesNotContain("440106", gaps, StringComparison.Ordinal);
        Assert.Contains("440106 广东省广州市天河区 2026-07", Gaps(["440100,2026-04-01", "440106,2026-07-01,", "440106,2026-08-01"], 440104, 440106)!, StringComparison.Ordinal);
    }

    private static string? Gaps(string[] standards, params int[] districts) => StandardGaps.Of(
        districts.Select((d, i) => new Household($"H{i}", new District(d), FileState.Active, null, [], null, null, [], [], [])),
        SubsistenceStandards.Parse(["district,from,yuan_per_month,source", .. standards.Select(s => s + (s.EndsWith(',') ? "" : ",1000") + ",test")]), Q3);
}
