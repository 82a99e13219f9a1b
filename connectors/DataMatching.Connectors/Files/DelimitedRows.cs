using System.Text;
using DataMatching.Connectors.Extracts;

namespace DataMatching.Connectors.Files;

/// <summary>
/// Rows of delimited text with any separator and quote, by the very rules of <see cref="CsvRows"/>: a stray or unclosed quote costs its own line only. A row keeps the number of
/// the line it begins with.
/// </summary>
internal sealed class DelimitedRows(FileForm form, FilePart part, Encoding encoding)
{
    private readonly byte _separator = (byte)form.Separator;
    private readonly byte _quote = (byte)(form.Quote ?? '"');
    private readonly List<byte[]> _fields = [];
    private byte[] _buffer = new byte[1 << 18];
    private long _line = 1;
    private bool _begun;

    /// <exception cref="FileRefused">No header, or a row longer than any.</exception>
    public void Read(PartRows rows, CancellationToken cancel)
    {
        using var file = part.Open();
        using var text = encoding is UTF8Encoding ? file : Encoding.CreateTranscodingStream(file, encoding, ExtractText.Utf8);
        var (held, first) = (0, true);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var read = text.ReadAtLeast(_buffer.AsSpan(held), _buffer.Length - held, false);
            var length = held + read;
            var last = length < _buffer.Length;
            var start = first && _buffer.AsSpan(0, length).StartsWith("\uFEFF"u8) ? 3 : 0;
            first = false;
            var done = start + Rows(_buffer.AsSpan(start, length - start), last, rows);
            if (done == 0 && !last) throw new FileRefused($"{part.Prefix}a row is longer than {_buffer.Length >> 10} KB, at line {_line}. Expected one record a line; the file is not what \"file\" in config/registries says");
            held = length - done;
            _buffer.AsSpan(done, held).CopyTo(_buffer);
            if (last) break;
        }

        if (!_begun) throw new FileRefused($"{part.Prefix}the file is empty or has no header; expected the column names behind {form.SkipRows} lines (\"skipRows\") and the rows after them");
    }

    /// <returns>The bytes that held whole rows.</returns>
    private int Rows(ReadOnlySpan<byte> bytes, bool last, PartRows rows)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var line = bytes[at..].IndexOf((byte)'\n');
            if (line < 0 && !last) return at;
            var length = line < 0 ? bytes.Length - at : line + 1;
            var malformed = false;
            var skipped = _line <= form.SkipRows;
            if (!skipped && form.Quote is not null && bytes.Slice(at, length).Contains(_quote))
            {
                // Judged only where all that a quoted row may span is in sight.
                if (!last && bytes.Length - at < CsvRows.LongestQuotedRow) return at;
                length = CsvRows.QuotedRowEnd(bytes[at..], false, out malformed, _separator, _quote);
            }

            var row = bytes.Slice(at, length);
            if (!skipped) Row(row.TrimEnd("\r\n"u8), malformed, rows);
            _line += Math.Max(1, row.Count((byte)'\n'));
            at += length;
        }

        return at;
    }

    private void Row(ReadOnlySpan<byte> row, bool malformed, PartRows rows)
    {
        if (row.IsEmpty) return;
        var quoted = form.Quote is not null && row.Contains(_quote);
        if (malformed || (quoted && !CsvRows.Split(row, _fields, _separator, _quote)))
        {
            if (!_begun) throw new FileRefused($"{part.Prefix}the header breaks the quoting rules; expected the column names separated by '{form.Separator}'");
            rows.Broken(_line, row, "the row breaks the quoting rules");
            return;
        }

        if (!quoted) Cut(row);
        if (!_begun)
        {
            _begun = true;
            rows.Begin(_fields.Select(ExtractText.Utf8.GetString), _line + 1 + row.Count((byte)'\n'));
            return;
        }

        rows.At(_line);
        foreach (var field in _fields) rows.Field(field);
        rows.End();
    }

    private void Cut(ReadOnlySpan<byte> row)
    {
        _fields.Clear();
        foreach (var range in row.Split(_separator)) _fields.Add(row[range].ToArray());
    }
}
