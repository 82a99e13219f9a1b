using System.Text;
using CsvHelper;
using DataMatching.Connectors.UnionFiles;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.App.Links;

/// <summary>
/// A CSV of any columns, read row by row: separator , ; tab or |, UTF-8 or GB18030, first row the headers. Rows that break the rules of CSV are set aside and told by line; nothing of their content is.
/// </summary>
internal sealed class TableFile : IDisposable
{
    private const int MostRecord = 1 << 20;
    private readonly CsvReader _reader;
    private readonly List<long> _setAside = [];

    /// <exception cref="UsageRefused">There is no such file, or it has no header, or two of the same.</exception>
    public TableFile(string path)
    {
        Name = path;
        if (!File.Exists(path)) throw new UsageRefused($"{path}: no such file. Expected a CSV whose first row names the columns.");
        _reader = CsvReader.FromFile(path, CsvReaderOptions.Default with
        {
            Encoding = TextEncodings.Detect(path),
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            MalformedData = CsvMalformedDataHandling.Skip,
            MaxRecordSize = MostRecord,
            OnMalformedRecord = bad => _setAside.Add(bad.LineNumber),
        });
        _reader.ReadHeader();
        Headers = [.. _reader.Headers.Select(h => h.Trim().Trim('\uFEFF'))];
        if (Headers.Any(LooksLikeValue)) throw new UsageRefused($"{path}: the first row seems to be a record, not the names of the columns (a cell of it looks like a date or a number; not shown). Put a row of headers above it.");
        if (Headers.Count == 0) throw new UsageRefused($"{path} is empty. Expected a CSV whose first row names the columns.");
        if (Headers.GroupBy(h => h, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new UsageRefused($"{path}: the header \"{twice.Key}\" stands there {twice.Count()} times. Give each column a name of its own.");
    }

    public string Name { get; }

    public IReadOnlyList<string> Headers { get; }

    /// <summary>Lines of rows that could not be read.</summary>
    public IReadOnlyList<long> SetAside => _setAside;

    public long Line => _reader.LineNumber;

    public bool Read() => _reader.Read();

    public string this[int column] => _reader.GetString(column);

    /// <summary>The place of a column.</summary>
    /// <param name="needed">What the file has to be, where no configuration says so.</param>
    /// <exception cref="UsageRefused">There is none of that name.</exception>
    public int Find(string header, string? needed = null)
    {
        for (var i = 0; i < Headers.Count; i++)
        {
            if (Headers[i] == header) return i;
        }

        throw new UsageRefused($"{Name} has no column \"{header}\". Found: {string.Join(", ", Headers)}. {needed ?? "Name one of them in the configuration."}");
    }

    /// <summary>Headers have words; who forgot them must not find a person's number in a message.</summary>
    private static bool LooksLikeValue(string header) => header.Count(char.IsAsciiDigit) > 6 || DateText.Of(header) is not null;

    public void Dispose() => _reader.Dispose();
}
