using CsvHelper;

namespace DataMatching.Jobs.Reports;

/// <summary>
/// Writes rows as CSV that Excel opens right by a double click: UTF-8 with a mark, CRLF. Text that a spreadsheet would run as a formula
/// or turn into another number gets a leading apostrophe (<see cref="SpreadsheetGuard"/>); whoever reads the file by program takes one off.
/// </summary>
internal sealed class CsvList<T> : IDisposable
{
    private readonly CsvWriter _csv;

    /// <summary>Writes the header, and what stands above it; the stream stays open.</summary>
    internal CsvList(Stream to, IReadOnlyList<ListColumn<T>> columns, string? above = null)
    {
        _csv = CsvWriter.Create(to, CsvWriterOptions.Default with { WriteByteOrderMark = true, NewLine = "\r\n" }, leaveOpen: true);
        if (above is not null)
        {
            _csv.WriteField(SpreadsheetGuard.Of(CleanText.OneLine(above)));
            // Every record has as many fields as the header.
            for (var i = 1; i < columns.Count; i++) _csv.WriteField("");
            _csv.EndRecord();
        }

        foreach (var column in columns) _csv.WriteField(SpreadsheetGuard.Of(CleanText.OneLine(column.Header)));
        _csv.EndRecord();
    }

    /// <param name="row">A cell for each column.</param>
    internal void Add(IReadOnlyList<CellValue> row)
    {
        foreach (var cell in row)
        {
            _csv.WriteField(cell.Kind == CellKind.Text ? SpreadsheetGuard.Of(cell.ToString()) : cell.ToString());
        }

        _csv.EndRecord();
    }

    public void Dispose() => _csv.Dispose();
}
