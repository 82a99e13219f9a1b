using System.IO.Compression;
using System.Text;
using DataMatching.Jobs.Reports;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using CellValue = DataMatching.Jobs.Reports.CellValue;

namespace DataMatching.Tests.Reports;

[TestClass]
public sealed class ListFileTests
{
    private static readonly ListColumn<CellValue>[] OneColumn = [new("值", cell => cell)];

    [TestMethod]
    [DataRow("=1+1", "'=1+1")]
    [DataRow("+86", "'+86")]
    [DataRow("-1", "'-1")]
    [DataRow("@SUM(A1)", "'@SUM(A1)")]
    [DataRow("\t=1+1", "'=1+1")]
    [DataRow("\r=1+1", "'=1+1")]
    [DataRow("\u200B =1+1", "'=1+1")]
    [DataRow("\u202E=1+1", "'=1+1")]
    [DataRow("＝1+1", "'＝1+1")]
    [DataRow("＋1", "'＋1")]
    [DataRow("－1", "'－1")]
    [DataRow("＠A1", "'＠A1")]
    [DataRow("'王", "''王")]
    [DataRow("440106202600000012", "'440106202600000012")]
    [DataRow("000123", "'000123")]
    [DataRow("1E5", "'1E5")]
    [DataRow("GD-2026-000123", "GD-2026-000123")]
    [DataRow("440106", "440106")]
    [DataRow("0.5", "0.5")]
    [DataRow("王**", "王**")]
    [DataRow("a,b", "\"a,b\"")]
    [DataRow("说\"不\"", "\"说\"\"不\"\"\"")]
    [DataRow("一\r\n二", "\"一\n二\"")]
    [DataRow("a\0b\u0007c\u007F", "abc")]
    public void CsvKeepsTextAsText(string text, string written) => Assert.AreEqual($"\uFEFF值\r\n{written}\r\n", Csv([CellValue.Text(text)]));

    [TestMethod]
    public void HalfASurrogatePairIsShownAsLost() => Assert.AreEqual("\uFEFF值\r\na\uFFFDb𠮷\r\n", Csv([CellValue.Text(string.Concat("a", "\uD800", "b𠮷"))]));

