using System.IO.Compression;
using System.Text;
using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Jobs;
using DataMatching.Tests.Registries;

namespace DataMatching.Tests.Checking;

/// <summary>What an agency is told of its delivery before it delivers it.</summary>
[TestClass]
public sealed class CheckDeliveryTests
{
    private const string Head = "姓名,证件号码,税款所属期,收入额\n";
    private const string Good = "林示例,449999197803121010,2026-09,5200.00\n";
    private DirectoryInfo _folder = null!;

    public static IEnumerable<object[]> Datasets => AllDatasets.InOrder.Select(d => new object[] { d.Registry, d.Id });

    [TestInitialize]
    public void Make() => _folder = Directory.CreateTempSubdirectory("check-");

    [TestCleanup]
    public void Clear() => _folder.Delete(true);

    [TestMethod]
    [DynamicData(nameof(Datasets))]
    public void Nothing_is_wrong_with_the_good_samples(string registry, string id)
    {
        var report = Check(ContractFiles.Sample(AllDatasets.Find(registry, id)!, "good"), new CheckOptions(registry, id, null, null, null, null));
        Assert.AreEqual(0, report.Findings, string.Join('\n', Rows(report)));
        Assert.AreEqual(ContractFiles.Rows(AllDatasets.Find(registry, id)!, "good").Count, report.Rows);
        Assert.IsFalse(report.Refused);
    }

    /// <summary>Strangers' rows too: there is nobody of ours here at all.</summary>
    [TestMethod]
    [DynamicData(nameof(Datasets))]
    public void Every_row_of_the_bad_samples_is_told_by_line_and_column_and_nothing_of_its_content(string registry, string id)
    {
        var dataset = AllDatasets.Find(registry, id)!;
        var good = ContractFiles.Manifest(dataset);
        var report = Check(ContractFiles.Sample(dataset, "bad"), new CheckOptions(registry, id, good.AsOf, good.First, good.Last, null));
        var told = Rows(report);
        var line = 1;
        foreach (var row in ContractFiles.Rows(dataset, "bad"))
        {
            line++;
            Assert.IsTrue(told.Any(t => t.StartsWith($"{line},{row["应指出的列"]},", StringComparison.Ordinal)), $"line {line}: {row["错在哪里"]}");
        }

        var text = File.ReadAllText(report.Csv);
        foreach (var person in dataset.People.SelectMany(p => ContractFiles.Rows(dataset, "bad").SelectMany(r => new[] { r[dataset.Columns[p.Name].Name], r[dataset.Columns[p.Id].Name] })).Where(v => v.Length > 1))
            Assert.DoesNotContain(person, text, StringComparison.Ordinal);
        CollectionAssert.AreEqual(new[] { "应指出的列", "错在哪里" }, report.UnknownColumns.ToArray());
    }

    [TestMethod]
    public void Every_fault_of_a_row_is_told_and_none_that_only_follows_from_another()
    {
        var report = Wages(Head + ",449999197803121019,2026-13,千元\n");
        CollectionAssert.AreEqual(
            new[] { "2,证件号码,校验位不符：号码抄错，或不是公民身份号码", "2,税款所属期,不是 1990 至 2100 年间的月份，应形如 2026-09", "2,收入额,不是以元计的数额，应最多两位小数、不带单位，如 1234.50" }, Rows(report));
        var employment = Check(Written("姓名,证件号码,单位名称,合同起始日期,合同终止日期\n林示例,449999197803121010,示例厂,2026-02-30,2020-01-01\n"), new CheckOptions("social-security", "employment", new DateOnly(2026, 9, 30), null, null, null));
        CollectionAssert.AreEqual(new[] { "2,合同起始日期,不是 1900 至 2100 年间真实存在的日期，应形如 2026-09-30" }, Rows(employment), "that the end lies before the start is not known");
    }

