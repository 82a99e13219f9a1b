using System.Text.Json;
using DataMatching.Jobs.Reports;

namespace DataMatching.Tests.Jobs;

/// <summary>What cannot be taken is told where it is looked for: in the night's summary in Chinese words, in status, by doctor.</summary>
[TestClass]
public sealed class RefusalTests
{
    private const string Header = "姓名,证件号码,扣缴义务人,统一社会信用代码,税款所属期,收入额\n", Row = "甲,44010119000101001X,乙,丙,2026-07,1.00\n", Night = "2026-10-01";

    [TestMethod]
    public void Every_refusal_has_its_Chinese_kind_in_the_summary_and_stands_in_status_and_doctor()
    {
        using var site = new NightSite();
        site.Line.Clock.Now = new DateTimeOffset(2026, 10, 1, 20, 0, 0, TimeSpan.Zero);
        var faults = new (string Name, string Content, Func<string, string>? Bend, string Words)[]
        {
            ("sha.csv", Header + Row, m => m.Replace("\"sha256\":\"", "\"sha256\":\"0", StringComparison.Ordinal).Replace("\"}", "", StringComparison.Ordinal)[..^1] + "\"}", "校验值与清单不符"),
            ("rows.csv", Header + Row + Row, m => m.Replace("\"rows\":2", "\"rows\":3", StringComparison.Ordinal), "行数与清单不符"),
            ("header.csv", "姓名,收入额\n", null, "表头缺列"),
            ("quotes.csv", "\"姓名,证件号码\"x,a\n", null, "表头引号有误"),
            ("empty.csv", "", m => m.Replace("\"rows\":-1", "\"rows\":0", StringComparison.Ordinal), "文件是空的"),
            ("mark.csv", "\uFEFF" + Header, m => m.Replace("\"utf-8\"", "\"gb18030\"", StringComparison.Ordinal), "清单写 gb18030"),
            ("bad.csv", Header + string.Concat(Enumerable.Repeat("甲,乙\n", 20)), null, "坏行过多"),
            ("small.csv", Header + Row + Row + Row, null, "与以往批次相差太大，已拦下，请与部门核实；属实的在部门页面或用 accept 命令放行。行数：3，前 2 批 "),
            ("manifest.csv", Header, _ => "{}", "清单有误"),
            ("elsewhere.csv", Header, m => m.Replace("tax", "vehicle", StringComparison.Ordinal).Replace("wages", "vehicles", StringComparison.Ordinal), "放错了部门文件夹"),
        };
        foreach (var (name, content, bend, _) in faults) site.Deliver("tax", "wages", name, Night, content, bend: bend);
        File.WriteAllText(site.Line.At("site", "drop", "tax", "gone.csv.manifest.json"), "{}");
        site.Night(Night);

        var text = site.Text(Night);
        foreach (var (name, _, _, words) in faults)
        {
            var line = text.Split('\n').Single(l => l.Contains("tax/" + name, StringComparison.Ordinal));
            Assert.Contains(words, line, StringComparison.Ordinal);
        }

        Assert.Contains("tax/gone.csv：只有清单、没有文件", text, StringComparison.Ordinal);
        Assert.DoesNotContain(RefusalWords.Other, text, StringComparison.Ordinal);
        Assert.Contains("'datamatching quarantine --registry tax --out FILE.csv' lists the rows", text, StringComparison.Ordinal);
        Assert.Contains("等待清单的文件", text, StringComparison.Ordinal);
        Assert.Contains("\n  tax/wages-440000-draft.csv\n", text, StringComparison.Ordinal);
        Assert.AreEqual(text, site.Night(Night).GetProperty("text").GetString(), "told as long as it lies there");

        var status = site.Line.Run("status", "--json").Json.GetProperty("refusals").EnumerateArray().ToList();
        foreach (var (name, _, _, _) in faults) Assert.ContainsSingle(status.Where(r => r.GetProperty("file").GetString() == "tax/" + name));
        Assert.IsTrue(status.TrueForAll(r => !r.GetProperty("corrected").GetBoolean()));
        Assert.AreEqual("WARN", Doctor(site, "tax/rows.csv"));
        Assert.AreEqual("WARN", Doctor(site, "refused deliveries"));
        Assert.Contains("waits for its manifest: tax/wages-440000-draft.csv", site.Line.Run("pull", "--date", Night).Output, StringComparison.Ordinal);
    }

    [TestMethod]
    public void What_was_corrected_or_is_long_ago_is_no_longer_warned_of()
    {
        using var site = new NightSite();
        site.Night("2026-09-30");
        site.Deliver("tax", "business", "b.csv", "2026-10-01", "姓名,证件号码,税款所属期,经营收入\n", bend: m => m.Replace("\"rows\":0", "\"rows\":1", StringComparison.Ordinal));
        site.Night("2026-10-01");
        Assert.AreEqual("WARN", Doctor(site, "tax/b.csv"));
        Assert.AreEqual("WARN", Doctor(site, "property/units-445300-2026Q3.csv"));
        site.Run("quarter", "run", "2026Q3", "--date", "2026-10-20");
        Assert.Contains("行数与清单不符，请部门重新报送完整文件（found ", File.ReadAllText(site.Line.At("site", "lists", "2026Q3", "report.html")), StringComparison.Ordinal);
        var rows = string.Concat(Enumerable.Repeat("甲,44010119000101001X,2026-07,1.00\n", site.Lines("drop", "tax", "business-440000-2026Q3.csv").Length - 1));
        site.Deliver("tax", "business", "b2.csv", "2026-10-01", "姓名,证件号码,税款所属期,经营收入\n" + rows);
        site.Night("2026-10-02");
        Assert.IsNull(Doctor(site, "tax/b.csv"));
        Assert.IsTrue(site.Line.Run("status", "--json").Json.GetProperty("refusals").EnumerateArray().Single(r => r.GetProperty("file").GetString() == "tax/b.csv").GetProperty("corrected").GetBoolean());
        site.Line.Clock.Now = site.Line.Clock.Now.AddDays(8);
        Assert.IsNull(Doctor(site, "property/units-445300-2026Q3.csv"));
        Assert.AreEqual("OK", Doctor(site, "refused deliveries"));
    }

    [TestMethod]
    public void Without_an_agreement_what_is_new_is_refused_and_what_was_pulled_before_is_not()
    {
        using var site = new NightSite();
        site.Night("2026-09-30");
        site.Deliver("tax", "wages", "late.csv", "2027-12-31", Header + Row);
        site.Night("2028-01-01");
        var refusals = site.Summary("2028-01-01").GetProperty("refusals").EnumerateArray().ToList();
        Assert.AreEqual("tax/late.csv", refusals.Single().GetProperty("file").GetString());
        Assert.Contains("税务·工资薪金  tax/late.csv：数据共享协议不在有效期内", site.Text("2028-01-01"), StringComparison.Ordinal);
    }

    private static string? Doctor(NightSite site, string what) =>
        site.Line.Run("doctor", "--json").Json.EnumerateArray().Where(c => c.GetProperty("what").GetString() == what && c.GetProperty("finding").ValueKind == JsonValueKind.String)
            .Select(c => c.GetProperty("state").GetString()).FirstOrDefault();
}
