using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataMatching.Connectors.Extracts;

/// <summary>
/// Cuts bytes into CSV rows (RFC 4180; comma and quote unless others are given). UTF-8 and GB18030 alike: neither uses the bytes of comma, quote or line break inside a longer character.
/// A quoted field may hold line breaks, but a row with quotes ends within <see cref="LongestQuotedRow"/> bytes; otherwise, or when a quote stands where it
/// may not, the row is malformed and ends with its first line, so that one stray quote cannot swallow the rows after it.
/// </summary>
internal static class CsvRows
{
    public const int LongestQuotedRow = 32 * 1024;
    private const byte Comma = (byte)',', Quote = (byte)'"', LineFeed = (byte)'\n', Return = (byte)'\r';

    /// <summary>
    /// How many bytes from the start hold whole rows. Zero when no row ends within; all of them when <paramref name="last"/>.
    /// What is left belongs to the next chunk.
    /// </summary>
    /// <param name="quotes">False when it is known that there is none.</param>
    public static int WholeRows(ReadOnlySpan<byte> bytes, bool last, bool quotes = true)
    {
        if (last) return bytes.Length;
        if (!quotes) return bytes.LastIndexOf(LineFeed) + 1;
        var done = 0;
        while (true)
        {
            var quote = bytes[done..].IndexOf(Quote);
            if (quote < 0) return done + bytes[done..].LastIndexOf(LineFeed) + 1;
            var rowStart = done + bytes.Slice(done, quote).LastIndexOf(LineFeed) + 1;
            // A row with quotes is judged only where all it may span is in sight, so that the chunk's size cannot change the judgement.
            if (bytes.Length - rowStart < LongestQuotedRow) return rowStart;
            var end = QuotedRowEnd(bytes[rowStart..], true, out _);
            if (end < 0) return rowStart;
            done = rowStart + end;
        }
    }

    /// <summary>
    /// End of the row (after its line feed) that starts here and holds quotes; -1 when it does not end in these bytes.
    /// <paramref name="malformed"/>: it breaks the quoting rules and ends with its first line.
    /// </summary>
    public static int QuotedRowEnd(ReadOnlySpan<byte> bytes, bool more, out bool malformed, byte separator = Comma, byte quote = Quote)
    {
        malformed = false;
        var limit = Math.Min(bytes.Length, LongestQuotedRow);
        var fieldStart = true;
        for (var i = 0; i < limit; i++)
        {
            var b = bytes[i];
            if (b == LineFeed) return i + 1;
            var opens = b == quote && fieldStart;
            if (b == quote && !opens) return FirstLine(bytes, more, out malformed);
            if (opens)
            {
                i = ClosingQuote(bytes[..limit], i + 1, quote);
                if (i < 0 || !EndsField(bytes, i + 1, separator)) return FirstLine(bytes, more, out malformed);
            }

            fieldStart = b == separator;
        }

        if (bytes.Length < LongestQuotedRow) return more ? -1 : bytes.Length;
        return FirstLine(bytes, more, out malformed);
    }

    /// <summary>Splits one row (without its line break) into fields; quotes are removed and doubled ones made one. Returns false when the quoting is broken.</summary>
    public static bool Split(ReadOnlySpan<byte> row, List<byte[]> fields, byte separator = Comma, byte quote = Quote)
    {
        fields.Clear();
        var i = 0;
        while (true)
        {
            if (i < row.Length && row[i] == quote)
            {
                var close = ClosingQuote(row, i + 1, quote);
                if (close < 0 || (close + 1 < row.Length && row[close + 1] != separator)) return false;
                fields.Add(Undouble(row[(i + 1)..close], quote));
                i = close + 1;
            }
            else
            {
                var next = row[i..].IndexOf(separator);
                var end = next < 0 ? row.Length : i + next;
                if (row[i..end].Contains(quote)) return false;
                fields.Add(row[i..end].ToArray());
                i = end;
            }

            if (i >= row.Length) return true;
            i++;
        }
    }

    /// <summary>A bit for each of the first 64 bytes, but not beyond <paramref name="limit"/>, that is a comma, and for each that is a line feed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (ulong Commas, ulong Breaks) Structure(ReadOnlySpan<byte> bytes, int limit)
    {
        if (limit < 64) return LastStructure(bytes[..limit]);
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var (low, high) = (Vector256.LoadUnsafe(ref start), Vector256.LoadUnsafe(ref start, 32));
        return (Bits(low, high, Comma), Bits(low, high, LineFeed));
    }

    private static (ulong Commas, ulong Breaks) LastStructure(ReadOnlySpan<byte> bytes)
    {
        var (commas, breaks) = (0UL, 0UL);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == Comma) commas |= 1UL << i;
            if (bytes[i] == LineFeed) breaks |= 1UL << i;
        }

        return (commas, breaks);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> low, Vector256<byte> high, byte wanted) =>
        Vector256.Equals(low, Vector256.Create(wanted)).ExtractMostSignificantBits()
        | ((ulong)Vector256.Equals(high, Vector256.Create(wanted)).ExtractMostSignificantBits() << 32);

    private static int ClosingQuote(ReadOnlySpan<byte> bytes, int from, byte mark)
    {
        while (from < bytes.Length)
        {
            var quote = bytes[from..].IndexOf(mark);
            if (quote < 0) return -1;
            from += quote;
            if (from + 1 >= bytes.Length || bytes[from + 1] != mark) return from;
            from += 2;
        }

        return -1;
    }

    private static bool EndsField(ReadOnlySpan<byte> bytes, int at, byte separator) =>
        at >= bytes.Length || bytes[at] == separator || bytes[at] == LineFeed || (bytes[at] == Return && (at + 1 >= bytes.Length || bytes[at + 1] == LineFeed));

    private static int FirstLine(ReadOnlySpan<byte> bytes, bool more, out bool malformed)
    {
        malformed = true;
        var end = bytes.IndexOf(LineFeed);
        if (end >= 0) return end + 1;
        return more ? -1 : bytes.Length;
    }

    private static byte[] Undouble(ReadOnlySpan<byte> quoted, byte quote)
    {
        if (!quoted.Contains(quote)) return quoted.ToArray();
        var plain = new byte[quoted.Length];
        var n = 0;
        for (var i = 0; i < quoted.Length; i++)
        {
            plain[n++] = quoted[i];
            if (quoted[i] == quote) i++;
        }

        return plain[..n];
    }
}
