using System.Text.Json;
using DataMatching.Assessment;
using DataMatching.Words;

namespace DataMatching.Jobs.Reports;

/// <summary>The numbers behind the report's charts as JSON for report.js. The default JSON encoder leaves no &lt;, &gt;, &amp; or quote in a script block.</summary>
internal static class ReportCharts
{
    private const int MostBars = 24;

    internal static string Json(QuarterReport report) => JsonSerializer.Serialize(new { charts = Charts(report) });

    private static List<object> Charts(QuarterReport report)
    {
        List<object> charts = [Balance(report.Districts), Districts(report.Districts), Reasons(report.Reasons)];
        if (report.Diff is { } diff) charts.Add(Diff(diff));
        charts.Add(Coverage(report.Coverage));
        return charts;
    }

    private static object Balance(IReadOnlyList<DistrictCount> districts) => new
    {
        id = "balance",
        kind = "waterfall",
        labels = new[] { "期初\n在档", "拟纳入", "脱困", "解困", "其他\n退出", "期末\n（拟）" },
        opening = districts.Sum(d => d.Opening),
        steps = new[] { districts.Sum(d => d.Add), -districts.Sum(d => d.ExitOutOfPoverty), -districts.Sum(d => d.ExitRelieved), -districts.Sum(d => d.ExitIneligible) },
    };

    /// <summary>The districts with most on the lists; the rest as one bar, so that the chart stays readable.</summary>
    private static object Districts(IReadOnlyList<DistrictCount> districts)
    {
        var ranked = districts.OrderByDescending(d => d.Add + d.Exit + d.ReExamine).ThenBy(d => d.District).ToArray();
        var shown = ranked.Length <= MostBars ? ranked : ranked[..(MostBars - 1)];
        var rest = ranked[shown.Length..];
        long[] Series(Func<DistrictCount, long> count) => [.. shown.Select(count), .. rest.Length == 0 ? Array.Empty<long>() : [rest.Sum(count)]];
        return new
        {
            id = "districts",
            kind = "stack",
            labels = shown.Select(d => Label(d.Name)).Concat(rest.Length == 0 ? [] : [FormattableString.Invariant($"其余 {rest.Length} 个地区")]).ToArray(),
            series = new[]
            {
                new { name = ListWords.Of(Flag.Add).Chinese, look = "add", values = Series(d => d.Add) },
                new { name = ListWords.Of(Flag.Exit).Chinese, look = "exit", values = Series(d => d.Exit) },
                new { name = ListWords.Of(Flag.ReExamine).Chinese, look = "review", values = Series(d => d.ReExamine) },
            },
        };
    }

    private static object Reasons(IReadOnlyList<ReasonCount> reasons) => new
    {
        id = "reasons",
        kind = "stack",
        labels = reasons.Select(reason => Label(reason.Name)).ToArray(),
        series = new[] { (Flag: Flag.Add, Look: "add"), (Flag: Flag.Exit, Look: "exit"), (Flag: Flag.ReExamine, Look: "review") }.Select(one => new
        {
            name = ListWords.Of(one.Flag).Chinese,
            look = one.Look,
            values = reasons.Select(reason => reason.Flag == one.Flag ? reason.Households : 0).ToArray(),
        }).ToArray(),
    };

    private static object Diff(QuarterDiff diff) => new
    {
        id = "diff",
        kind = "diverge",
        labels = diff.Reasons.Select(reason => Label(reason.Name)).ToArray(),
        series = new[]
        {
            new { name = "消失", look = "gone", values = diff.Reasons.Select(reason => -reason.Gone).ToArray() },
            new { name = "新出现", look = "appeared", values = diff.Reasons.Select(reason => reason.Appeared).ToArray() },
        },
    };

    private static object Coverage(IReadOnlyList<CoverageCount> coverage) => new
    {
        id = "coverage",
        kind = "share",
        labels = coverage.Select(one => Label(ListWords.OfRegistry(one.Registry))).ToArray(),
        series = new[]
        {
            new { name = "有记录", look = "found", values = coverage.Select(one => one.Found).ToArray() },
            new { name = "无记录", look = "norecord", values = coverage.Select(one => one.NoRecord).ToArray() },
            new { name = "未查询", look = "notasked", values = coverage.Select(one => one.NotAsked).ToArray() },
            new { name = "拒绝", look = "refused", values = coverage.Select(one => one.Refused).ToArray() },
            new { name = "未返回", look = "failed", values = coverage.Select(one => one.Failed).ToArray() },
        },
    };

    private static string Label(string text) => PersonalNumbers.Mask(CleanText.OneLine(text));
}
