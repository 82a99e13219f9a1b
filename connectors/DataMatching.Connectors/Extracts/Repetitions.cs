namespace DataMatching.Connectors.Extracts;

/// <summary>
/// Rows of the sample that stand there more than once. Holds a bounded number of hashes: when there are more, only those of every second person are kept on, and so on; whom it ends with
/// depends on the rows alone, not on their order.
/// </summary>
internal sealed class Repetitions
{
    /// <summary>The bits of a hash that are its person's.</summary>
    public const ulong PersonBits = 0xFFFF_0000_0000_0000;

    private const int Most = 1 << 16;
    private readonly Dictionary<ulong, int> _rows = [];
    private readonly HashSet<ulong> _times = [];
    private readonly HashSet<ulong> _people = [];
    private ulong _last = ulong.MaxValue;

    /// <summary>Rows of the people that are kept.</summary>
    public long Rows => _rows.Values.Sum(n => (long)n);
    public long Identical => Rows - _rows.Count;
    public long Again => Rows - _times.Count;

    /// <summary>Different people among them.</summary>
    public long People => _people.Count;

    public void Add(IReadOnlyList<(ulong Row, ulong Time, ulong Person)> sampled)
    {
        foreach (var (row, time, person) in sampled)
        {
            if (row > _last) continue;
            _rows[row] = _rows.GetValueOrDefault(row) + 1;
            _times.Add(time);
            _people.Add(person);
            while (_rows.Count > Most) Halve();
        }
    }

    private void Halve()
    {
        _last >>= 1;
        foreach (var row in _rows.Keys.Where(r => r > _last).ToList()) _rows.Remove(row);
        _times.RemoveWhere(t => t > _last);
        _people.RemoveWhere(p => p > _last);
    }
}
