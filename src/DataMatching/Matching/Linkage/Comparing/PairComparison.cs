using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Comparing;

/// <summary>All comparisons of a plan over the records: a pair's levels, written as one number (its pattern).</summary>
public sealed class PairComparison
{
    private const int MostBits = 62;
    private readonly ulong[] _radix;
    private readonly int[]?[] _inPartners;
    private readonly WordWeights?[] _words;

    /// <exception cref="ArgumentException">The levels are so many that a pattern does not fit into 63 bits.</exception>
    public PairComparison(LinkRecords records, IReadOnlyList<Comparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        (Records, Comparisons) = (records, comparisons);
        if (!CanBeTold(comparisons)) throw new ArgumentException($"{comparisons.Count} comparisons have more levels than can be told apart. Leave out a comparison.", nameof(comparisons));
        _radix = new ulong[comparisons.Count + 1];
        _radix[0] = 1;
        for (var i = 0; i < comparisons.Count; i++) _radix[i + 1] = _radix[i] * (ulong)(comparisons[i].Levels.Count + 1);

        _inPartners = [.. comparisons.Select(c => FieldComparer.NumbersInPartner(records, c))];
        _words = [.. comparisons.Select(c => c.Tests.Any(t => t.IsOfRareWords) ? new WordWeights(records.Field(c.Field)) : null)];
    }

    /// <summary>Whether all levels of so many comparisons fit into one number.</summary>
    public static bool CanBeTold(IEnumerable<Comparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        return comparisons.Sum(c => Math.Log2(c.Levels.Count + 1)) < MostBits;
    }

    public LinkRecords Records { get; }

    public IReadOnlyList<Comparison> Comparisons { get; }

    /// <summary>The level that a pattern has in a comparison.</summary>
    public int LevelOf(ulong pattern, int comparison) => (int)(pattern / _radix[comparison] % (ulong)(Comparisons[comparison].Levels.Count + 1));

    /// <summary>The pattern of a record with itself.</summary>
    public ulong PatternOfSelf(bool left, int record)
    {
        var pattern = 0UL;
        for (var i = 0; i < Comparisons.Count; i++)
        {
            var field = Records.Field(Comparisons[i].Field);
            if ((left ? field.Left : field.Right)[record] != FieldValues.Missing) pattern += _radix[i] * Comparison.Exact;
        }

        return pattern;
    }

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
            _fields = [.. all.Comparisons.Select((c, i) => new FieldComparer(all.Records, c, all._inPartners[i], all.Comparisons.Take(i).Any(p => p.Field == c.Partner && p.Partner == c.Field), all._words[i]))];
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
