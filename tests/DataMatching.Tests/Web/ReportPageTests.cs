using System.Security.Cryptography;
using System.Text;
using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Words;

namespace DataMatching.Tests.Web;

/// <summary>The printed report of each level: its own districts, its own cases, and a sample that anybody draws again with the seed it prints.</summary>
[TestClass]
public sealed class ReportPageTests
{
    [TestMethod]
    [DataRow("supervisor", "", "省级")]
    [DataRow("city", "", "市级")]
    [DataRow("county", "", "县级")]
    [DataRow("grassroots", "", "基层")]
    [DataRow("county", "?level=grassroots", "基层")]
    public async Task Each_level_reports_its_own_districts_and_cases(string name, string query, string level)
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As(name);
        var scope = demo.Account(name).Scope;
        var page = await surfer.Text("/report/2026Q3" + query);
        Assert.Contains($"（{level}）", QuarterDesk.Plain(page), StringComparison.Ordinal);
        var cases = demo.Cases().Where(c => demo.Account(name).Covers(c.District)).ToList();

        var rows = QuarterDesk.Table(page, "main");
        var run = demo.Store.Quarters.Find(WebTemplate.Q3)!.Run!.Value;
        var places = demo.Store.Runs.ActiveFiles(run).Values.Concat(cases.Select(c => c.District)).Where(d => demo.Account(name).Covers(d)).Select(d => scope is null ? d.City : d).Distinct().Order();
        CollectionAssert.AreEqual(places.Select(d => DivisionNames.Of(d) ?? d.ToString()).ToArray(), rows.Skip(1).SkipLast(1).Select(r => r[0]).ToArray());
        Assert.AreEqual(cases.Count, QuarterDesk.Number(rows[^1][7]), "undecided: all of its cases");

        if (level == "基层")
        {
            var from = page.IndexOf("四、逐户", StringComparison.Ordinal);
            var listed = QuarterDesk.Table(page[from..].Replace("aria-label=\"逐户\"", "id=\"each\"", StringComparison.Ordinal), "each").Skip(1).Select(r => r[0]).ToArray();
            CollectionAssert.AreEquivalent(cases.Select(c => c.Household).ToArray(), listed);
        }
        else Assert.DoesNotContain("逐户", page[page.IndexOf("<article", StringComparison.Ordinal)..], StringComparison.Ordinal);

        var seed = $"2026Q3 {scope?.ToString() ?? "000000"}";
        Assert.Contains($"“{seed}”", QuarterDesk.Plain(page), StringComparison.Ordinal);
        foreach (var flag in cases.Select(c => c.Flag).Distinct().Order())
        {
            var all = cases.Where(c => c.Flag == flag).Select(c => c.Household).ToList();
            var at = page.IndexOf("抽查名单", StringComparison.Ordinal);
            at = page.IndexOf($"<b>{ListWords.Of(flag).Chinese}</b>", at, StringComparison.Ordinal);
            var list = page[page.IndexOf("<ol", at, StringComparison.Ordinal)..page.IndexOf("</ol>", at, StringComparison.Ordinal)];
            var drawn = list.Split("<li>").Skip(1).Select(l => l[..l.IndexOf('<', StringComparison.Ordinal)]).ToArray();
            var due = Math.Min(all.Count, Math.Max(DataMatching.Quarters.SpotCheck.Least, ((all.Count * DataMatching.Quarters.SpotCheck.Percent) + 99) / 100));
            CollectionAssert.AreEqual(all.OrderBy(h => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed + "\n" + h))), StringComparer.Ordinal).Take(due).Order(StringComparer.Ordinal).ToArray(), drawn, $"{flag}");
        }
    }

    [TestMethod]
    public async Task A_report_of_another_district_is_none()
    {
        using var demo = new WebDemo();
        using var surfer = await demo.As("county");
        Assert.AreEqual(System.Net.HttpStatusCode.NotFound, (await surfer.Get("/report/2026Q3/" + demo.Account("elsewhere.county").Scope)).StatusCode);
        Assert.AreEqual(Paper(await surfer.Text("/report/2026Q3")), Paper(await surfer.Text("/report/2026Q3/" + demo.Account("county").Scope)), "the same state, the same paper");

        static string Paper(string page) => page[page.IndexOf("<article", StringComparison.Ordinal)..page.IndexOf("</article>", StringComparison.Ordinal)];
    }
}
