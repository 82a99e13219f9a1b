using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DataMatching.Identity;
using DataMatching.Jobs.Reports;

namespace DataMatching.Tests.Reports;

[TestClass]
public sealed partial class QuarterReportPageTests
{
    private const string Hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u202E\0\uD800<!--]]>";

    [TestMethod]
    public void ThePageAddsUpAndSaysSo()
    {
        var report = SampleReport.Quarter();
        var page = Page(report);
        long opening = report.Districts.Sum(d => d.Opening), closing = report.Districts.Sum(d => d.Opening + d.Add - d.Exit);
        Assert.Contains("<title>2026 年第三季度困难职工档案动态调整报告 · 广东省总工会</title>", page, StringComparison.Ordinal);
        Assert.Contains("✓ 账平", page, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"期末为 {closing:#,##0} 户（净减 {opening - closing} 户）"), page, StringComparison.Ordinal);
    }

    [TestMethod]
    public void AHouseholdWithoutAnAnswerMakesThePageSayItDoesNotAddUp()
    {
        var report = SampleReport.Quarter();
        var page = Page(report with { Districts = [report.Districts[0] with { Kept = report.Districts[0].Kept - 2 }, .. report.Districts.Skip(1)] });
        Assert.Contains("✗ 账不平", page, StringComparison.Ordinal);
        Assert.Contains("广州市 +2", page, StringComparison.Ordinal);
    }

    [TestMethod]
    public void EveryChartHasItsTable()
    {
        var page = Page(SampleReport.Quarter());
        using var data = Data(page);
        foreach (var chart in data.RootElement.GetProperty("charts").EnumerateArray())
        {
            var after = page[page.IndexOf($"id=\"chart-{chart.GetProperty("id").GetString()}\"", StringComparison.Ordinal)..];
            var table = after.IndexOf("<table>", StringComparison.Ordinal);
            Assert.IsTrue(table > 0 && table < after.IndexOf("</section>", StringComparison.Ordinal), chart.GetProperty("id").GetString());
        }
    }

    [TestMethod]
    public void ManyDistrictsAreChartedAsTheLargestAndTheRest()
    {
        var report = SampleReport.Quarter();
        var many = Enumerable.Range(0, 120).Select(i => report.Districts[i % 21] with { District = new District(440100 + i), Name = $"区{i}" }).ToArray();
        using var data = Data(Page(report with { Districts = many }));
        var chart = data.RootElement.GetProperty("charts")[1];
        Assert.AreEqual("其余 97 个地区", chart.GetProperty("labels").EnumerateArray().Last().GetString());
        Assert.AreEqual(many.Sum(d => d.Add), chart.GetProperty("series")[0].GetProperty("values").EnumerateArray().Sum(v => v.GetInt64()));
    }

    [TestMethod]
    public void HostileTextStaysText()
    {
        var report = SampleReport.Quarter();
        var page = Page(report with
        {
            Union = Hostile,
            Districts = [report.Districts[0] with { Name = Hostile }],
            Reasons = [report.Reasons[0] with { Name = Hostile }],
            Diff = report.Diff! with { Reasons = [report.Diff.Reasons[0] with { Name = Hostile }] },
            Coverage = [report.Coverage[0] with { Registry = Hostile }],
            Troubled = [report.Troubled[0] with { Registry = Hostile, Dataset = Hostile, File = Hostile, Reason = Hostile, Effect = Hostile }],
            Pins = report.Pins with { Policy = Hostile, PolicySha256 = Hostile, Standards = Hostile, Program = Hostile, Batches = [report.Pins.Batches[0] with { Registry = Hostile, Dataset = Hostile, Sha256 = Hostile }] },
        });
        Assert.HasCount(3, Script().Matches(page));
        var ours = Script().Replace(page, match => match.Length > 100_000 ? "" : match.Value); // the chart library speaks of img itself
        Assert.DoesNotContain("<img", ours, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", ours, StringComparison.Ordinal);
        Assert.IsFalse(page.Any(c => (char.IsControl(c) && c != '\n') || c == '\u202E' || char.IsSurrogate(c)));
        using var data = Data(page);
        Assert.StartsWith("</script><script>", data.RootElement.GetProperty("charts")[1].GetProperty("labels")[0].GetString()!, StringComparison.Ordinal);
    }

    [TestMethod]
    public void OnlyThePagesOwnScriptsMayRunAndNothingIsFetched()
    {
        var page = Page(SampleReport.Quarter());
        var scripts = Script().Matches(page).Select(match => match.Groups["body"].Value).ToArray();
        var policy = page[..page.IndexOf("<title>", StringComparison.Ordinal)];
        foreach (var script in scripts[1..]) Assert.Contains("'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script))) + "'", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.DoesNotMatchRegex(new Regex("<(link|iframe|object|embed|base|form)|\\s(src|srcset|on[a-z]+)=", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), Script().Replace(page, ""));
    }

    [TestMethod]
    public void AnEmptyQuarterIsAPageToo()
    {
        var report = SampleReport.Quarter();
        var page = Page(report with { Districts = [], Reasons = [], Diff = null, Coverage = [], Troubled = [], Pins = report.Pins with { Batches = [] } });
        Assert.Contains("本季度没有退回或迟到的批次", page, StringComparison.Ordinal);
        Assert.Contains("没有可比的上一季度", page, StringComparison.Ordinal);
    }

    [TestMethod]
    public void TheSameReportGivesTheSameBytes() => Assert.AreEqual(Page(SampleReport.Quarter()), Page(SampleReport.Quarter()));

    [TestMethod]
    public void NoIdNumberStandsInThePage() =>
        Assert.DoesNotContain("19491231", Page(SampleReport.Quarter() with { Union = "11010519491231002X" }), StringComparison.Ordinal);

    private static string Page(QuarterReport report)
    {
        using var stream = new MemoryStream();
        QuarterReportPage.Write(stream, report);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static JsonDocument Data(string page) => JsonDocument.Parse(Script().Match(page).Groups["body"].Value);

    [GeneratedRegex("<script[^>]*>(?<body>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Script();
}
