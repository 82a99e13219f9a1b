using System.Text;
using DataMatching.Jobs;
using DataMatching.Jobs.Reports;
using DataMatching.Tests.Jobs;

namespace DataMatching.Tests.App;

/// <summary>The rows set aside as the agency gets them: where and why, never what.</summary>
[TestClass]
public sealed class QuarantineTests
{
    private const string Header = "姓名,证件号码,扣缴义务人,统一社会信用代码,税款所属期,收入额\n", Secret = "绝密单位";

    [TestMethod]
    public void Rows_of_deliveries_and_union_files_are_listed_with_place_and_reason_and_without_content()
    {
        using var site = new NightSite();
        var (own, others) = (Own(site), "甲,44010119000101001X,乙,丙,2026-07,1.00\n");
        site.Deliver("tax", "wages", "old.csv", "2026-10-01", Header + others + $"甲,{Secret}\n", "increment");
        site.Deliver("tax", "wages", "new.csv", "2026-10-02", Header + $"{own},{Secret},,2026-07,一千元\n" + others, "increment");
        File.AppendAllText(site.Line.At("site", "union", "incomes.csv"), "KN00000003,1,工资,2026-04,2026-09,很多,申报,,,\n");
        Assert.Contains("'datamatching quarantine --registry union' lists them", site.Run("import"), StringComparison.Ordinal);
        site.Night("2026-10-02");

        var report = site.Line.Run("quarantine", "--json").Json;
        var files = report.GetProperty("deliveries").EnumerateArray().Select(d => d.GetProperty("file").GetString()).ToList();
        CollectionAssert.AreEqual(new[] { "tax/new.csv", "tax/old.csv" }, files.Take(2).ToArray(), "newest first");
        Assert.AreEqual("union/incomes.csv", files[^1]);
        var row = report.GetProperty("rows")[0];
        Assert.AreEqual(("tax", "wages", "tax/new.csv", "2026-10-02", 2L, Encoding.UTF8.GetByteCount(Header), "收入额"), (
            row.GetProperty("registry").GetString(), row.GetProperty("dataset").GetString(), row.GetProperty("file").GetString(), row.GetProperty("asOf").GetString(),
            row.GetProperty("line").GetInt64(), row.GetProperty("byte").GetInt32(), row.GetProperty("column").GetString()));

        var file = site.Line.At("send", "tax.csv");
        var said = site.Run("quarantine", "--registry", "tax", "--out", file);
        var bytes = File.ReadAllBytes(file);
        CollectionAssert.AreEqual(new byte[] { 0xEF, 0xBB, 0xBF }, bytes[..3]);
        var lines = File.ReadAllText(file).TrimEnd().Split("\r\n");
        Assert.AreEqual("部门,数据,文件,数据截至,行号,字节偏移,列,原因", lines[0]);
        Assert.StartsWith($"税务,工资薪金,tax/new.csv,2026-10-02,2,{Encoding.UTF8.GetByteCount(Header)},收入额,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"税务,工资薪金,tax/old.csv,2026-10-01,3,", lines[2], StringComparison.Ordinal);
        Assert.Contains("本行有 2 个字段，表头有 6 个", lines[2], StringComparison.Ordinal);
        Assert.IsTrue(lines.Skip(1).All(l => l.StartsWith("税务,", StringComparison.Ordinal)));
        Assert.Contains($"{lines.Length - 1} rows written to {file}", said, StringComparison.Ordinal);
        foreach (var text in new[] { said, File.ReadAllText(file), report.GetRawText() })
        {
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(own.Split(',')[1], text, StringComparison.Ordinal);
        }

        Assert.AreEqual("union", site.Line.Run("quarantine", "--registry", "union", "--json").Json.GetProperty("rows").EnumerateArray().Single().GetProperty("registry").GetString());
    }

    [TestMethod]
    public void A_refused_delivery_shows_its_first_rows_the_screen_fewer_and_says_so()
    {
        using var site = new NightSite();
        site.Deliver("tax", "wages", "bad.csv", "2026-10-01", Header + string.Concat(Enumerable.Repeat("甲,乙\n", 1200)));
        site.Night("2026-10-01");
        var said = site.Run("quarantine", "--registry", "tax");
        Assert.Contains("refused", said, StringComparison.Ordinal);
        Assert.Contains("20 of ", said, StringComparison.Ordinal);
        Assert.Contains("a refused delivery keeps its first 1,000", said, StringComparison.Ordinal);
        Assert.HasCount(20, said.Split('\n').Where(l => l.Contains("the row has 2 fields", StringComparison.Ordinal)).ToList());
        var delivery = site.Line.Run("quarantine", "--json").Json.GetProperty("deliveries")[0];
        Assert.AreEqual((1200L, 1000L), (delivery.GetProperty("rows").GetInt64(), delivery.GetProperty("shown").GetInt64()));
    }

    [TestMethod]
    public void A_delivery_matched_again_is_listed_once()
    {
        using var site = new NightSite();
        site.Deliver("tax", "wages", "a.csv", "2026-10-01", Header + "甲,乙\n", "increment");
        site.Night("2026-10-01");
        site.Edit("authorisations.csv", row => row.StartsWith("KN00000001,", StringComparison.Ordinal) ? string.Join(',', row.Split(',').Select((f, i) => i == 4 ? "2028-12-30" : f)) : row);
        site.Night("2026-10-02");
        Assert.IsGreaterThan(1, site.Look(s => s.Store.Batches.All().Count(b => b.File == "tax/a.csv")));
        Assert.ContainsSingle(site.Line.Run("quarantine", "--json").Json.GetProperty("rows").EnumerateArray().Where(r => r.GetProperty("file").GetString() == "tax/a.csv"));
    }

    [TestMethod]
    public void Nothing_set_aside_and_wrong_usage_are_said()
    {
        using var line = new CommandLine();
        line.Init();
        Assert.Contains("No row was set aside", line.Run("quarantine").Output, StringComparison.Ordinal);
        Assert.AreEqual(0, line.Run("quarantine", "--json").Json.GetProperty("rows").GetArrayLength());
        var unknown = line.Run("quarantine", "--registry", "taxes");
        Assert.AreEqual(2, unknown.Code);
        Assert.Contains("tax, ", unknown.Errors, StringComparison.Ordinal);
        Assert.AreEqual(2, line.Run("quarantine", "--out", line.Site).Code);
    }

    [TestMethod]
    public void What_a_spreadsheet_would_run_is_text_and_a_number_of_a_person_is_stars()
    {
        var file = Path.GetTempFileName();
        SetAsideList.Write(file, [new SetAside("tax", "wages", "=cmd|' /C calc'!A0.csv", null, 2, 0, "@SUM(A1)", "+1"), new SetAside("tax", "wages", "tax/11010519491231002X.csv", null, 2, 0, null, "the row holds a NUL byte")]);
        var lines = File.ReadAllText(file).Split("\r\n");
        File.Delete(file);
        Assert.AreEqual("税务,工资薪金,'=cmd|' /C calc'!A0.csv,,2,0,'@SUM(A1),'+1", lines[1]);
        Assert.AreEqual("税务,工资薪金,tax/******************.csv,,2,0,,行内有空字节（NUL），导出文件已损坏", lines[2]);
    }

    /// <summary>Name and number of a principal who may be asked about.</summary>
    internal static string Own(NightSite site)
    {
        var asked = site.Lines("union", "authorisations.csv").Select(l => l.Split(',')).Where(a => a[2] == "*" && string.CompareOrdinal(a[4], "2027") > 0).Select(a => (a[0], a[1])).ToHashSet();
        var member = site.Lines("union", "members.csv").Select(l => l.Split(',')).First(m => m[1] == "1" && asked.Contains((m[0], m[1])) && m[3].Length == 18 && m[3].All(char.IsAsciiDigit));
        return $"{member[2]},{member[3]}";
    }
}
