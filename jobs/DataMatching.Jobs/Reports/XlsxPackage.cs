using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataMatching.Jobs.Reports;

/// <summary>The parts around the sheets of a workbook. Relationship ids and entry times are fixed: the packaging API would make random ids and take the clock.</summary>
internal static partial class XlsxPackage
{
    internal const uint TextStyle = 0;
    internal const uint HeaderStyle = 1;
    internal const uint CountStyle = 2;
    internal const uint AmountStyle = 3;
    internal const uint DayStyle = 4;

    private const string Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string OfficeRelationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string SpreadsheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /// <summary>1980-01-01, the earliest a zip can say.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static Stream Begin(ZipArchive zip, string part)
    {
        var entry = zip.CreateEntry(part, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        entry.ExternalAttributes = 0;
        return entry.Open();
    }

    internal static void WriteFrame(ZipArchive zip, IReadOnlyList<SheetWritten> sheets)
    {
        Write(zip, "xl/styles.xml", Styles());
        Write(zip, "xl/workbook.xml", Workbook(sheets));
        var targets = sheets.Select((_, i) => ("worksheet", Invariant($"worksheets/sheet{i + 1}.xml"))).Append(("styles", "styles.xml"));
        WriteRelationships(zip, "xl/_rels/workbook.xml.rels", targets);
        WriteRelationships(zip, "_rels/.rels", [("officeDocument", "xl/workbook.xml")]);
        WriteContentTypes(zip, sheets.Count);
    }

    /// <summary>0 = A, 25 = Z, 26 = AA.</summary>
    internal static string ColumnName(int index) =>
        index < 26 ? ((char)('A' + index)).ToString() : ColumnName((index / 26) - 1) + (char)('A' + (index % 26));

    /// <summary>Spreadsheets read <c>_x0041_</c> inside text as a character code; text that happens to hold the like keeps it.</summary>
    internal static string Escape(string text) => text.Contains("_x", StringComparison.OrdinalIgnoreCase) ? CharacterCode().Replace(text, "_x005F_") : text;

    [GeneratedRegex("_(?=[xX][0-9A-Fa-f]{4}_)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CharacterCode();

    private static Workbook Workbook(IReadOnlyList<SheetWritten> sheets)
    {
        var names = new DefinedNames();
        for (var i = 0; i < sheets.Count; i++)
        {
            var sheet = sheets[i];
            names.Append(
                new DefinedName(Invariant($"'{sheet.Name}'!$A${sheet.HeaderRow}:${sheet.LastColumn}${sheet.Rows}")) { Name = "_xlnm._FilterDatabase", LocalSheetId = (uint)i, Hidden = true },
                new DefinedName(Invariant($"'{sheet.Name}'!$1:${sheet.HeaderRow}")) { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)i });
        }

        return new Workbook(
            new Sheets(sheets.Select((sheet, i) => new Sheet { Name = sheet.Name, SheetId = (uint)i + 1, Id = Invariant($"rId{i + 1}") })),
            names);
    }

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy-mm-dd" }) { Count = 1 },
        new Fonts(
            new Font(new FontSize { Val = 11 }, new FontName { Val = "等线" }),
            new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "等线" }))
        { Count = 2 },
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE8EEF4" }) { PatternType = PatternValues.Solid }))
        { Count = 3 },
        new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder())) { Count = 1 },
        new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }) { Count = 1 },
        new CellFormats(Format(49), Format(49, font: 1, fill: 2), Format(3), Format(4), Format(164)) { Count = 5 });

    private static CellFormat Format(uint number, uint font = 0, uint fill = 0) =>
        new(new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = true })
        {
            NumberFormatId = number,
            FontId = font,
            FillId = fill,
            BorderId = 0,
            FormatId = 0,
            ApplyNumberFormat = true,
            ApplyFont = true,
            ApplyFill = true,
            ApplyAlignment = true,
        };

    private static void Write(ZipArchive zip, string part, OpenXmlElement root)
    {
        using var stream = Begin(zip, part);
        using var writer = OpenXmlWriter.Create(stream, Encoding.UTF8);
        writer.WriteStartDocument(true);
        writer.WriteElement(root);
    }

    private static void WriteRelationships(ZipArchive zip, string part, IEnumerable<(string Kind, string Target)> targets)
    {
        using var stream = Begin(zip, part);
        using var xml = XmlWriter.Create(stream);
        xml.WriteStartElement("Relationships", Relationships);
        var id = 0;
        foreach (var (kind, target) in targets)
        {
            xml.WriteStartElement("Relationship", Relationships);
            xml.WriteAttributeString("Id", Invariant($"rId{++id}"));
            xml.WriteAttributeString("Type", $"{OfficeRelationship}/{kind}");
            xml.WriteAttributeString("Target", target);
            xml.WriteEndElement();
        }
    }

    private static void WriteContentTypes(ZipArchive zip, int sheets)
    {
        const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
        using var stream = Begin(zip, "[Content_Types].xml");
        using var xml = XmlWriter.Create(stream);
        xml.WriteStartElement("Types", Types);
        Default("rels", "application/vnd.openxmlformats-package.relationships+xml");
        Default("xml", "application/xml");
        Override("/xl/workbook.xml", "sheet.main+xml");
        Override("/xl/styles.xml", "styles+xml");
        for (var i = 1; i <= sheets; i++) Override(Invariant($"/xl/worksheets/sheet{i}.xml"), "worksheet+xml");

        void Default(string extension, string type)
        {
            xml.WriteStartElement("Default", Types);
            xml.WriteAttributeString("Extension", extension);
            xml.WriteAttributeString("ContentType", type);
            xml.WriteEndElement();
        }

        void Override(string part, string type)
        {
            xml.WriteStartElement("Override", Types);
            xml.WriteAttributeString("PartName", part);
            xml.WriteAttributeString("ContentType", SpreadsheetType + type);
            xml.WriteEndElement();
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
