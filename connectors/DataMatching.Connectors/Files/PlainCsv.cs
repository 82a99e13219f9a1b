using System.Buffers;
using System.Text;

namespace DataMatching.Connectors.Files;

/// <summary>
/// Writes the plain CSV (UTF-8, comma, line feed) that extracts are read from: one line for each row of the source. Line breaks inside a field become a blank, so that a
/// line's number says which row it was; rows that the source leaves out become empty lines.
/// </summary>
internal sealed class PlainCsv(Stream output) : IDisposable
{
    private static readonly SearchValues<byte> NeedsQuotes = SearchValues.Create(",\""u8);
    private readonly byte[] _buffer = new byte[1 << 16];
    private byte[] _field = new byte[1024];
    private int _used;
    private bool _first = true;

    /// <summary>Lines written.</summary>
    public long Lines { get; private set; }

    /// <summary>Writes empty lines until so many are written.</summary>
    public void PadTo(long lines)
    {
        while (Lines < lines) EndRow();
    }

    public void Row(IEnumerable<string> fields)
    {
        foreach (var field in fields) Field(field);
        EndRow();
    }

    public void Field(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_field.Length < most) _field = new byte[most];
        Field(_field.AsSpan(0, Encoding.UTF8.GetBytes(text, _field)));
    }

    public void Field(ReadOnlySpan<byte> text)
    {
        if (!_first) Put((byte)',');
        _first = false;
        if (!text.ContainsAny(NeedsQuotes))
        {
            Text(text);
            return;
        }

        Put((byte)'"');
        foreach (var b in text)
        {
            if (b == (byte)'"') Put(b);
            Put(b is (byte)'\r' or (byte)'\n' ? (byte)' ' : b);
        }

        Put((byte)'"');
    }

    /// <summary>A row that could not be taken apart, as far as it is text: it is set aside when the extract is read, and the numbers in it can still be found.</summary>
    public void Broken(ReadOnlySpan<byte> text)
    {
        // A quote inside a field breaks the quoting rules of every row.
        Text("?\""u8);
        foreach (var b in text) Put(b is (byte)'"' or (byte)'\r' or (byte)'\n' ? (byte)' ' : b);
        EndRow();
    }

    public void EndRow()
    {
        Put((byte)'\n');
        _first = true;
        Lines++;
    }

    public void Flush()
    {
        output.Write(_buffer, 0, _used);
        _used = 0;
    }

    public void Dispose() => Flush();

    private void Text(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny((byte)'\r', (byte)'\n') < 0 && text.Length <= _buffer.Length)
        {
            if (_used + text.Length > _buffer.Length) Flush();
            text.CopyTo(_buffer.AsSpan(_used));
            _used += text.Length;
            return;
        }

        foreach (var b in text) Put(b is (byte)'\r' or (byte)'\n' ? (byte)' ' : b);
    }

    private void Put(byte b)
    {
        if (_used == _buffer.Length) Flush();
        _buffer[_used++] = b;
    }
}
