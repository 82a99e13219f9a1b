using System.IO.Compression;
using System.Text;
using DataMatching.Batches;
using DataMatching.Connectors.Files;

namespace DataMatching.Tests.Files;

/// <summary>What a file of given bytes unfolds to, or why it is refused.</summary>
internal sealed record Unfolding(string? Text, UnfoldedPlaces? Places, string? Refusal)
{
    public static readonly Encoding Gb18030 = Register();

    public string[] Lines => Text!.Split('\n')[..^1];

    public static Unfolding Of(string text, FileForm form, ExtractEncoding promised = ExtractEncoding.Utf8) => Of(Encoding.UTF8.GetBytes(text), form, promised);

    public static Unfolding Of(byte[] bytes, FileForm form, ExtractEncoding promised = ExtractEncoding.Utf8)
    {
        var folder = Directory.CreateTempSubdirectory("dm-unfold-").FullName;
        try
        {
            var (from, to) = (Path.Combine(folder, "delivered"), Path.Combine(folder, "unfolded.csv"));
            File.WriteAllBytes(from, bytes);
            try
            {
                var places = Unfold.Run(new UnfoldRequest(from, form, promised), to, CancellationToken.None);
                Assert.HasCount(2, Directory.GetFiles(folder), "files left behind");
                return new Unfolding(File.ReadAllText(to), places, null);
            }
            catch (FileRefused refused)
            {
                Assert.HasCount(1, Directory.GetFiles(folder), "files left behind by a refusal");
                return new Unfolding(null, null, refused.Message);
            }
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    public static byte[] Gzip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, true)) gzip.Write(content);
        return stream.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, true, Encoding.UTF8))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>An XLSX of these sheets; a cell is its XML within the row, or text.</summary>
    public static byte[] Workbook(bool dates1904, params (string Name, string? State, string[]?[] Rows)[] sheets)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Package = "http://schemas.openxmlformats.org/package/2006";
        List<(string, byte[])> parts =
        [
            Part("[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>"),
            Part("_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r0\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            Part("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><workbookPr{(dates1904 ? " date1904=\"1\"" : "")}/><sheets>"
                + string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\"{(s.State is null ? "" : $" state=\"{s.State}\"")} r:id=\"r{i + 1}\"/>")) + "</sheets></workbook>"),
            Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r0\" Type=\"{Office}/styles\" Target=\"styles.xml\"/>"
                + string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"r{i + 1}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>")) + "</Relationships>"),
            Part("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/><numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\"/></numFmts>"
                + "<fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
                + "<cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\" applyNumberFormat=\"1\"/><xf numFmtId=\"165\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"),
        ];
        for (var i = 0; i < sheets.Length; i++)
        {
            var rows = sheets[i].Rows.Select((row, r) => row is null ? "" : $"<row r=\"{r + 1}\">{string.Concat(row.Select((cell, c) => Cell(cell, $"{(char)('A' + c)}{r + 1}")))}</row>");
            parts.Add(Part($"xl/worksheets/sheet{i + 1}.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{string.Concat(rows)}</sheetData></worksheet>"));
        }

        return Zip([.. parts]);
    }

    /// <summary>A cell: <c>=12.5</c> is a number, <c>@1=46295</c> a number in the style 1, all else text.</summary>
    private static string Cell(string cell, string at) => cell switch
    {
        ['=', .. var number] => $"<c r=\"{at}\"><v>{number}</v></c>",
        ['@', var style, '=', .. var number] => $"<c r=\"{at}\" s=\"{style}\"><v>{number}</v></c>",
        _ => $"<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{System.Security.SecurityElement.Escape(cell)}</t></is></c>",
    };

    private static (string, byte[]) Part(string name, string xml) => (name, Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml));

    private static Encoding Register()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("gb18030");
    }
}
