using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataMatching.Jobs.Reports;

/// <summary>
/// Writes rows as a workbook, one row in memory at a time: typed cells, bold frozen header with filters. Text is an inline string in a
/// text format, so it is never a formula, not even after somebody edits the cell. The file carries no author and no time: the same rows
/// give the same bytes. More rows than a sheet holds go on in a second sheet.
/// </summary>
internal sealed class XlsxList<T> : IDisposable
{
    private const int RowsOfASheet = 1_048_576;
    private const int CharactersOfACell = 32_767;

    private readonly ZipArchive _zip;
    private readonly string _name;
    private readonly IReadOnlyList<ListColumn<T>> _columns;
    private readonly int _rowsOfASheet;
    private readonly string? _above;
    private readonly List<SheetWritten> _sheets = [];
    private Stream? _part;
    private OpenXmlWriter? _writer;
    private int _row;

    /// <param name="to">A seekable stream; stays open.</param>
    /// <param name="sheet">1 to 25 characters, none of <c>[]:*?/\'</c>.</param>
    /// <param name="columns">At least one.</param>
    /// <param name="rowsOfASheet">Where the next sheet begins, header included.</param>
    /// <param name="above">A row of its own above the header of each sheet; null for none.</param>
    internal XlsxList(Stream to, string sheet, IReadOnlyList<ListColumn<T>> columns, int rowsOfASheet = RowsOfASheet, string? above = null)
    {
        if (sheet.Length is < 1 or > 25 || sheet.AsSpan().IndexOfAny("[]:*?/\\'") >= 0) throw new ArgumentException("A sheet name has 1 to 25 characters, none of []:*?/\\'.", nameof(sheet));
        ArgumentOutOfRangeException.ThrowIfZero(columns.Count);
        _zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        _name = sheet;
        _columns = columns;
        _rowsOfASheet = rowsOfASheet;
        _above = above;
        BeginSheet();
    }

    private int HeaderRow => _above is null ? 1 : 2;

    /// <param name="row">A cell for each column.</param>
    internal void Add(IReadOnlyList<CellValue> row)
    {
        if (_row == _rowsOfASheet)
        {
            EndSheet();
            BeginSheet();
        }

        WriteRow(row, header: false);
    }

    /// <summary>Ends the workbook; without it the file is not one.</summary>
    internal void Complete()
    {
        EndSheet();
        XlsxPackage.WriteFrame(_zip, _sheets);
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _part?.Dispose();
        _zip.Dispose();
    }

    private void BeginSheet()
    {
        _row = 0;
        _part = XlsxPackage.Begin(_zip, string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{_sheets.Count + 1}.xml"));
        _writer = OpenXmlWriter.Create(_part, Encoding.UTF8);
        _writer.WriteStartDocument(true);
        _writer.WriteStartElement(new Worksheet());
        _writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        _writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = HeaderRow, TopLeftCell = string.Create(CultureInfo.InvariantCulture, $"A{HeaderRow + 1}"), ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        { WorkbookViewId = 0 }));
        _writer.WriteElement(new Columns(_columns.Select((column, i) =>
            new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = column.ShownWidth, CustomWidth = true })));
        _writer.WriteStartElement(new SheetData());
        if (_above is not null) WriteRow([CellValue.Text(CleanText.OneLine(_above))], header: false);
        WriteRow([.. _columns.Select(column => CellValue.Text(CleanText.OneLine(column.Header)))], header: true);
    }

    private void EndSheet()
    {
        var last = XlsxPackage.ColumnName(_columns.Count - 1);
        _writer!.WriteEndElement();
        _writer.WriteElement(new AutoFilter { Reference = string.Create(CultureInfo.InvariantCulture, $"A{HeaderRow}:{last}{_row}") });
        // Over all columns, so that it does not wrap in the first one.
        if (_above is not null) _writer.WriteElement(new MergeCells(new MergeCell { Reference = $"A1:{last}1" }));
        _writer.WriteElement(new PageMargins { Left = 0.4, Right = 0.4, Top = 0.5, Bottom = 0.5, Header = 0.3, Footer = 0.3 });
        _writer.WriteElement(new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        _writer.WriteEndElement();
        _writer.Dispose();
        _part!.Dispose();
        _writer = null;
        _part = null;
        var name = _sheets.Count == 0 ? _name : string.Create(CultureInfo.InvariantCulture, $"{_name} ({_sheets.Count + 1})");
        _sheets.Add(new SheetWritten(name, HeaderRow, last, _row));
    }

    private void WriteRow(IReadOnlyList<CellValue> row, bool header)
    {
        _row = checked(_row + 1);
        _writer!.WriteStartElement(new Row { RowIndex = (uint)_row });
        for (var i = 0; i < row.Count; i++)
        {
            var cell = row[i];
            if (cell.Kind != CellKind.Empty) _writer.WriteElement(CellOf(cell, string.Create(CultureInfo.InvariantCulture, $"{XlsxPackage.ColumnName(i)}{_row}"), header));
        }

        _writer.WriteEndElement();
    }

    private static Cell CellOf(CellValue value, string reference, bool header)
    {
        if (value.Kind != CellKind.Text)
        {
            return new Cell
            {
                CellReference = reference,
                StyleIndex = value.Kind switch { CellKind.Count => XlsxPackage.CountStyle, CellKind.Amount => XlsxPackage.AmountStyle, _ => XlsxPackage.DayStyle },
                CellValue = new DocumentFormat.OpenXml.Spreadsheet.CellValue(value.Number.ToString(CultureInfo.InvariantCulture)),
            };
        }

        return new Cell(new InlineString(new Text(XlsxPackage.Escape(Cut(value.ToString()))) { Space = SpaceProcessingModeValues.Preserve }))
        {
            CellReference = reference,
            DataType = CellValues.InlineString,
            StyleIndex = header ? XlsxPackage.HeaderStyle : XlsxPackage.TextStyle,
        };
    }

    private static string Cut(string text)
    {
        const string Mark = "…（过长，已截断）";
        if (text.Length <= CharactersOfACell) return text;
        var end = CharactersOfACell - Mark.Length;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end] + Mark;
    }
}

internal sealed record SheetWritten(string Name, int HeaderRow, string LastColumn, int Rows);
