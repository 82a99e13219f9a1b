using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataMatching.Sample.People;

namespace DataMatching.Sample.Files;

/// <summary>Encoding, byte-order mark and the form of dates of a file.</summary>
internal sealed record FileStyle(string ManifestEncoding, bool ByteOrderMark, bool Compact)
{
    public static readonly FileStyle Utf8 = new("utf-8", false, false);
    public static readonly FileStyle Utf8WithMark = new("utf-8", true, false);
    public static readonly FileStyle Gb18030 = new("gb18030", false, false);

    /// <summary>Dates as 20260930 and months as 202609.</summary>
    public static readonly FileStyle CompactDates = new("utf-8", false, true);

    public Encoding Encoding => ManifestEncoding == "gb18030" ? CodePagesEncodingProvider.Instance.GetEncoding("gb18030")! : new UTF8Encoding(false);
}

/// <summary>How a clerk typed a person: what a careful reader repairs.</summary>
internal enum Typing { Clean, SpacedId, FullWidthId, LowerCaseX, SpacedName }

/// <summary>Writes one CSV straight to disk, counting rows and hashing bytes on the way. Memory: one buffer.</summary>
internal sealed class CsvFile : IDisposable
{
    private const int FlushAt = 24 * 1024;
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    private readonly FileStyle _style;
    private readonly FileStream _stream;
    private readonly Encoder _encoder;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly char[] _chars = new char[32 * 1024];
    private readonly byte[] _bytes;
    private int _used, _rowStart;
    private bool _firstField = true;

    public CsvFile(string path, FileStyle style, IEnumerable<string> header)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _style = style;
        _encoder = style.Encoding.GetEncoder();
        _bytes = new byte[style.Encoding.GetMaxByteCount(_chars.Length)];
        _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        if (style.ByteOrderMark) _chars[_used++] = '\uFEFF';
        foreach (var column in header) Text(column);
        EndLine();
    }

    /// <summary>Data rows so far, the header not counted.</summary>
    public long Rows { get; private set; }

    /// <summary>How the people of the row that is being written are typed.</summary>
    public Typing Typing { get; set; }

    public CsvFile Text(string text)
    {
        Separate();
        if (text.AsSpan().IndexOfAny(NeedsQuotes) < 0)
        {
            text.CopyTo(_chars.AsSpan(_used));
            _used += text.Length;
            return this;
        }

        var quoted = "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        quoted.CopyTo(_chars.AsSpan(_used));
        _used += quoted.Length;
        return this;
    }

    public CsvFile Empty()
    {
        Separate();
        return this;
    }

    /// <summary>Yuan with two decimals.</summary>
    public CsvFile Money(long fen)
    {
        Separate();
        (fen / 100).TryFormat(_chars.AsSpan(_used), out var written, default, CultureInfo.InvariantCulture);
        _used += written;
        _chars[_used++] = '.';
        _chars[_used++] = (char)('0' + (fen % 100 / 10));
        _chars[_used++] = (char)('0' + (fen % 10));
        return this;
    }

    public CsvFile Number(int number)
    {
        Separate();
        number.TryFormat(_chars.AsSpan(_used), out var written, default, CultureInfo.InvariantCulture);
        _used += written;
        return this;
    }

    public CsvFile Day(DateOnly? day) => day is not { } d ? Empty() : Calendar(d.Year, d.Month, d.Day);

    public CsvFile Month(YearMonth? month) => month is not { } m ? Empty() : Calendar(m.Year, m.Number, 0);

    /// <summary>Two fields, name and number, typed as <see cref="Typing"/> says.</summary>
    public CsvFile Person(Person person) => Text(Name(person)).Text(Id(person));

    public void EndRow()
    {
        EndLine();
        Rows++;
    }

    /// <summary>Writes the last row once more, byte for byte. Only directly after <see cref="EndRow"/>.</summary>
    public void RepeatRow()
    {
        var length = _used - _rowStart;
        _chars.AsSpan(_rowStart, length).CopyTo(_chars.AsSpan(_used));
        _rowStart = _used;
        _used += length;
        Rows++;
    }

    /// <summary>A row that is not a row: written as it stands.</summary>
    public void Raw(string line)
    {
        BeginLine();
        line.CopyTo(_chars.AsSpan(_used));
        _used += line.Length;
        EndRow();
    }

    /// <summary>Closes the file.</summary>
    /// <returns>SHA-256 of its bytes, 64 hex digits in lower case.</returns>
    public string Finish()
    {
        Flush();
        _stream.Dispose();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose()
    {
        _stream.Dispose();
        _hash.Dispose();
    }

    private string Name(Person person) => Typing == Typing.SpacedName ? person.Name[..1] + " " + person.Name[1..] : person.Name;

    private string Id(Person person) => Typing switch
    {
        Typing.SpacedId => string.Concat(" ", person.Id.AsSpan(0, 6), " ", person.Id.AsSpan(6)),
        Typing.FullWidthId => string.Create(person.Id.Length, person.Id, static (wide, id) =>
        {
            for (var i = 0; i < id.Length; i++) wide[i] = (char)(id[i] + 0xFEE0);
        }),
        Typing.LowerCaseX => person.Id.Replace('X', 'x'),
        _ => person.Id,
    };

    private CsvFile Calendar(int year, int month, int day)
    {
        Separate();
        Digits(year / 100);
        Digits(year % 100);
        if (!_style.Compact) _chars[_used++] = '-';
        Digits(month);
        if (day == 0) return this;
        if (!_style.Compact) _chars[_used++] = '-';
        Digits(day);
        return this;
    }

    private void Digits(int two)
    {
        _chars[_used++] = (char)('0' + (two / 10));
        _chars[_used++] = (char)('0' + (two % 10));
    }

    private void Separate()
    {
        if (!_firstField) _chars[_used++] = ',';
        else BeginLine();
        _firstField = false;
    }

    private void BeginLine()
    {
        if (_used > FlushAt) Flush();
        _rowStart = _used;
    }

    private void EndLine()
    {
        _chars[_used++] = '\n';
        _firstField = true;
    }

    private void Flush()
    {
        var count = _encoder.GetBytes(_chars.AsSpan(0, _used), _bytes, flush: true);
        _hash.AppendData(_bytes.AsSpan(0, count));
        _stream.Write(_bytes.AsSpan(0, count));
        _used = 0;
    }
}
