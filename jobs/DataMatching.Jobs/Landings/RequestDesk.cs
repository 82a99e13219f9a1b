using System.Text;
using DataMatching.Connectors.Transports.Exchange;
using DataMatching.Jobs.Reports;
using DataMatching.Storage;

namespace DataMatching.Jobs.Landings;

/// <summary>Writes request files for the agencies: marks by the site's keys, sheets of texts alone, CSV in which no text begins like a formula.</summary>
internal sealed class RequestDesk(Store store) : IRequestDesk
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    public byte[] Mark(long landing, string person) => store.Landings.Mark(landing, person);

    public void Write(string path, RequestTemplate template, IEnumerable<IReadOnlyList<string>> rows)
    {
        PrivateFiles.MakeFolder(Path.GetDirectoryName(path)!);
        using var file = PrivateFiles.Create(path);
        if (template.Form == RequestForm.Sheet)
        {
            var columns = template.Columns.Select((c, i) => new ListColumn<IReadOnlyList<string>>(c.Title, row => CellValue.Text(row[i]), c.Field == RequestField.Purpose ? 40 : 22)).ToList();
            ListFile.WriteXlsx(file, "请求", columns, rows);
        }
        else
        {
            using var csv = new StreamWriter(file, template.Form == RequestForm.CsvUtf8 ? Utf8 : Gb18030(), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
            csv.WriteLine(string.Join(',', template.Columns.Select(c => Field(c.Title))));
            foreach (var row in rows) csv.WriteLine(string.Join(',', template.Columns.Select((c, i) => c.IsOurs ? row[i] : Field(row[i]))));
        }

        file.Flush(flushToDisk: true);
    }

    public void WriteWhole(string path, byte[] content) => WholeFile.Write(path, stream => stream.Write(content));

    private static Encoding Gb18030()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    private static string Field(string text)
    {
        var guarded = SpreadsheetGuard.Of(CleanText.OneLine(text));
        return guarded.AsSpan().IndexOfAny(',', '"') >= 0 ? $"\"{guarded.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : guarded;
    }
}
