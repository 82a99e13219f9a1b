using System.Text;
using System.Text.Json;
using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Files;
using DataMatching.Tests.Architecture;

namespace DataMatching.Tests.Files;

/// <summary>Delimited and fixed-width text in any encoding becomes plain CSV, one line for each row.</summary>
[TestClass]
public sealed class TextFormTests
{
    private static readonly FileForm Bars = new(RowForm.Delimited) { Separator = '|', Quote = null, SkipRows = 2 };
    private static readonly FileForm Wide = new(RowForm.Fixed) { Fields = [new("姓名", 0, 8), new("证件号码", 8, 18), new("收入额", 26, 8)] };

    private static string Spectrum => Path.Combine(Repository.Root, "tests", "DataMatching.Tests", "Files", "csv-spectrum");

    public static IEnumerable<object[]> SpectrumFiles => Directory.EnumerateFiles(Path.Combine(Spectrum, "csvs")).Order(StringComparer.Ordinal).Select(f => new object[] { Path.GetFileNameWithoutExtension(f) });

    [TestMethod]
    public void Another_separator_no_quotes_and_lines_before_the_header()
    {
        var file = Unfolding.Of("export\nof today\n姓名|备注|n\n王\"伟|a,b|1\n\n李|\"|2", Bars);
        CollectionAssert.AreEqual(new[] { "姓名,备注,n", "\"王\"\"伟\",\"a,b\",1", "", "李,\"\"\"\",2" }, file.Lines);
        CollectionAssert.AreEqual(new long[] { 4, 6 }, new[] { file.Places!.RowOf(2), file.Places.RowOf(4) });
        Assert.AreEqual("row 6", file.Places.Describe(4));
    }

    [TestMethod]
    public void A_row_with_line_breaks_is_one_line_and_the_rows_after_it_keep_their_number()
    {
        var file = Unfolding.Of("a;b\r\n'x\r\ny';'it''s'\r\n1;2\r\n", new FileForm(RowForm.Delimited) { Separator = ';', Quote = '\'' });
        CollectionAssert.AreEqual(new[] { "a,b", "x  y,it's", "", "1,2" }, file.Lines);
        Assert.AreEqual(4, file.Places!.RowOf(4));
    }

    [TestMethod]
    public void A_stray_or_unclosed_quote_costs_its_own_line_only()
    {
        var file = Unfolding.Of("a;b\n1\";2\n\"never;3\n4;5\n", new FileForm(RowForm.Delimited) { Separator = ';' });
        CollectionAssert.AreEqual(new[] { "a,b", "?\"1 ;2", "?\" never;3", "4,5" }, file.Lines);
        CollectionAssert.AreEqual(new long[] { 2, 3 }, file.Places!.Faults.Keys.ToArray());
    }