    [TestMethod]
    public void CsvLeavesNumbersAmountsAndDaysAlone()
    {
        ListColumn<int>[] columns =
        [
            new("数", _ => CellValue.Count(-5)), new("额", _ => CellValue.Amount(new Money(-123450))), new("日", _ => CellValue.Day(new DateOnly(2026, 9, 30))), new("空", _ => CellValue.Text("  ")),
        ];
        using var stream = new MemoryStream();
        ListFile.WriteCsv(stream, columns, [1]);
        Assert.AreEqual("\uFEFF数,额,日,空\r\n-5,-1234.50,2026-09-30,\r\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [TestMethod]
    public void WorkbookHasTypedCellsAndNoFormula()
    {
        ListColumn<int>[] columns =
        [
            new("文", _ => CellValue.Text("=HYPERLINK(\"x\")")), new("数", _ => CellValue.Count(42)), new("额", _ => CellValue.Amount(new Money(123450))),
            new("日", _ => CellValue.Day(new DateOnly(2026, 9, 30))), new("号", _ => CellValue.Text("000123456789012345")), new("码", _ => CellValue.Text("_x0041_")), new("空", _ => CellValue.Empty),
        ];
        using var stream = new MemoryStream();
        ListFile.WriteXlsx(stream, "拟退出", columns, [1]);
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        Assert.IsEmpty(new OpenXmlValidator().Validate(document).Select(error => error.Description));
        Assert.AreEqual("拟退出", document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Single().Name!.Value);
        var sheet = document.WorkbookPart.WorksheetParts.Single().Worksheet;
        var cells = sheet.Descendants<Row>().Last().Elements<Cell>().ToArray();
        string[] expected = ["A2 inlineStr =HYPERLINK(\"x\")", "B2 n 42", "C2 n 1234.5", "D2 n 46295", "E2 inlineStr 000123456789012345", "F2 inlineStr _x005F_x0041_"];
        CollectionAssert.AreEqual(expected, cells.Select(cell => $"{cell.CellReference} {cell.DataType?.InnerText ?? "n"} {cell.InnerText}").ToArray());
        Assert.IsEmpty(sheet.Descendants<CellFormula>());
        Assert.AreEqual(new DateOnly(2026, 9, 30), DateOnly.FromDateTime(DateTime.FromOADate(46295)));
    }

    [TestMethod]
    public void WorkbookHeaderIsBoldFrozenFilteredAndColumnsAreWide()
    {
        using var document = SpreadsheetDocument.Open(Xlsx([CellValue.Text("一"), CellValue.Text("二")]), isEditable: false);
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.AreEqual("A1:A3", sheet.GetFirstChild<AutoFilter>()!.Reference!.Value);
        Assert.AreEqual("frozen", sheet.Descendants<Pane>().Single().State!.InnerText);
        Assert.AreEqual(10d, sheet.Descendants<Column>().Single().Width!.Value);
        var styles = document.WorkbookPart.WorkbookStylesPart!.Stylesheet;
        var format = (CellFormat)styles.CellFormats!.ElementAt((int)sheet.Descendants<Cell>().First().StyleIndex!.Value);
        Assert.IsNotNull(styles.Fonts!.ElementAt((int)format.FontId!.Value).GetFirstChild<Bold>());
    }

    [TestMethod]
    public void ALineAboveTheHeaderLeavesTheHeaderFrozenAndFiltered()
    {
        using var stream = new MemoryStream();
        ListColumn<int>[] columns = [new("甲", Counted), new("乙", Counted)];
        ListFile.WriteXlsx(stream, "名单", columns, [1, 2], "=导出人");
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        Assert.IsEmpty(new OpenXmlValidator().Validate(document).Select(error => error.Description));
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.AreEqual("A2:B4", sheet.GetFirstChild<AutoFilter>()!.Reference!.Value);
        Assert.AreEqual(("A3", 2d), (sheet.Descendants<Pane>().Single().TopLeftCell!.Value, sheet.Descendants<Pane>().Single().VerticalSplit!.Value));
        Assert.AreEqual("A1:B1", sheet.Descendants<MergeCell>().Single().Reference!.Value);
        CollectionAssert.AreEqual(new[] { "=导出人", "甲乙", "11", "22" }, sheet.Descendants<Row>().Select(r => r.InnerText).ToArray());
        using var csv = new MemoryStream();
        ListFile.WriteCsv(csv, columns, [1, 2], "=导出人");
        Assert.AreEqual("\uFEFF'=导出人,\r\n甲,乙\r\n1,1\r\n2,2\r\n", Encoding.UTF8.GetString(csv.ToArray()));

        static CellValue Counted(int n) => CellValue.Count(n);
    }

    [TestMethod]
    public void HostileTextMakesAWorkbookThatOpens()
    {
        var hostile = new string([.. Enumerable.Range(0, 0x300).Select(i => (char)i), '\uD800', 'x', '\uDC00', '\uFFFE', '\uFFFF', '\u202E', '\u2028']) + "𠮷<a>&\"]]>" + new string('长', 40_000);
        using var document = SpreadsheetDocument.Open(Xlsx([CellValue.Text(hostile)]), isEditable: false);
        var text = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Cell>().Last().InnerText;
        Assert.IsLessThanOrEqualTo(32_767, text.Length);
        Assert.Contains("𠮷<a>&\"]]>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", text, StringComparison.Ordinal);
        Assert.EndsWith("…（过长，已截断）", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void TheSameRowsGiveTheSameBytesAtAnyTime()
    {
        CellValue[] rows = [CellValue.Text("王**"), CellValue.Count(1), CellValue.Day(new DateOnly(2026, 9, 30))];
        var first = Xlsx(rows).ToArray();
        Thread.Sleep(2100); // a zip counts in steps of two seconds
        CollectionAssert.AreEqual(first, Xlsx(rows).ToArray());
        using var zip = new ZipArchive(new MemoryStream(first));
        Assert.IsTrue(zip.Entries.All(entry => entry.LastWriteTime.DateTime == new DateTime(1980, 1, 1)));
        Assert.IsFalse(zip.Entries.Any(entry => entry.FullName.StartsWith("docProps", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void MoreRowsThanASheetHoldsGoOnInTheNext()
    {
        using var stream = new MemoryStream();
        using (var list = new XlsxList<CellValue>(stream, "名单", OneColumn, rowsOfASheet: 3))
        {
            for (var i = 1; i <= 5; i++) list.Add([CellValue.Count(i)]);
            list.Complete();
        }

        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        var sheets = document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().ToArray();
        CollectionAssert.AreEqual(new[] { "名单", "名单 (2)", "名单 (3)" }, sheets.Select(sheet => sheet.Name!.Value).ToArray());
        var last = (WorksheetPart)document.WorkbookPart.GetPartById(sheets[2].Id!.Value!);
        Assert.AreEqual("值5", string.Concat(last.Worksheet.Descendants<Cell>().Select(cell => cell.InnerText)));
    }

    [TestMethod]
    public void AListThatFailsHalfwayLeavesWhatWasThere()
    {
        using var folder = new TemporaryFolder();
        ListFile.WriteBoth(folder.Path, "add", "拟纳入", OneColumn, [CellValue.Count(1)]);
        var before = File.ReadAllBytes(Path.Combine(folder.Path, "add.xlsx"));
        Assert.ThrowsExactly<InvalidOperationException>(() => ListFile.WriteBoth(folder.Path, "add", "拟纳入", OneColumn, Failing()));
        CollectionAssert.AreEqual(before, File.ReadAllBytes(Path.Combine(folder.Path, "add.xlsx")));
        CollectionAssert.AreEqual(new[] { "add.csv", "add.xlsx" }, folder.Files());

        static IEnumerable<CellValue> Failing()
        {
            yield return CellValue.Count(2);
            throw new InvalidOperationException("the source broke");
        }
    }

    [TestMethod]
    public void NumbersThatASpreadsheetCannotKeepAreText()
    {
        Assert.AreEqual(CellKind.Text, CellValue.Count(1_000_000_000_000_000).Kind);
        Assert.AreEqual(CellKind.Count, CellValue.Count(999_999_999_999_999).Kind);
        Assert.AreEqual(CellKind.Text, CellValue.Day(new DateOnly(1900, 2, 28)).Kind);
        Assert.AreEqual("61", CellValue.Day(new DateOnly(1900, 3, 1)).Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Csv(IEnumerable<CellValue> rows)
    {
        using var stream = new MemoryStream();
        ListFile.WriteCsv(stream, OneColumn, rows);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static MemoryStream Xlsx(IEnumerable<CellValue> rows)
    {
        var stream = new MemoryStream();
        ListFile.WriteXlsx(stream, "名单", OneColumn, rows);
        return stream;
    }
}
