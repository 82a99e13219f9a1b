namespace DataMatching.Connectors.Files;

/// <summary>
/// Takes the rows of one part and writes them to a file of its own, so that several parts are read at the same time. Knows the rows' numbers in the part and what was wrong with
/// which of them.
/// </summary>
internal sealed class PartRows(FilePart part, string file) : IDisposable
{
    private readonly FileStream _stream = Create(file);
    private readonly List<(long Line, string Reason)> _faults = [];
    private PlainCsv? _csv;

    public FilePart Part => part;

    public string File => file;

    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>Of the sheet the rows stand in, or null.</summary>
    public string? Sheet { get; private set; }

    /// <summary>Number in the part of the first row behind the header.</summary>
    public long FirstRow { get; private set; }

    public long Lines => Csv.Lines;

    /// <summary>By the line in this part's own file, from 0.</summary>
    public IReadOnlyList<(long Line, string Reason)> Faults => _faults;

    private PlainCsv Csv => _csv ??= new PlainCsv(_stream);

    public void Begin(IEnumerable<string> header, long firstRow, string? sheet = null)
    {
        Header = [.. header.Select(h => h.Trim())];
        (FirstRow, Sheet) = (firstRow, sheet);
        if (Header.All(h => h.Length == 0)) throw new FileRefused($"{part.Prefix}the header is empty; expected the column names, see \"skipRows\" or \"headerRow\" under \"file\" in config/registries");
    }

    /// <summary>The next fields are of this row; rows left out become empty lines.</summary>
    public void At(long row) => Csv.PadTo(row - FirstRow);

    public void Field(ReadOnlySpan<byte> text) => Csv.Field(text);

    public void Field(string text) => Csv.Field(text);

    public void End() => Csv.EndRow();

    public void Broken(long row, ReadOnlySpan<byte> text, string reason)
    {
        At(row);
        if (_faults.Count < UnfoldedPlaces.MostFaults) _faults.Add((Csv.Lines, reason));
        Csv.Broken(text);
    }

    public void Finish()
    {
        Csv.Flush();
        _stream.Flush();
    }

    /// <summary>A new file for personal data: only its owner reads and writes it.</summary>
    public static FileStream Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }

    public void Dispose() => _stream.Dispose();
}
