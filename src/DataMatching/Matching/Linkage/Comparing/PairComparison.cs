using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Comparing;

/// <summary>All comparisons of a plan over the records: a pair's levels, written as one number (its pattern).</summary>
public sealed class PairComparison
{
    private readonly ulong[] _radix;
    private readonly int[]?[] _inPartners;

    /// <exception cref="ArgumentException">The levels are so many that a pattern does not fit into 63 bits.</exception>
    public PairComparison(LinkRecords records, IReadOnlyList<Comparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        (Records, Comparisons) = (records, comparisons);
        _radix = new ulong[comparisons.Count + 1];
        _radix[0] = 1;
        for (var i = 0; i < comparisons.Count; i++)
        {
            _radix[i + 1] = _radix[i] * (ulong)(comparisons[i].Levels.Count + 1);
            if (_radix[i + 1] > long.MaxValue / 32) throw new ArgumentException($"{comparisons.Count} comparisons have more levels than can be told apart. Leave out a comparison.", nameof(comparisons));
        }

        _inPartners = [.. comparisons.Select(c => FieldComparer.NumbersInPartner(records, c))];
    }

    public LinkRecords Records { get; }

    public IReadOnlyList<Comparison> Comparisons { get; }

    /// <summary>The level that a pattern has in a comparison.</summary>
    public int LevelOf(ulong pattern, int comparison) => (int)(pattern / _radix[comparison] % (ulong)(Comparisons[comparison].Levels.Count + 1));

    /// <summary>What one thread compares with.</summary>
    public Hand TakeHand() => new(this);

    /// <summary>Compares pairs; of one thread alone.</summary>
    public sealed class Hand
    {
        private readonly FieldComparer[] _fields;
        private readonly ulong[] _radix;

        internal Hand(PairComparison all)
        {
            _radix = all._radix;
            _fields = [.. all.Comparisons.Select((c, i) => new FieldComparer(all.Records, c, all._inPartners[i]))];
        }

        /// <summary>The pattern of two records.</summary>
        public ulong PatternOf(int left, int right)
        {
            var pattern = 0UL;
            for (var i = 0; i < _fields.Length; i++) pattern += _radix[i] * (ulong)_fields[i].LevelOf(left, right);
            return pattern;
        }
    }
}
