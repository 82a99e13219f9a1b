using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using ExcelDataReader;

namespace DataMatching.Connectors.Files;

/// <summary>
/// The rows of one visible sheet of an XLSX or XLS, as text: numbers with the digits Excel keeps, dates as 2026-09-30, months (a date format without a day) as 2026-09, formulas
/// as the value that was saved. A whole number of more than fifteen digits has lost some of them and is written with an exponent, so that it is not taken for a number.
/// </summary>
internal sealed class SpreadsheetRows(FileForm form, FilePart part, string file)
{
    /// <summary>From here on a double does not hold every digit that was typed.</summary>
    private const double FirstInexact = 1e15;

    /// <summary>Serial days that a bare number in a date column may be: from 1954 to 2119.</summary>
    private const int FirstSerial = 20_000, LastSerial = 80_000, DaysFrom1904 = 1462;

    private bool _dates1904;

    /// <param name="xlsx">An XLSX; else an XLS.</param>
    /// <exception cref="FileRefused">No workbook, no such sheet, several to choose from.</exception>
    public void Read(PartRows rows, bool xlsx, CancellationToken cancel)
    {
        if (xlsx) Unpack.Measure(file, form.Limits, part.Prefix, cancel);
        try
        {
            _dates1904 = xlsx && Has1904();
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            using var book = Open(stream, xlsx);
            var sheet = Sheet(book);
            book.Reset();
            while (book.Name != sheet)
            {
                if (!book.NextResult()) throw new FileRefused($"{part.Prefix}the workbook has no sheet to read");
            }

            Rows(book, sheet, rows, cancel);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new FileRefused($"{part.Prefix}the workbook cannot be read ({e.GetType().Name}). Expected an XLSX or XLS without a password; open it, save it again and deliver it again", e);
        }
    }

    private static IExcelDataReader Open(FileStream stream, bool xlsx)
    {
        // The reader's default encoding is a code page of Windows, which has to be registered.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var settings = new ExcelReaderConfiguration { FallbackEncoding = Encoding.GetEncoding("gb18030"), LeaveOpen = true };
        return xlsx ? ExcelReaderFactory.CreateOpenXmlReader(stream, settings) : ExcelReaderFactory.CreateBinaryReader(stream, settings);
    }

    /// <summary>The sheet of that name, or the only visible one that holds anything.</summary>
    private string Sheet(IExcelDataReader book)
    {
        List<string> visible = [], hidden = [];
        do
        {
            (book.VisibleState == "visible" ? visible : hidden).Add(book.Name);
            if (form.Sheet is null && book.VisibleState == "visible" && book.RowCount == 0) visible.Remove(book.Name);
        }
        while (book.NextResult());
        if (form.Sheet is { } wanted)
        {
            if (visible.Contains(wanted, StringComparer.Ordinal)) return wanted;
            throw new FileRefused(hidden.Contains(wanted, StringComparer.Ordinal)
                ? $"{part.Prefix}the sheet '{wanted}' is hidden. Expected a visible one; ask the agency"
                : $"{part.Prefix}the workbook has no sheet '{wanted}' ({visible.Count} visible sheets). Name the right one as \"sheet\" under \"file\" in config/registries");
        }

        return visible.Count == 1 ? visible[0] : throw new FileRefused($"{part.Prefix}the workbook has {visible.Count} visible sheets with rows. Expected one; name it as \"sheet\" under \"file\" in config/registries");
    }

    private void Rows(IExcelDataReader book, string sheet, PartRows rows, CancellationToken cancel)
    {
        var dates = Array.Empty<bool>();
        var texts = new List<string>();
        while (book.Read())
        {
            cancel.ThrowIfCancellationRequested();
            var row = book.Depth + 1;
            if (row < form.HeaderRow) continue;
            texts.Clear();
            for (var i = 0; i < book.FieldCount; i++) texts.Add(Text(book, i, i < dates.Length && dates[i]));
            var used = texts.FindLastIndex(t => t.Length > 0) + 1;
            if (row == form.HeaderRow)
            {
                rows.Begin(texts.Take(used), row + 1, sheet);
                dates = [.. rows.Header.Select(IsDate)];
                continue;
            }

            if (rows.Header.Count == 0) break;
            if (used == 0) continue;
            rows.At(row);
            for (var i = 0; i < Math.Max(used, rows.Header.Count); i++) rows.Field(i < texts.Count ? texts[i] : "");
            rows.End();
        }

        if (rows.Header.Count == 0) throw new FileRefused($"{part.Prefix}the sheet has no header in row {form.HeaderRow}; name its row as \"headerRow\" under \"file\" in config/registries");
    }

    private string Text(IExcelDataReader book, int column, bool date)
    {
        return book.GetValue(column) switch
        {
            null => "",
            string text => text.Trim(),
            DateTime day => Day(day, book.GetNumberFormatString(column)),
            double number => Number(number, date),
            bool flag => flag ? "是" : "否",
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            var other => other.ToString() ?? "",
        };
    }

    private string Number(double number, bool date)
    {
        if (date && number is >= FirstSerial and <= LastSerial && Math.Truncate(number) == number) return Day(DateTime.FromOADate(number + (_dates1904 ? DaysFrom1904 : 0)), null);
        if (Math.Abs(number) >= FirstInexact || (number != 0 && Math.Abs(number) < 1e-12)) return number.ToString("0.##############E+0", CultureInfo.InvariantCulture);
        return ((decimal)number).ToString("0.############", CultureInfo.InvariantCulture);
    }

    /// <summary>A format without a day shows a month.</summary>
    private static string Day(DateTime day, string? format) =>
        day.ToString(format is not null && format.Contains('m', StringComparison.OrdinalIgnoreCase) && format.Contains('y', StringComparison.OrdinalIgnoreCase) && !format.Contains('d', StringComparison.OrdinalIgnoreCase) ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool IsDate(string header) => header.Contains("日期", StringComparison.Ordinal) || header.Contains("时间", StringComparison.Ordinal);

    private bool Has1904()
    {
        using var archive = ZipFile.OpenRead(file);
        if (archive.GetEntry("xl/workbook.xml") is not { } entry) return false;
        using var xml = XmlReader.Create(entry.Open());
        return xml.ReadToFollowing("workbookPr") && xml.GetAttribute("date1904") is "1" or "true";
    }

    /// <summary>What the reader throws at a damaged workbook is of many types, so all but the few that are no damage.</summary>
    private static bool IsDamage(Exception e) => e is not (FileRefused or OperationCanceledException or UnauthorizedAccessException or OutOfMemoryException) && !(e is IOException && e.GetType() == typeof(IOException));
}
