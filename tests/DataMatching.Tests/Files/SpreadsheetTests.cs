using DataMatching.Connectors.Files;
using DataMatching.Tests.Architecture;

namespace DataMatching.Tests.Files;

/// <summary>Rows of XLSX and XLS as text.</summary>
[TestClass]
public sealed class SpreadsheetTests
{
    private static readonly FileForm Any = new(RowForm.Sheet);
    private static readonly string[] Header = ["姓名", "证件号码", "收入额", "登记日期"];

    private static byte[] OldBook => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "DataMatching.Tests", "Files", "book.xls"));

    [TestMethod]
    public void Text_numbers_dates_months_and_serial_days_are_written_as_extracts_write_them()
    {
        var book = Unfolding.Workbook(false, ("明细", null,
        [
            Header, ["王伟", "449999197001010018", "=3210.5", "@1=46295"], null, ["李,\"秀\"\n英", "=4.49999197001010026E17", "=0.1", "@2=46266"],
            ["张", "=449999700101003", "=12345678.9", "=46295"],
        ]), ("hidden", "hidden", [["x"]]));
        var file = Unfolding.Of(book, Any);
        CollectionAssert.AreEqual(
            new[] { "姓名,证件号码,收入额,登记日期", "王伟,449999197001010018,3210.5,2026-09-30", "", "\"李,\"\"秀\"\" 英\",4.4999919700101E+17,0.1,2026-09", "张,449999700101003,12345678.9,2026-09-30" },
            file.Lines, file.Refusal);
        Assert.AreEqual("sheet 明细, row 4", file.Places!.Describe(4));
        Assert.AreEqual(file.Text, Unfolding.Of(book, FileForm.PlainCsv).Text, "told by its bytes");
        Assert.AreEqual("9.xlsx, sheet 明细, row 4", Unfolding.Of(Unfolding.Zip(("9.xlsx", book)), Any).Places!.Describe(4));
    }

    [TestMethod]
    public void Days_counted_from_1904_are_told()
    {
        var file = Unfolding.Of(Unfolding.Workbook(true, ("s", null, [Header, ["王伟", "1", "=1", "=44833"]])), Any);
        Assert.AreEqual("王伟,1,1,2026-09-30", file.Lines[1]);
    }

    [TestMethod]
    public void An_old_workbook_is_read_from_the_row_of_its_header()
    {
        var file = Unfolding.Of(OldBook, Any with { HeaderRow = 2 });
        CollectionAssert.AreEqual(
            new[] { "姓名,证件号码,备注,登记日期", "王伟,449999197001010018,3210.5,2026-09-30", "", "李秀英,4.4999919700101E+17,\"a,\"\"b\"\" c\",2026-09", "张建国,x,是,2026-09-30" }, file.Lines, file.Refusal);
        Assert.AreEqual("sheet 明细, row 5", file.Places!.Describe(4));
    }

    [TestMethod]
    public void The_sheet_is_named_or_the_only_one_and_never_hidden()
    {
        var book = Unfolding.Workbook(false, ("一", null, [["a"], ["1"]]), ("二", null, [["a"], ["2"]]), ("三", "veryHidden", [["a"]]), ("空", null, []));
        Assert.AreEqual("a\n2\n", Unfolding.Of(book, Any with { Sheet = "二" }).Text);
        Assert.Contains("2 visible sheets", Unfolding.Of(book, Any).Refusal!, StringComparison.Ordinal);
        Assert.Contains("is hidden", Unfolding.Of(book, Any with { Sheet = "三" }).Refusal!, StringComparison.Ordinal);
        Assert.Contains("no sheet '四'", Unfolding.Of(book, Any with { Sheet = "四" }).Refusal!, StringComparison.Ordinal);
        Assert.Contains("headerRow", Unfolding.Of(book, Any with { Sheet = "一", HeaderRow = 9 }).Refusal!, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Texts_that_would_have_to_be_held_in_memory_are_limited_apart_from_rows()
    {
        var book = Unfolding.Zip(("[Content_Types].xml", "<Types/>"u8.ToArray()), ("xl/workbook.xml", "<workbook/>"u8.ToArray()), ("xl/worksheets/sheet1.xml", new byte[5000]), ("XL/SharedStrings.xml", new byte[2000]));
        Assert.Contains("held in memory", Unfolding.Of(book, Any with { Limits = FileLimits.Usual with { Kept = 1999 } }).Refusal!, StringComparison.Ordinal);
        Assert.DoesNotContain("held in memory", Unfolding.Of(book, Any with { Limits = FileLimits.Usual with { Kept = 2000 } }).Refusal!, StringComparison.Ordinal, "each by itself; the rows pass");
    }

    [TestMethod]
    public void A_package_that_inflates_beyond_the_limits_is_refused_before_it_is_believed()
    {
        var book = Unfolding.Workbook(false, ("s", null, [["a"], [new string('0', 2_000_000)]]));
        Assert.Contains("more than 1000000 bytes", Unfolding.Of(book, Any with { Limits = FileLimits.Usual with { Bytes = 1_000_000 } }).Refusal!, StringComparison.Ordinal);
    }

    /// <summary>Seeded: bytes changed, cut or doubled at random give a reading or a refusal in words, never another exception, and leave nothing behind.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void A_damaged_file_of_any_form_is_read_or_refused(int seed)
    {
        var random = new Random(seed);
        var text = Unfolding.Gb18030.GetBytes("姓名,证件号码\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"王伟{i},\"44999919700101{i:D4}\"\n")));
        var book = Unfolding.Workbook(false, ("明细", null, [Header, .. Enumerable.Range(0, 50).Select(i => new[] { "王" + i, "=1", "x", "@1=46295" })]));
        (byte[] Bytes, FileForm Form)[] files =
        [
            (text, new FileForm(RowForm.Delimited) { Encoding = FileEncoding.Auto }), (text, new FileForm(RowForm.Fixed) { Encoding = FileEncoding.Gb18030, Fields = [new("姓名", 0, 6), new("证件号码", 6, 18)] }),
            (Unfolding.Gzip(text), FileForm.PlainCsv), (Unfolding.Zip(("a.csv", text), ("b.csv", text)), FileForm.PlainCsv), (book, Any), (OldBook, Any with { HeaderRow = 2 }),
        ];
        foreach (var (bytes, form) in files)
        {
            for (var i = 0; i < 40; i++)
            {
                var bad = bytes.ToArray();
                for (var n = random.Next(1, 8); n > 0; n--) bad[random.Next(bad.Length)] = (byte)random.Next(256);
                if (random.Next(4) == 0) bad = bad[..random.Next(bad.Length)];
                var outcome = Unfolding.Of(bad, form, Batches.ExtractEncoding.Gb18030);
                Assert.IsTrue(outcome.Refusal is null || outcome.Refusal.Length > 20);
            }
        }
    }
}
