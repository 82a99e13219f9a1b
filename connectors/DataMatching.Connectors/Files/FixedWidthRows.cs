using System.Globalization;
using System.Text;

namespace DataMatching.Connectors.Files;

/// <summary>
/// Rows whose fields stand at fixed bytes, cut on the raw bytes: in GB18030 a hanzi takes two or four of them. A row where a field's edge falls inside a character, or that
/// ends inside a field, was shifted or cut off and is set aside. There is no header: the fields' names are those of the configuration.
/// </summary>
internal sealed class FixedWidthRows(FileForm form, FilePart part, Encoding encoding)
{
    private const int LongestRow = 1 << 18;
    private readonly bool _utf8 = encoding is UTF8Encoding;
    private readonly int _end = form.Fields.Max(f => f.Start + f.Length);
    private readonly bool[] _borders = new bool[form.Fields.Max(f => f.Start + f.Length) + 1];

    /// <exception cref="FileRefused">A row longer than any.</exception>
    public void Read(PartRows rows, CancellationToken cancel)
    {
        using var file = part.Open();
        rows.Begin(form.Fields.Select(f => f.Name), form.SkipRows + 1);
        var buffer = new byte[LongestRow];
        var (held, line, first) = (0, 1L, true);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var length = held + file.ReadAtLeast(buffer.AsSpan(held), buffer.Length - held, false);
            var last = length < buffer.Length;
            var at = first && _utf8 && buffer.AsSpan(0, length).StartsWith("\uFEFF"u8) ? 3 : 0;
            first = false;
            var before = at;
            while (at < length)
            {
                var end = buffer.AsSpan(at, length - at).IndexOf((byte)'\n');
                if (end < 0 && !last) break;
                var row = buffer.AsSpan(at, end < 0 ? length - at : end);
                if (line > form.SkipRows) Row(row.EndsWith("\r"u8) ? row[..^1] : row, line, rows);
                at += row.Length + (end < 0 ? 0 : 1);
                line++;
            }

            if (at == before && !last) throw new FileRefused($"{part.Prefix}a row is longer than {LongestRow >> 10} KB, at line {line}. Expected one record a line of {_end} bytes");
            held = length - at;
            buffer.AsSpan(at, held).CopyTo(buffer);
            if (last) return;
        }
    }

    private void Row(ReadOnlySpan<byte> row, long line, PartRows rows)
    {
        // 0x1A ended files of DOS.
        if (row.Trim("\u001a "u8).IsEmpty) return;
        if (Fault(row) is { } fault)
        {
            rows.Broken(line, Encoding.UTF8.GetBytes(encoding.GetString(row)), fault);
            return;
        }

        rows.At(line);
        foreach (var field in form.Fields)
        {
            var bytes = field.Start >= row.Length ? default : row[field.Start..Math.Min(row.Length, field.Start + field.Length)];
            if (_utf8) rows.Field(bytes.Trim((byte)' '));
            else rows.Field(encoding.GetString(bytes).Trim());
        }

        rows.End();
    }

    private string? Fault(ReadOnlySpan<byte> row)
    {
        var length = row.Length;
        if (form.Fields.Any(f => f.Start < length && length < f.Start + f.Length))
            return string.Create(CultureInfo.InvariantCulture, $"the row has {row.Length} bytes and ends inside a field; the fields take {_end}");
        if (row[Math.Min(row.Length, _end)..].TrimEnd((byte)' ').Length > 0) return string.Create(CultureInfo.InvariantCulture, $"the row has {row.Length} bytes; the fields take {_end}");
        Array.Clear(_borders);
        for (var at = 0; at <= _end && at <= row.Length;)
        {
            _borders[at] = true;
            if (at == row.Length) break;
            at += Character(row[at..]);
        }

        var cut = form.Fields.FirstOrDefault(f => (f.Start <= length && !_borders[f.Start]) || (f.Start + f.Length <= length && !_borders[f.Start + f.Length]));
        return cut is null ? null : string.Create(CultureInfo.InvariantCulture, $"an edge of the field at byte {cut.Start} (length {cut.Length}) falls inside a character: the row is shifted");
    }

    /// <summary>Bytes of the character that begins here; the bytes are known to be well formed.</summary>
    private int Character(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] < 0x80) return 1;
        if (!_utf8) return bytes.Length > 1 && bytes[1] is >= 0x30 and <= 0x39 ? 4 : 2;
        return bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
    }
}
