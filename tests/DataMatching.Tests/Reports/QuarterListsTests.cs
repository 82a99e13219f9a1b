using System.Text;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Jobs.Reports;
using DataMatching.Time;
using DataMatching.Words;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataMatching.Tests.Reports;

[TestClass]
public sealed class QuarterListsTests
{
    private static readonly Quarter Q3 = new(2026, 3);

    [TestMethod]
    public void ExitListReadsAsAReviewerReadsIt()
    {
        using var folder = new TemporaryFolder();
        QuarterLists.Write(folder.Path, Q3, [Row("GD-0001", 90, Flag.Exit)]);
        const string Expected = "\uFEFF优先级,档案号,行政区划代码,地区,档案状态,困难职工,家庭人口,结论,退出类别,事由,事由说明,政策依据,决定性记录,来源批次,来源文件,来源行号,字节偏移,差多少会变,缺什么证据,"
            + "2026-04 人均收入,2026-05 人均收入,2026-06 人均收入,2026-07 人均收入,2026-08 人均收入,2026-09 人均收入,下一步\r\n"
            + "90,GD-0001,440106,天河区,在档,王**,3,拟退出,脱困,人均收入连续六个月高于标准；已由救助解困,\"1. 六个月都高于标准\n2. 低保在领\",第十三条,税务 · 2026-07 · 工资薪金 · 9200.00 元,"
            + "131,tax/wages-20260930.csv,1204,88213,每月少 1240.00 元,8 月配偶收入：税务未返回,"
            + "未计算,\"高于｜人均 2,400.00–3,100.01 元｜标准 760.00 元\",未知｜人均 0.00 元以上（上限不明）｜标准 760.00 元,不高于｜人均 100.00 元｜标准不明,未计算,当月无计入的家庭成员，不作比较,入户核实（两人）\r\n";
        Assert.AreEqual(Expected, File.ReadAllText(Path.Combine(folder.Path, "exit.csv"), Encoding.UTF8) is { } text && text[0] != '\uFEFF' ? "\uFEFF" + text : "");
    }

    [TestMethod]
    public void EachFlagHasItsListRankedByPriorityAndKeepHasNone()
    {
        using var folder = new TemporaryFolder();
        var counts = QuarterLists.Write(folder.Path, Q3,
            [Row("B", 10, Flag.Exit), Row("a", 50, Flag.Exit), Row("A", 50, Flag.Exit), Row("C", 99, Flag.Keep), Row("D", 1, Flag.ReExamine)]);
        Assert.AreEqual(new ListedCounts(0, 3, 1), counts);
        CollectionAssert.AreEqual(new[] { "add.csv", "add.xlsx", "exit.csv", "exit.xlsx", "re-examine.csv", "re-examine.xlsx" }, folder.Files());
        CollectionAssert.AreEqual(new[] { "A", "a", "B" }, Keys(folder, "exit"));
        CollectionAssert.AreEqual(new[] { "D" }, Keys(folder, "re-examine"));
        CollectionAssert.AreEqual(Array.Empty<string>(), Keys(folder, "add"));
        using var document = SpreadsheetDocument.Open(Path.Combine(folder.Path, "re-examine.xlsx"), isEditable: false);
        Assert.AreEqual("需复核", document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Single().Name!.Value);
    }

    [TestMethod]
    public void TheOrderOfRowsDoesNotMatter()
    {
        using var one = new TemporaryFolder();
        using var other = new TemporaryFolder();
        QuarterListRow[] rows = [Row("A", 5, Flag.Add), Row("B", 5, Flag.Add), Row("C", 7, Flag.Exit)];
        QuarterLists.Write(one.Path, Q3, rows);
        QuarterLists.Write(other.Path, Q3, rows.Reverse());
        foreach (var file in one.Files()) CollectionAssert.AreEqual(File.ReadAllBytes(Path.Combine(one.Path, file)), File.ReadAllBytes(Path.Combine(other.Path, file)), file);
    }

