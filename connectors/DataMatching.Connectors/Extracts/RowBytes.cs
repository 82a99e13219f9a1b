namespace DataMatching.Connectors.Extracts;

/// <summary>The fields of one row as bytes: slices of the chunk, or copies without quotes where the row has some.</summary>
internal readonly ref struct RowBytes
{
    private readonly ReadOnlySpan<int> _commas;
    private readonly int _start;
    private readonly List<byte[]>? _split;

    /// <param name="raw">The row without its line break and without quotes.</param>
    /// <param name="start">Where it begins in the chunk.</param>
    /// <param name="commas">Where in the chunk its commas stand; what follows the last of them is not looked at.</param>
    /// <param name="fields">How many fields it has.</param>
    public RowBytes(ReadOnlySpan<byte> raw, int start, int[] commas, int fields)
    {
        Raw = raw;
        _start = start;
        _commas = commas.AsSpan(0, fields - 1);
    }

    public RowBytes(ReadOnlySpan<byte> raw, List<byte[]> split)
    {
        Raw = raw;
        _split = split;
    }

    /// <summary>The row as delivered, without its line break.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    public ReadOnlySpan<byte> this[int field]
    {
        get
        {
            if (_split is not null) return _split[field];
            var from = field == 0 ? 0 : _commas[field - 1] + 1 - _start;
            var to = field == _commas.Length ? Raw.Length : _commas[field] - _start;
            return Raw[from..to];
        }
    }
}
