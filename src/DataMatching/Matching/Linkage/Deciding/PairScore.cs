using DataMatching.Matching.Linkage.Comparing;
using DataMatching.Matching.Linkage.Estimating;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Deciding;

/// <summary>How much one comparison says of one pair. <paramref name="Level"/>: null when one of the two has nothing there. <paramref name="Frequency"/>: what a rare or frequent text adds or takes; all in bits.</summary>
public sealed record ComparisonBits(string Field, string? Level, double Bits, double Frequency);

/// <summary>
/// Weighs pairs of records: the prior, for each comparison what its level says, corrected by how frequent the text is, and less what related people would agree in as well. All in bits, to the base 2.
/// </summary>
public sealed class PairScore
{
    private readonly double[][] _bits;
    private readonly double[][][] _related;
    private readonly FieldValues?[] _frequencies;
    private readonly double[] _exactU, _sameAnyway;
    private readonly double[] _relatedPriors;

    public PairScore(PairComparison comparison, LinkWeights weights)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(weights);
        (Comparison, Weights) = (comparison, weights);
        _bits = [.. weights.Fields.Select(f => (double[])[0, .. f.Levels.Select(l => l.Bits)])];
        _related = [.. weights.Related.Select(r => r.Levels.Zip(weights.Fields, (levels, f) => (double[])[0, .. levels.Zip(f.Levels, (share, l) => Math.Log2(share / l.U))]).ToArray())];
        _exactU = [.. weights.Fields.Select(f => f.Levels[0].U)];
        _sameAnyway = [.. weights.Fields.Select(f => weights.Prior * f.Levels[0].M / ((weights.Prior * f.Levels[0].M) + ((1 - weights.Prior) * f.Levels[0].U)))];
        _frequencies = [.. comparison.Comparisons.Select(c => c.TermFrequency ? comparison.Records.Field(c.Field) : null)];
        _relatedPriors = [.. weights.Related.Select(r => Math.Log2(r.Prior / weights.OtherPrior))];
    }

    public PairComparison Comparison { get; }

    public LinkWeights Weights { get; }

    /// <summary>The weight of a pair that has this pattern: the logarithm (base 2) of the odds that the two are one.</summary>
    public double BitsOf(ulong pattern, int left) => Weigh(pattern, left, true, out _);

    /// <summary>What is taken from a pair's weight because related people agree so as well; zero or below.</summary>
    public double RelatedBitsOf(ulong pattern, int left)
    {
        Weigh(pattern, left, true, out var related);
        return related;
    }

    /// <summary>What each comparison says of a pair, in the order of the plan.</summary>
    public IReadOnlyList<ComparisonBits> Explain(ulong pattern, int left) =>
    [
        .. Comparison.Comparisons.Select((c, f) =>
        {
            var level = Comparison.LevelOf(pattern, f);
            return new ComparisonBits(c.Field, level == Comparing.Comparison.Missing ? null : c.Levels[level - 1], _bits[f][level], level == Comparing.Comparison.Exact ? FrequencyBits(f, left, true) : 0);
        }),
    ];

    /// <summary>The most that any other record can come to with this one: its own weight. Low where a record has little in it; such a record can be linked to nothing.</summary>
    public double MostBitsOf(bool left, int record) => Weigh(Comparison.PatternOfSelf(left, record), record, left, out _);

    private double Weigh(ulong pattern, int record, bool left, out double related)
    {
        // All against any two people: what one and the same would do, and what each kind of related ones.
        var same = Weights.PriorBits;
        Span<double> kin = stackalloc double[_relatedPriors.Length];
        _relatedPriors.CopyTo(kin);
        for (var f = 0; f < _bits.Length; f++)
        {
            var level = Comparison.LevelOf(pattern, f);
            same += _bits[f][level];
            for (var k = 0; k < kin.Length; k++) kin[k] += _related[k][f][level];
            if (level != Comparing.Comparison.Exact) continue;
            var frequency = FrequencyBits(f, record, left);
            same += frequency;
            if (!Comparison.Comparisons[f].Shared) continue;
            // A shared text is as rare among related people as any; one's own they have in common by chance.
            for (var k = 0; k < kin.Length; k++) kin[k] += frequency;
        }

        var all = 1.0;
        foreach (var bits in kin) all += Math.Pow(2, Math.Min(bits, 900));
        related = -Math.Log2(all);
        return same + related;
    }

    /// <summary>
    /// Two others are the same in a text as often as it is borne, not as often as texts are the same at large. As far as those who are the same are one and the same anyway, how often a text is borne says only how
    /// many records a person has.
    /// </summary>
    private double FrequencyBits(int f, int record, bool left)
    {
        if (_frequencies[f] is not { } values) return 0;
        var borne = values.FrequencyOf((left ? values.Left : values.Right)[record]);
        return Math.Log2(_exactU[f] / ((_sameAnyway[f] * _exactU[f]) + ((1 - _sameAnyway[f]) * borne)));
    }
}
