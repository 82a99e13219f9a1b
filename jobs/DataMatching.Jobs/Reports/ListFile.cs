using DataMatching.Storage;

namespace DataMatching.Jobs.Reports;

/// <summary>
/// Writes one list, as CSV, as a workbook, or both in one pass over the rows. Rows are streamed; nothing in the files comes from the clock,
/// so the same rows give the same bytes.
/// </summary>
public static class ListFile
{
    /// <summary>UTF-8 with a mark, CRLF, header first. The stream stays open.</summary>
    /// <param name="above">A line of its own above the header, such as who took the list and when; null for none.</param>
    public static void WriteCsv<T>(Stream to, IReadOnlyList<ListColumn<T>> columns, IEnumerable<T> rows, string? above = null)
    {
        using var csv = new CsvList<T>(to, columns, above);
        foreach (var row in rows) csv.Add(Cells(columns, row));
    }

    /// <summary>One sheet (further ones when the rows are more than a sheet holds). The stream must be seekable and stays open.</summary>
    /// <param name="above">A row of its own above the header of each sheet, such as who took the list and when; null for none.</param>
    public static void WriteXlsx<T>(Stream to, string sheet, IReadOnlyList<ListColumn<T>> columns, IEnumerable<T> rows, string? above = null)
    {
        using var xlsx = new XlsxList<T>(to, sheet, columns, above: above);
        foreach (var row in rows) xlsx.Add(Cells(columns, row));
        xlsx.Complete();
    }

    /// <summary>
    /// Writes <c>folder/name.csv</c> and <c>folder/name.xlsx</c>. Both appear whole or not at all: they are written beside their place and moved
    /// into it. The folder is made when it is not there. Answers with the number of rows. What the columns say is worked out on all processors.
    /// </summary>
    public static long WriteBoth<T>(string folder, string name, string sheet, IReadOnlyList<ListColumn<T>> columns, IEnumerable<T> rows)
    {
        var count = 0L;
        WholeFile.Write(Path.Combine(folder, name + ".csv"), csvStream =>
            WholeFile.Write(Path.Combine(folder, name + ".xlsx"), xlsxStream =>
            {
                using var csv = new CsvList<T>(csvStream, columns);
                using var xlsx = new XlsxList<T>(xlsxStream, sheet, columns);
                foreach (var row in InOrder.Of(rows, row => Cells(columns, row)))
                {
                    csv.Add(row);
                    xlsx.Add(row);
                    count++;
                }

                xlsx.Complete();
            }));
        return count;
    }

    private static CellValue[] Cells<T>(IReadOnlyList<ListColumn<T>> columns, T row) => [.. columns.Select(column => column.Value(row))];
}
