using System.Text;
using CsvHelper;
using DataMatching.Batches;

namespace DataMatching.Connectors.UnionFiles;

/// <summary>
/// One CSV of the union, read row by row: header by Chinese or English name, UTF-8 or GB18030, every row with its line and byte offset.
/// A row that cannot be read is set aside with a reason that does not repeat its content; the rest goes on.
/// </summary>
internal sealed class UnionTable : IDisposable
{
    private readonly CsvReader _reader;
    private readonly string _name;
    private readonly int[] _columns;
    private readonly UnionColumn[] _expected;
    private readonly List<QuarantinedRow> _rejected;
    private readonly List<UnreadRow> _unread = [];
    private readonly UnionFile _file;

    /// <exception cref="InvalidDataException">The header lacks columns; the message names all of them.</exception>
    public UnionTable(UnionFile file, UnionColumn[] expected, List<QuarantinedRow> rejected)
    {
        _file = file;
        _name = Path.GetFileName(file.Path);
        _expected = expected;
        _rejected = rejected;
        _reader = CsvReader.FromFile(file.Path, CsvReaderOptions.Default with
        {
            Separator = ',',
            Encoding = file.Encoding,
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            MalformedData = CsvMalformedDataHandling.Skip,
            MaxRecordSize = 1 << 20,
            OnMalformedRecord = bad =>
            {
                if (file.From is not null) return;
                Reject(bad.LineNumber, bad.ByteOffset, null, Describe(bad.Reason));
                _unread.Add(new UnreadRow(_name, bad.LineNumber, [.. bad.RawRecord.Split(',').Select(f => f.Trim().Trim('"'))]));
            },
        });
        _reader.ReadHeader();
        _columns = [.. expected.Select(Find)];
        var missing = expected.Where((c, i) => _columns[i] < 0 && c.Required).Select(c => $"{c.Chinese}[{c.English}]").ToList();
        if (missing.Count > 0)
        {
            throw new InvalidDataException($"{_name}: the header lacks {string.Join(", ", missing)}; found {_reader.FieldCount} columns. "
                + "Expected the columns of docs/formats.md; add them or rename the header.");
        }
    }

    /// <summary>Rows that could not be taken apart, as far as they could; told with the first share.</summary>
    public IReadOnlyList<UnreadRow> Unread => _unread;

    /// <summary>Goes to the next row of the share.</summary>
    public bool Read()
    {
        while (_reader.Read())
        {
            if (_file.Has(this[0])) return true;
        }

        return false;
    }

    public long Line => _reader.LineNumber;

    public long ByteOffset => _reader.ByteOffset;

    /// <summary>The trimmed field; empty when the column is absent.</summary>
    public string this[int column] => _columns[column] < 0 ? "" : _reader.GetString(_columns[column]).Trim();

    /// <summary>The row as read, for its hash.</summary>
    public ReadOnlySpan<byte> Raw => _reader.RawRecord;

    public void Reject(int column, string reason) => Reject(Line, ByteOffset, _expected[column].Chinese, reason);

    public void Dispose() => _reader.Dispose();

    private void Reject(long line, long offset, string? column, string reason) =>
        _rejected.Add(new QuarantinedRow(_name, line, offset, column, reason, null));

    private int Find(UnionColumn column)
    {
        if (_reader.TryGetFieldIndex(column.Chinese, out var index)) return index;
        return _reader.TryGetFieldIndex(column.English, out index) ? index : -1;
    }

    private static string Describe(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.FieldCountMismatch => "the row has another number of fields than the header",
        CsvMalformedReason.UnterminatedQuote => "a quoted field is never closed",
        CsvMalformedReason.StrayQuote => "a quote stands inside an unquoted field",
        _ => "the row breaks the quoting rules",
    };
}

/// <summary>A file of the union, and which share of its rows is read: those whose first column, a key, lies in it (ordinal).</summary>
/// <param name="From">Included; null: from the first on.</param>
/// <param name="Before">Excluded; null: to the last.</param>
internal sealed record UnionFile(string Path, Encoding Encoding, string? From = null, string? Before = null)
{
    public bool Has(string key) => (From is null || string.CompareOrdinal(key, From) >= 0) && (Before is null || string.CompareOrdinal(key, Before) < 0);
}

/// <summary>A row that breaks the rules of CSV. Its pieces are looked through for the household it belongs to, and go nowhere else.</summary>
internal sealed record UnreadRow(string File, long Line, IReadOnlyList<string> Pieces)
{
    /// <summary>
    /// The households whose row each of these may be are incomplete: a file that lost a member would look richer than it is.
    /// </summary>
    /// <exception cref="InvalidDataException">A row does not show whose it is, so any household may have lost it.</exception>
    public static void MarkIncomplete(IEnumerable<UnreadRow> rows, IReadOnlyDictionary<string, HouseholdHead> heads, ISet<string> incomplete)
    {
        foreach (var row in rows)
        {
            var owners = row.Pieces.Where(heads.ContainsKey).ToList();
            if (owners.Count == 0)
            {
                throw new InvalidDataException($"{row.File} line {row.Line}: the row cannot be read and does not show which household it belongs to; "
                    + "any household may have lost it. Correct the row and import again; nothing was changed.");
            }

            incomplete.UnionWith(owners);
        }
    }
}

/// <summary>A column by its Chinese and its English header.</summary>
internal sealed record UnionColumn(string Chinese, string English, bool Required = true);

/// <summary>Tells UTF-8 from GB18030 by reading the file through once: text that is not valid UTF-8 is taken for GB18030.</summary>
public static class TextEncodings
{
    private static readonly Encoding Gb18030 = MakeGb18030();

    public static Encoding Detect(string file)
    {
        using var stream = File.OpenRead(file);
        var decoder = new UTF8Encoding(false, true).GetDecoder();
        var bytes = new byte[1 << 16];
        var chars = new char[1 << 16];
        try
        {
            int read;
            while ((read = stream.Read(bytes)) > 0) decoder.GetChars(bytes.AsSpan(0, read), chars, false);
            decoder.GetChars([], chars, true);
            return Encoding.UTF8;
        }
        catch (DecoderFallbackException)
        {
            return Gb18030;
        }
    }

    private static Encoding MakeGb18030()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("gb18030");
    }
}
