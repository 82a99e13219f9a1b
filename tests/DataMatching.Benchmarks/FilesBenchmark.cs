using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DataMatching.Batches;
using DataMatching.Connectors.Files;

namespace DataMatching.Benchmarks;

/// <summary>How fast delivered files of each form are unfolded, the middle one of three runs, each in a process of its own: rows and megabytes a second, and the memory at its peak.</summary>
internal static class FilesBenchmark
{
    private static readonly string[] Header = ["姓名", "证件号码", "税款所属期", "扣缴义务人", "收入额"];
    private static readonly int[] Widths = [12, 18, 6, 30, 10];
    private static readonly string[] Forms = ["delimited-utf8", "delimited-gb18030", "fixed-gb18030", "gzip", "zip-of-4", "xlsx"];

    public static int Run(int rows, string folder, Func<string, string, string[], string> child)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (var form in Forms)
        {
            var file = Write(form, rows, folder);
            var middle = Enumerable.Range(0, 3).Select(_ => JsonDocument.Parse(child("dotnet", folder, [Path.Combine(AppContext.BaseDirectory, "DataMatching.Benchmarks.dll"), "unfold", form, file])).RootElement)
                .OrderBy(r => r.GetProperty("seconds").GetDouble()).ElementAt(1);
            var (seconds, size) = (middle.GetProperty("seconds").GetDouble(), new FileInfo(file).Length / 1e6);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{form}: {rows} rows, {size:0} MB, {seconds:0.00} s, {rows / seconds:#,0} rows/s, {size / seconds:0} MB/s delivered, peak {middle.GetProperty("peakMb").GetDouble():0} MB"));
        }

        return 0;
    }

    public static int Unfolded(string form, string file, TimeProvider clock)
    {
        var started = clock.GetTimestamp();
        var gb = form.EndsWith("gb18030", StringComparison.Ordinal);
        Unfold.Run(new UnfoldRequest(file, FormOf(form), gb ? ExtractEncoding.Gb18030 : ExtractEncoding.Utf8), file + ".unfolded", CancellationToken.None);
        Console.WriteLine(JsonSerializer.Serialize(new { seconds = clock.GetElapsedTime(started).TotalSeconds, peakMb = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0 }));
        File.Delete(file + ".unfolded");
        return 0;
    }

    private static FileForm FormOf(string form) => form switch
    {
        "fixed-gb18030" => new FileForm(RowForm.Fixed) { Fields = [.. Header.Select((h, i) => new FixedField(h, Widths.Take(i).Sum(), Widths[i]))] },
        "xlsx" => new FileForm(RowForm.Sheet),
        "delimited-utf8" or "delimited-gb18030" => new FileForm(RowForm.Delimited) { Separator = '|', Quote = null },
        _ => FileForm.PlainCsv,
    };

    private static string Write(string form, int rows, string folder)
    {
        var file = Path.Combine(folder, $"unfold-{form}-{rows}");
        using var stream = File.Create(file);
        switch (form)
        {
            case "gzip":
                using (var gzip = new GZipStream(stream, CompressionLevel.Optimal)) Text(gzip, ',', Encoding.UTF8, 0, rows);
                break;
            case "zip-of-4":
                using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
                {
                    for (var part = 0; part < 4; part++)
                    {
                        using var entry = zip.CreateEntry($"{part}.csv").Open();
                        Text(entry, ',', Encoding.UTF8, part * (rows / 4), rows / 4);
                    }
                }

                break;
            case "xlsx":
                Workbook(stream, rows);
                break;
            case "fixed-gb18030":
                Fixed(stream, rows);
                break;
            default:
                Text(stream, '|', form == "delimited-utf8" ? new UTF8Encoding(false) : Encoding.GetEncoding("gb18030"), 0, rows);
                break;
        }

        return file;
    }

    private static string[] Row(int n) =>
        [$"王示例{n % 97}", $"4499991970{(n % 12) + 1:D2}{(n % 28) + 1:D2}{n % 1000:D3}X", "202609", $"示例市第{n % 5000}纺织有限公司", string.Create(CultureInfo.InvariantCulture, $"{3000 + (n % 9000)}.50")];

    private static void Text(Stream stream, char separator, Encoding encoding, int from, int rows)
    {
        using var writer = new StreamWriter(stream, encoding, 1 << 16);
        writer.Write(string.Join(separator, Header) + "\n");
        for (var n = from; n < from + rows; n++) writer.Write(string.Join(separator, Row(n)) + "\n");
    }

    private static void Fixed(Stream stream, int rows)
    {
        var gb = Encoding.GetEncoding("gb18030");
        var line = new byte[Widths.Sum() + 1];
        for (var n = 0; n < rows; n++)
        {
            line.AsSpan().Fill((byte)' ');
            line[^1] = (byte)'\n';
            var at = 0;
            foreach (var (field, width) in Row(n).Zip(Widths))
            {
                gb.GetBytes(field, line.AsSpan(at, width));
                at += width;
            }

            stream.Write(line);
        }
    }

    private static void Workbook(Stream stream, int rows)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Package = "http://schemas.openxmlformats.org/package/2006";
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        void Part(string name, Action<StreamWriter> content)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Optimal).Open(), new UTF8Encoding(false), 1 << 16);
            content(writer);
        }

        Part("[Content_Types].xml", w => w.Write($"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"));
        Part("_rels/.rels", w => w.Write($"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r0\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
        Part("xl/workbook.xml", w => w.Write($"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"s\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"));
        Part("xl/_rels/workbook.xml.rels", w => w.Write($"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"));
        Part("xl/worksheets/sheet1.xml", w =>
        {
            w.Write($"<worksheet xmlns=\"{Main}\"><sheetData>");
            for (var n = -1; n < rows; n++)
            {
                w.Write($"<row r=\"{n + 2}\">");
                foreach (var field in n < 0 ? Header : Row(n)) w.Write($"<c t=\"inlineStr\"><is><t>{field}</t></is></c>");
                w.Write("</row>");
            }

            w.Write("</sheetData></worksheet>");
        });
    }
}
