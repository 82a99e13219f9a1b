namespace DataMatching.Matching.Linkage.Estimating;

/// <summary>How many pairs have each pattern of levels: all that estimating needs to know of them.</summary>
public sealed class PatternCounts
{
    private readonly Dictionary<ulong, double> _counts = [];

    /// <summary>How many pairs there are, whatever their pattern.</summary>
    public double Total { get; private set; }

    /// <summary>Patterns in their order, with how many pairs have them.</summary>
    public IReadOnlyList<(ulong Pattern, double Pairs)> InOrder => [.. _counts.OrderBy(c => c.Key).Select(c => (c.Key, c.Value))];

    /// <param name="each">How many pairs each counted one stands for.</param>
    public void Add(IReadOnlyDictionary<ulong, long> counts, double each = 1)
    {
        ArgumentNullException.ThrowIfNull(counts);
        foreach (var (pattern, count) in counts.OrderBy(c => c.Key))
        {
            _counts[pattern] = _counts.GetValueOrDefault(pattern) + (count * each);
            Total += count * each;
        }
    }
}