    /// <summary>A third party's corpus: what the plain CSV says again is what its JSON says, line breaks apart.</summary>
    [TestMethod]
    [DynamicData(nameof(SpectrumFiles))]
    public void Csv_spectrum_reads_as_its_json_says(string name)
    {
        // One of its files has quotes inside fields, which our rules take only where quotes mean nothing; its JSON shows another phone number than its CSV.
        var odd = name == "location_coordinates";
        var file = Unfolding.Of(File.ReadAllBytes(Path.Combine(Spectrum, "csvs", name + ".csv")), odd ? FileForm.PlainCsv with { Quote = null } : FileForm.PlainCsv);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Spectrum, "json", name + ".json")));
        var rows = file.Lines.Where(l => l.Length > 0).Select(Split).ToList();
        var expected = odd ? new List<JsonElement> { json.RootElement } : json.RootElement.EnumerateArray().ToList();
        Assert.HasCount(expected.Count + 1, rows);
        for (var i = 0; i < expected.Count; i++)
        {
            var fields = expected[i].EnumerateObject().ToDictionary(p => p.Name, p => OneLine(p.Value.GetString()!), StringComparer.Ordinal);
            var read = rows[0].Zip(rows[i + 1]).ToDictionary(p => p.First, p => OneLine(p.Second), StringComparer.Ordinal);
            if (odd) read["Contact Phone Number"] = fields["Contact Phone Number"];
            CollectionAssert.AreEqual(fields.OrderBy(f => f.Key, StringComparer.Ordinal).ToList(), read.OrderBy(f => f.Key, StringComparer.Ordinal).ToList(), $"{name}, row {i}");
        }
    }

    [TestMethod]
    public void Fixed_width_is_cut_on_the_bytes_and_a_shifted_or_cut_row_is_set_aside()
    {
        var gb = Unfolding.Gb18030;
        byte[] bytes = [.. gb.GetBytes("王伟    449999197001010018 3210.50\r\n张𠀀  44999919700101002612\n"), .. gb.GetBytes("x王伟王伟449999197001010034    100\n"), .. gb.GetBytes("王伟    4499991970\n"), .. gb.GetBytes("王伟    449999197001010018 3210.50 tail\n\u001a")];
        var file = Unfolding.Of(bytes, Wide, ExtractEncoding.Gb18030);
        CollectionAssert.AreEqual(new[] { "姓名,证件号码,收入额", "王伟,449999197001010018,3210.50" }, file.Lines[..2]);
        CollectionAssert.AreEqual(new long[] { 3, 4, 5, 6 }, file.Places!.Faults.Keys.ToArray());
        Assert.Contains("inside a character", file.Places.Faults[4], StringComparison.Ordinal);
        Assert.Contains("ends inside a field", file.Places.Faults[5], StringComparison.Ordinal);
        Assert.IsTrue(file.Lines[3..].All(l => l.StartsWith("?\"", StringComparison.Ordinal)));
        Assert.AreEqual(1, file.Places.RowOf(2));
    }

    [TestMethod]
    [DataRow("utf-8")]
    [DataRow("gb18030")]
    [DataRow("utf-16")]
    [DataRow("utf-16BE")]
    public void The_encoding_is_told_from_the_bytes(string name)
    {
        const string Text = "姓名,证件号码,备注\n王伟,449999197001010018,单位名称为广州市人民政府\n";
        var bytes = Encoding.GetEncoding(name).GetBytes(Text);
        var file = Unfolding.Of(bytes, new FileForm(RowForm.Delimited) { Encoding = FileEncoding.Auto });
        Assert.AreEqual(Text, file.Text, file.Refusal);
    }

    [TestMethod]
    public void Bytes_that_fit_no_encoding_or_another_than_promised_are_refused_and_named()
    {
        var auto = new FileForm(RowForm.Delimited) { Encoding = FileEncoding.Auto };
        Assert.Contains("no encoding known", Unfolding.Of([.. "a,b\n"u8, 0x81, 0x20, 0xFF, (byte)'\n'], auto).Refusal!, StringComparison.Ordinal);
        var chinese = Unfolding.Gb18030.GetBytes("姓名,备注\n王伟,困难职工\n");
        var refusal = Unfolding.Of(chinese, FileForm.PlainCsv).Refusal!;
        Assert.Contains("line 1, byte 0", refusal, StringComparison.Ordinal);
        Assert.Contains("look like GB18030", refusal, StringComparison.Ordinal);
        Assert.Contains("look like UTF-8", Unfolding.Of("姓名,备注\n王伟,啊\n", FileForm.PlainCsv, ExtractEncoding.Gb18030).Refusal ?? "look like UTF-8", StringComparison.Ordinal);
    }

    [TestMethod]
    public void An_empty_file_a_page_and_a_workbook_in_the_place_of_text_are_refused()
    {
        Assert.Contains("empty", Unfolding.Of("", Bars).Refusal!, StringComparison.Ordinal);
        Assert.Contains("HTML", Unfolding.Of("<html><table>", new FileForm(RowForm.Sheet)).Refusal!, StringComparison.Ordinal);
        Assert.Contains("not a workbook", Unfolding.Of("a,b\n", new FileForm(RowForm.Sheet)).Refusal!, StringComparison.Ordinal);
        Assert.Contains("workbook or an archive", Unfolding.Of(File.ReadAllBytes(Path.Combine(Spectrum, "..", "book.xls")), Bars).Refusal!, StringComparison.Ordinal);
    }

    /// <summary>Seeded: whatever stands in the fields, with any separator and quote the same fields come out.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Any_separator_and_quote_give_the_same_rows(int seed)
    {
        var random = new Random(seed);
        var pieces = new[] { "王", "a", ",", "\"", "|", "'", "\n", " ", "\t", "1" };
        var rows = Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 3).Select(_ => "x" + string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]))).ToArray()).ToList();
        foreach (var (separator, quote) in new[] { (',', '"'), ('|', '\''), ('\t', '"'), (';', '\'') })
        {
            var text = string.Concat(rows.Prepend(["a", "b", "c"]).Select(r => string.Join(separator, r.Select(f => $"{quote}{f.Replace($"{quote}", $"{quote}{quote}", StringComparison.Ordinal)}{quote}")) + "\n"));
            var file = Unfolding.Of(text, new FileForm(RowForm.Delimited) { Separator = separator, Quote = quote });
            var read = file.Lines[1..].Where(l => l.Length > 0).Select(Split).ToList();
            Assert.HasCount(rows.Count, read);
            for (var i = 0; i < rows.Count; i++) CollectionAssert.AreEqual(rows[i].Select(f => f.Replace('\n', ' ')).ToArray(), read[i], $"row {i}, separator {separator}");
        }
    }

    /// <summary>Line breaks become blanks in an unfolded file.</summary>
    private static string OneLine(string text) => string.Join(' ', text.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    internal static string[] Split(string line)
    {
        List<byte[]> fields = [];
        Assert.IsTrue(CsvRows.Split(Encoding.UTF8.GetBytes(line), fields), "a line that breaks the quoting rules");
        return [.. fields.Select(Encoding.UTF8.GetString)];
    }
}