    [TestMethod]
    public void NoNameAndNoIdNumberLeavesWhateverTheTextsSay()
    {
        using var folder = new TemporaryFolder();
        const string Id = "11010519491231002X";
        var row = Row("GD-0001", 1, Flag.ReExamine) with
        {
            Reasons = [new("identity-conflict", "身份冲突", $"证件{Id}另有其人", Id)],
            Decisive = new DecisiveRecord(Id.ToLowerInvariant(), new Provenance(1, $"x/{Id}.csv", 2, 3, "")),
            Missing = ["１１０１０５１９４９１２３１００２Ｘ"],
            NextStep = "旧号 110105491231002",
            Flip = Id,
        };
        QuarterLists.Write(folder.Path, Q3, [row]);
        NightExceptions.Write(folder.Path, [new(NightExceptionKind.Death, "GD-0001", new District(440106), "天河区", Id, row.Decisive.Place, null, null, Id)]);
        foreach (var file in folder.Files().Where(file => file.EndsWith(".csv", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(Path.Combine(folder.Path, file)).Normalize(NormalizationForm.FormKC).ToUpperInvariant();
            Assert.DoesNotContain("110105", text, StringComparison.Ordinal, file);
            Assert.DoesNotContain("王小伟", text, StringComparison.Ordinal, file);
        }
    }

    [TestMethod]
    [DataRow("110105194912310021", "110105194912310021", DisplayName = "wrong check digit: a file number, not a person's")]
    [DataRow("GD11010519491231002X", "GD11010519491231002X", DisplayName = "part of a longer identifier")]
    [DataRow("号11010519491231002X。", "号******************。")]
    [DataRow("110105194912310", "110105194912310", DisplayName = "15 digits without a possible day")]
    public void OnlyWhatCanBeAnIdNumberIsMasked(string text, string shown) => Assert.AreEqual(shown, PersonalNumbers.Mask(text));

    [TestMethod]
    public void NightExceptionsAreGroupedByKind()
    {
        using var folder = new TemporaryFolder();
        NightException Of(NightExceptionKind kind, string household) => new(kind, household, new District(440106), "天河区", "车辆 2021-03 首次登记", null, Flag.Exit, Flag.ReExamine, "核对车辆");
        Assert.AreEqual(3, NightExceptions.Write(folder.Path, [Of(NightExceptionKind.ConclusionChanged, "A"), Of(NightExceptionKind.VehicleAdded, "C"), Of(NightExceptionKind.VehicleAdded, "B")]));
        var lines = File.ReadAllLines(Path.Combine(folder.Path, "night-exceptions.csv"));
        Assert.AreEqual("新增车辆,B,440106,天河区,车辆 2021-03 首次登记,,,,,拟退出,需复核,核对车辆", lines[1]);
        Assert.StartsWith("新增车辆,C,", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("结论改变,A,", lines[3], StringComparison.Ordinal);
    }

    [TestMethod]
    public void ARecordInWordsNamesNobody()
    {
        var place = new Provenance(1, "f.csv", 2, 3, "");
        var spouse = PersonName.TryCreate("刘芳");
        Assert.AreEqual("税务 · 2026-07 · 工资薪金 · 9,200.00 元", FactInWords.Of(new MonthlyIncome("A/1", RegistryId.Tax, "wages", MatchGrade.Certain, place, IncomeKind.Wage, new Month(2026, 7), Money.Yuan(9200))));
        Assert.AreEqual("民政 · 2026-05-20 起 · 结婚登记 · 人员较可能一致", FactInWords.Of(new StatusFact("A/1", RegistryId.CivilAffairs, "marriages", MatchGrade.Probable, place, StatusKind.Married, DateInterval.From(new DateOnly(2026, 5, 20)), new StatusDetail(Other: spouse is null ? null : new FoundPerson(spouse, null)))));
        Assert.AreEqual("不动产 · 2019-03-01 起 · 住房 96.5 ㎡（份额 1/2）", FactInWords.Of(new AssetFact("A/1", RegistryId.Property, "units", MatchGrade.Certain, place, AssetKind.Home, DateInterval.From(new DateOnly(2019, 3, 1)), new AssetDetail(ShareDenominator: 2, AreaSquareDecimetres: 9650, Label: "某路 1 号"))));
    }

    [TestMethod]
    public void ADatasetIsNamedWithItsRegistry()
    {
        Assert.AreEqual("公积金缴存", ListWords.OfDataset(RegistryId.HousingFund, "deposits"));
        Assert.AreEqual("存款与有价证券", ListWords.OfDataset(RegistryId.Finance, "deposits"));
        Assert.AreEqual("wages", ListWords.OfDataset(RegistryId.Finance, "wages"));
        foreach (var dataset in DataMatching.Connectors.Registries.AllDatasets.InOrder)
            Assert.AreNotEqual(dataset.Id, ListWords.OfDataset(dataset.Registry, dataset.Id), $"{dataset.Registry}/{dataset.Id} has no Chinese name");
    }

    private static string[] Keys(TemporaryFolder folder, string list) =>
        [.. File.ReadAllText(Path.Combine(folder.Path, list + ".csv")).Split("\r\n").Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')[1])];

    private static QuarterListRow Row(string household, int priority, Flag flag) => new(
        priority, household, new District(440106), "天河区", FileState.Active, PersonName.TryCreate("王小伟")!, 3, flag, flag == Flag.Exit ? ExitKind.OutOfPoverty : null,
        [new("income-above-standard-for-six-months", "人均收入连续六个月高于标准", "六个月都高于标准", "第十三条"), new("relieved-by-aid", "已由救助解困", "低保在领", "第十三条")],
        new DecisiveRecord("税务 · 2026-07 · 工资薪金 · 9200.00 元", new Provenance(131, "tax/wages-20260930.csv", 1204, 88213, "ab")),
        "每月少 1240.00 元",
        ["8 月配偶收入：税务未返回"],
        [
            new(new Month(2026, 5), LedgerMark.Above, new MoneyInterval(new Money(720_001), new Money(930_002)), 3, Money.Yuan(760)),
            new(new Month(2026, 6), LedgerMark.Unknown, MoneyInterval.Unknown, 3, Money.Yuan(760)),
            new(new Month(2026, 7), LedgerMark.NotAbove, MoneyInterval.Exactly(Money.Yuan(300)), 3, null),
            new(new Month(2026, 9), LedgerMark.Unknown, MoneyInterval.Unknown, 0, Money.Yuan(760)),
        ],
        "入户核实（两人）");
}