    [TestMethod]
    [DataRow("4.49999E+17", "科学记数")]
    [DataRow("449999197803121000", "末三位为零")]
    [DataRow("44999919780312101", "只有 17 位")]
    [DataRow("449999197813121010", "出生日期")]
    [DataRow("009999197803121010", "省级行政区划")]
    [DataRow("E12345678", "无法匹配")]
    [DataRow("", "没有证件号码")]
    public void Numbers_that_a_spreadsheet_or_a_pen_spoiled_are_told_as_such(string number, string expected)
    {
        var told = Rows(Wages(Head + $"林示例,{number},2026-09,5200.00\n"));
        Assert.HasCount(1, told);
        Assert.StartsWith("2,证件号码,", told[0], StringComparison.Ordinal);
        Assert.Contains(expected, told[0], StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_passport_beside_a_citizen_is_in_order()
    {
        var file = Written("男方姓名,男方证件号码,女方姓名,女方证件号码,登记类型,登记日期\nJohn Doe,E12345678,黄样章,449999198008251021,结婚,2005-05-20\n");
        Assert.AreEqual(0, Check(file, new CheckOptions("civil-affairs", "marriages", new DateOnly(2026, 9, 30), null, null, null)).Findings);
    }

    /// <summary>Blocks are cut where rows end, quoted ones too, and lines are counted through all of it.</summary>
    [TestMethod]
    public void Lines_are_right_far_into_a_long_file()
    {
        var text = new StringBuilder("姓名,证件号码,扣缴义务人,税款所属期,收入额\n");
        var expected = new List<string>();
        var line = 1;
        for (var i = 0; i < 60_000; i++)
        {
            var (unit, lines) = i % 7 == 0 ? ("\"示例,厂\n二\"", 2) : ("示例厂", 1);
            var bad = i % 9_973 == 0;
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"林示例,449999197803121010,{unit},2026-09,{(bad ? "一" : "5200.00")}\n");
            if (bad) expected.Add(FormattableString.Invariant($"{line + 1},收入额"));
            line += lines;
        }

        var report = Wages(text.ToString());
        Assert.AreEqual(60_000, report.Rows);
        CollectionAssert.AreEqual(expected, Rows(report).Select(r => r[..r.LastIndexOf(',')]).ToArray());
        Assert.IsFalse(report.Refused, "seven rows of sixty thousand are set aside, the rest is taken");
    }

    [TestMethod]
    public void Rows_that_are_none_are_told_and_the_rest_goes_on()
    {
        var report = Wages(Head + "林示例,449999197803121010,2026-09\n" + "林\"示例,449999197803121010,2026-09,1\n" + Good + "\n" + Good);
        Assert.AreEqual(4, report.Rows);
        CollectionAssert.AreEqual(new[] { "2,（整行）", "3,（整行）" }, Rows(report).Select(r => string.Join(',', r.Split(',')[..2])).ToArray());
    }

    [TestMethod]
    public void The_manifest_is_held_against_the_file()
    {
        var file = Written(Head + Good);
        File.WriteAllText(file + ".manifest.json", $$"""{ "registry": "tax", "dataset": "wages", "scope": "440000", "asOf": "2026-09-30", "from": "2026-04", "to": "2026-09", "mode": "full", "encoding": "utf-8", "rows": 2, "sha256": "{{new string('0', 64)}}" }""");
        var report = Check(file, new CheckOptions("tax", null, null, null, null, null));
        CollectionAssert.AreEquivalent(new[] { "清单说 2 行，文件有 1 行", "文件的 SHA-256 与清单不符：写清单之后文件又变了" }, report.Reasons.Select(r => r.Reason).ToArray());
        Assert.IsTrue(report.Refused);
        Assert.Contains("not of 'vehicle'", Assert.ThrowsExactly<JobRefused>(() => Check(file, new CheckOptions("vehicle", null, null, null, null, null))).Message, StringComparison.Ordinal);
        File.WriteAllText(file + ".manifest.json", "{}");
        Assert.Contains("--as-of", Assert.ThrowsExactly<JobRefused>(() => Check(file, new CheckOptions("tax", "wages", null, null, null, null))).Message, StringComparison.Ordinal);
        Assert.IsTrue(Rows(Check(file, new CheckOptions("tax", "wages", new DateOnly(2026, 9, 30), null, null, null))).All(r => r.StartsWith("整个文件,", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_file_without_its_columns_is_refused_without_telling_what_stands_there()
    {
        var report = Wages(Good + Good);
        Assert.HasCount(1, report.Reasons);
        Assert.Contains("缺少必备列：姓名、证件号码、税款所属期、收入额", report.Reasons[0].Reason, StringComparison.Ordinal);
        Assert.IsEmpty(report.UnknownColumns, "the first row is somebody's");
        Assert.IsTrue(report.Refused);
        Assert.Contains("文件是空的", Wages("").Reasons.Single().Reason, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Encodings_are_those_of_the_bytes_unless_they_are_said()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var file = Path.Combine(_folder.FullName, "gb.csv");
        File.WriteAllBytes(file, Encoding.GetEncoding("gb18030").GetBytes(Head + Good));
        var options = new CheckOptions("tax", "wages", new DateOnly(2026, 9, 30), null, null, null);
        Assert.AreEqual(("gb18030", 0L), (Check(file, options).Encoding, Check(file, options).Findings));
        Assert.Contains("编码", Check(file, options with { Encoding = ExtractEncoding.Utf8 }).Reasons.Single().Reason, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Packed_files_and_workbooks_are_checked_as_what_they_hold_and_rows_are_named_as_they_have_them()
    {
        var file = Path.Combine(_folder.FullName, "wages.zip");
        var options = new CheckOptions("tax", "wages", new DateOnly(2026, 9, 30), null, null, null);
        File.WriteAllBytes(file, DataMatching.Tests.Files.Unfolding.Zip(("1.csv", Encoding.UTF8.GetBytes(Head + Good)), ("2.csv", Encoding.UTF8.GetBytes(Head + "only,three,fields\n"))));
        var report = Check(file, options);
        Assert.AreEqual((2L + Good.Count(c => c == '\n') - 1, 1L), (report.Rows, report.Findings));
        Assert.StartsWith("2.csv: ", report.Reasons.Single().Reason, StringComparison.Ordinal);
        Assert.AreEqual(2, report.Reasons.Single().FirstLine);
        File.WriteAllBytes(file, DataMatching.Tests.Files.Unfolding.Gzip(Encoding.GetEncoding("gb18030").GetBytes(Head + Good)));
        Assert.AreEqual(0, Check(file, options).Findings);
    }

    [TestMethod]
    public void With_the_registry_s_settings_other_separators_fixed_width_and_renamed_columns_are_checked()
    {
        var options = new CheckOptions("tax", "wages", new DateOnly(2026, 9, 30), null, null, null);
        CheckOptions With(string more) => options with { Settings = RegistrySettingsReader.Parse($$"""
            { "registry": "tax", "title": "税务", "agency": "B", "datasets": { "wages": { "required": true, {{more}} } },
              "agreement": { "number": "B", "purpose": "B", "from": "2026-01-01", "to": "2026-12-31", "covers": "roll", "columns": { "wages": ["姓名", "证件号码", "税款所属期", "收入额"] } } }
            """).Settings! };
        var piped = Written("姓名|证件号码|税款所属期|所得\n林示例|449999197803121010|2026-04|3500.00\n林示例|449999197803121010|2026-13|3500.00\n");
        var report = Check(piped, With(""" "file": { "form": "delimited", "separator": "|" }, "columns": { "收入额": "所得" } """));
        Assert.AreEqual((2L, 1L, "税款所属期", 3L), (report.Rows, report.Findings, report.Reasons.Single().Column, report.Reasons.Single().FirstLine));
        var fixedWidth = Written("林示例".PadRight(7) + "449999197803121010" + "2026-04" + "   3500.00\n");
        report = Check(fixedWidth, With(""" "file": { "form": "fixed", "encoding": "utf-8", "fields": { "姓名": [0, 13], "证件号码": [13, 18], "税款所属期": [31, 7], "收入额": [38, 10] } } """));
        Assert.AreEqual((1L, 0L), (report.Rows, report.Findings));
    }

    [TestMethod]
    public void Numbers_that_a_spreadsheet_damaged_refuse_a_delivery_sooner_than_other_faults()
    {
        string Rows(int good, int bad, string number) => Head + string.Concat(Enumerable.Repeat(Good, good)) + string.Concat(Enumerable.Repeat($"林示例,{number},2026-04,1\n", bad));
        Assert.IsTrue(Wages(Rows(2000, 10, "4.49999E+17")).Refused);
        Assert.IsFalse(Wages(Rows(2000, 10, "449999197803121011")).Refused, "of the check digit ten rows of two thousand are few");
        Assert.IsFalse(Wages(Rows(2000, 9, "4.49999E+17")).Refused);
    }

    [TestMethod]
    public void A_workbook_is_checked_as_the_contract_says_without_a_manifest_and_without_settings()
    {
        var file = Path.Combine(_folder.FullName, "wages.xlsx");
        File.WriteAllBytes(file, DataMatching.Tests.Files.Unfolding.Workbook(false, ("明细", null, [["姓名", "证件号码", "税款所属期", "收入额"], ["林示例", "449999197803121010", "2026-09", "5200"], ["林示例", "449999197803121010", "2026-13", "1"]])));
        var report = Check(file, new CheckOptions("tax", "wages", new DateOnly(2026, 9, 30), null, null, null));
        Assert.AreEqual((2L, 1L, "税款所属期", 3L), (report.Rows, report.Findings, report.Reasons.Single().Column, report.Reasons.Single().FirstLine));
    }

    [TestMethod]
    public void An_archive_without_anything_in_it_is_refused_with_what_to_do()
    {
        var zip = Path.Combine(_folder.FullName, "wages.csv");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create)) archive.CreateEntry("a.csv");
        Assert.Contains("empty", Assert.ThrowsExactly<JobRefused>(() => Check(zip, new CheckOptions("tax", "wages", new DateOnly(2026, 9, 30), null, null, null))).Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_workbook_holds_what_the_CSV_holds_and_both_are_the_same_every_time()
    {
        var file = Written(Head + "林示例,449999197803121010,2026-13,1\n");
        var options = new CheckOptions("tax", "wages", new DateOnly(2026, 9, 30), null, null, null);
        var report = Check(file, options);
        var bytes = (File.ReadAllBytes(report.Csv), File.ReadAllBytes(report.Workbook));
        CollectionAssert.AreEqual(Encoding.UTF8.Preamble.ToArray(), bytes.Item1[..3], "Excel knows the encoding by it");
        using (var workbook = ZipFile.OpenRead(report.Workbook))
        using (var sheet = new StreamReader(workbook.GetEntry("xl/worksheets/sheet1.xml")!.Open())) Assert.Contains("税款所属期", sheet.ReadToEnd(), StringComparison.Ordinal);
        Check(file, options);
        CollectionAssert.AreEqual(bytes.Item1, File.ReadAllBytes(report.Csv));
        CollectionAssert.AreEqual(bytes.Item2, File.ReadAllBytes(report.Workbook));
    }

    private CheckReport Wages(string text) => Check(Written(text), new CheckOptions("tax", "wages", new DateOnly(2026, 9, 30), null, null, null));

    private CheckReport Check(string file, CheckOptions options) => CheckDelivery.Run(file, options, _folder.FullName, CancellationToken.None);

    private string Written(string text)
    {
        var file = Path.Combine(_folder.FullName, "delivery.csv");
        File.WriteAllText(file, text, new UTF8Encoding(false));
        return file;
    }

    /// <summary>The rows of the report without its header; a quoted reason without its quotes.</summary>
    private static string[] Rows(CheckReport report) => [.. File.ReadAllLines(report.Csv).Skip(1).Select(l => l.Replace("\"", "", StringComparison.Ordinal))];
}
