namespace DataMatching.Connectors.Extracts;

/// <summary>Counts the data rows of a CSV with commas as <see cref="ExtractScan"/> does: empty lines are none, and a quoted row may take several lines.</summary>
public static class CountRows
{
    /// <param name="file">From its start; it is left open.</param>
    /// <returns>Without the header.</returns>
    public static long Of(Stream file, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        var buffer = new byte[ExtractScan.LongestRow];
        var (held, rows) = (0, 0L);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            held += file.ReadAtLeast(buffer.AsSpan(held), buffer.Length - held, false);
            var last = held < buffer.Length;
            var whole = CsvRows.WholeRows(buffer.AsSpan(0, held), last);

            // Longer than any row: the scan refuses such a file, whatever is counted.
            if (whole == 0 && !last) return rows;
            rows += Block(buffer.AsSpan(0, whole));
            buffer.AsSpan(whole, held - whole).CopyTo(buffer);
            held -= whole;
            if (last) return Math.Max(0, rows - 1);
        }
    }

    private static long Block(ReadOnlySpan<byte> block)
    {
        var rows = 0L;
        while (!block.IsEmpty)
        {
            var feed = block.IndexOf((byte)'\n');
            var length = feed < 0 ? block.Length : feed + 1;
            if (block[..length].Contains((byte)'"')) length = CsvRows.QuotedRowEnd(block, false, out _);
            if (!block[..length].TrimEnd("\r\n"u8).IsEmpty) rows++;
            block = block[length..];
        }

        return rows;
    }
}
