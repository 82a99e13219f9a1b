using System.Globalization;
using System.Text;
using DataMatching.App;
using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Web.Hosting;
using DataMatching.Web.Worklists;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace DataMatching.Tests.Web;

/// <summary>An export is the list that is shown, all its pages in their order, marked with who took it, and noted before it is handed out.</summary>
[TestClass]
public sealed class ExportWorklistTests
{
    [TestMethod]
    public void The_files_hold_exactly_the_cases_of_the_list_in_its_order()
    {
        using var site = Filled(2_300);
        var query = new WorklistQuery(Below: new District(440106), LeastPriority: 20, After: new CasePlace(60, "H00100"));
        var shown = site.Pages(query.ToFilter(WorklistSite.Q3, WorklistTab.Exit, site.City, WorklistSite.Today)).Select(c => c.Household).ToArray();
        Assert.IsGreaterThan(1_000, shown.Length, "more than one page of the export");

        var csv = Take(site, query, ListFormat.Csv, out var rows);
        var lines = Encoding.UTF8.GetString(csv).TrimEnd().Split("\r\n");
        CollectionAssert.AreEqual(shown, lines.Skip(2).Select(l => l.Split(',')[1]).ToArray());
        Assert.AreEqual(shown.Length, rows);
        Assert.StartsWith("\uFEFF导出人：用户city（city）  导出时间：2026-10-21 12:00  2026 年第三季度 拟退出", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("优先级,档案号,", lines[1], StringComparison.Ordinal);

        using var document = SpreadsheetDocument.Open(new MemoryStream(Take(site, query, ListFormat.Xlsx, out _)), isEditable: false);
        Assert.IsEmpty(new OpenXmlValidator().Validate(document).Select(error => error.Description));
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        var cells = sheet.Descendants<Row>().Skip(2).Select(r => r.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().Single(c => c.CellReference!.Value!.StartsWith('B')).InnerText).ToArray();
        CollectionAssert.AreEqual(shown, cells);
        Assert.Contains("用户city", sheet.Descendants<Row>().First().InnerText, StringComparison.Ordinal);

        var noted = site.Store.Exports.All(null, null, 10);
        CollectionAssert.AreEqual(new[] { "xlsx", "csv" }, noted.Select(e => e.Format).ToArray());
        Assert.IsTrue(noted.All(e => e.Account == site.City.Id && e.Rows == shown.Length && e.Filter == "q=2026Q3&t=exit&d=440106&p=20"), string.Join(' ', noted));
    }

    [TestMethod]
    public void Outside_the_district_nothing_leaves_and_names_are_masked()
    {
        using var site = Filled(40);
        var file = new ExportWorklist(site.Store, site.As(site.Elsewhere), site.Site, new ListExport()).Take(new WorklistQuery(Below: new District(440106)), WorklistSite.Q3, WorklistTab.Exit, ListFormat.Csv);
        var text = Encoding.UTF8.GetString(Read(file.Content));
        Assert.HasCount(2, text.TrimEnd().Split("\r\n"), "a line above and the header, no case");
        var own = Encoding.UTF8.GetString(Take(site, new WorklistQuery(), ListFormat.Csv, out _));
        Assert.Contains(",王**,", own, StringComparison.Ordinal);
        Assert.DoesNotContain("王H0", own, StringComparison.Ordinal);
    }

    [TestMethod]
    public void What_cannot_be_noted_is_not_handed_out()
    {
        using var site = Filled(5);
        var files = new Remembered();
        using var writer = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={site.Database};Pooling=False");
        writer.Open();
        using (var command = writer.CreateCommand())
        {
            command.CommandText = "CREATE TRIGGER refused BEFORE INSERT ON export BEGIN SELECT RAISE(ABORT, 'refused'); END";
            command.ExecuteNonQuery();
        }

        Assert.Throws<System.Data.Common.DbException>(() => new ExportWorklist(site.Store, site.As(site.City), site.Site, files).Take(new WorklistQuery(), WorklistSite.Q3, WorklistTab.Exit, ListFormat.Csv));
        Assert.IsFalse(files.Last!.CanRead, "the file was closed, and with it deleted");
    }

    [TestMethod]
    public void A_file_that_was_read_is_gone_from_the_disk()
    {
        var files = new ListExport();
        string path;
        using (var stream = (FileStream)files.Write(ListFormat.Csv, "拟退出", "=1+1", []))
        {
            path = stream.Name;
            Assert.IsTrue(File.Exists(path));
            if (!OperatingSystem.IsWindows()) Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.StartsWith("\uFEFF'=1+1,", Encoding.UTF8.GetString(Read(stream)), StringComparison.Ordinal);
        }

        Assert.IsFalse(File.Exists(path));
        Assert.ThrowsExactly<InvalidOperationException>(() => files.Write(ListFormat.Xlsx, "拟退出", "x", Failing()));

        static IEnumerable<ExportedCase> Failing()
        {
            yield return new ExportedCase(1, "A", new District(440106), "天河区", "王*", 1, "拟退出", "", "=cmd()", "", null, "", "", null, "", "", new DateOnly(2026, 10, 1));
            throw new InvalidOperationException("the source broke");
        }
    }

    private static WorklistSite Filled(int count)
    {
        var site = new WorklistSite();
        site.Open([.. Enumerable.Range(0, count).Select(i => site.Case(
            "H" + i.ToString("D5", CultureInfo.InvariantCulture), i % 5 == 0 ? 440105 : 440106, i % 9 == 0 ? Flag.Add : Flag.Exit, (i * 37 % 100) + 1, flip: i))]);
        return site;
    }

    private static byte[] Take(WorklistSite site, WorklistQuery query, ListFormat format, out long rows)
    {
        var file = new ExportWorklist(site.Store, site.As(site.City), site.Site, new ListExport()).Take(query, WorklistSite.Q3, WorklistTab.Exit, format);
        rows = file.Rows;
        return Read(file.Content);
    }

    /// <summary>The program's own writer; it remembers the file.</summary>
    private sealed class Remembered : IListExport
    {
        public Stream? Last { get; private set; }

        public Stream Write(ListFormat format, string sheet, string mark, IEnumerable<ExportedCase> rows) => Last = new ListExport().Write(format, sheet, mark, rows);
    }

    private static byte[] Read(Stream stream)
    {
        using (stream)
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
    }
}
