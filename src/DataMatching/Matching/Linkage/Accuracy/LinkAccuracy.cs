using DataMatching.Matching.Linkage.Deciding;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Accuracy;

/// <summary>Links held against the truth.</summary>
/// <param name="Truth">How many true pairs there are.</param>
/// <param name="NeverCompared">Of those, pairs that no blocking rule has and that nothing else joined.</param>
/// <param name="Decided">Of the links as they were decided.</param>
/// <param name="Curve">Of all scored pairs, each by itself, from the lowest probability to the highest.</param>
public sealed record LinkAccuracy(long Truth, long NeverCompared, AccuracyPoint Decided, IReadOnlyList<AccuracyPoint> Curve)
{
    private static readonly double[] Probabilities = [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999, 0.99999];

    /// <summary>The probability of the curve with the best F1, the lowest of several.</summary>
    public double BestProbability => Curve.MaxBy(p => p.F1)?.Probability ?? 0.5;

    public static LinkAccuracy Of(Linking linking, TruePairs truth)
    {
        ArgumentNullException.ThrowIfNull(linking);
        ArgumentNullException.ThrowIfNull(truth);
        var right = linking.Links.LongCount(l => truth.Has(l.Left, l.Right));
        var compared = linking.Links.Where(l => truth.Has(l.Left, l.Right)).Select(l => (l.Left, l.Right)).ToHashSet();
        var never = truth.All.LongCount(p => !compared.Contains(p) && !linking.Candidates.Has(p.Left, p.Right));
        var likely = linking.Pairs.Select(p => (p.Probability, IsTrue: truth.Has(p.Left, p.Right))).ToList();
        var curve = Probabilities.Select(least => Point(least, likely.Where(p => p.Probability >= least).Select(p => p.IsTrue), truth.Count)).ToList();
        return new LinkAccuracy(truth.Count, never, new AccuracyPoint(null, right, linking.Links.Count - right, truth.Count - right), curve);
    }

    private static AccuracyPoint Point(double least, IEnumerable<bool> links, long truth)
    {
        var (right, wrong) = (0L, 0L);
        foreach (var isTrue in links)
        {
            if (isTrue) right++;
            else wrong++;
        }

        return new AccuracyPoint(least, right, wrong, truth - right);
    }
}

/// <summary>Which records are one, as somebody knows it.</summary>
public sealed class TruePairs
{
    private readonly HashSet<(int Left, int Right)> _pairs = [];
    private readonly bool _isOne;

    public TruePairs(LinkRecords records)
    {
        ArgumentNullException.ThrowIfNull(records);
        _isOne = records.IsOne;
    }

    public long Count => _pairs.Count;

    /// <summary>Of one file the earlier record is the left one.</summary>
    public IEnumerable<(int Left, int Right)> All => _pairs;

    /// <summary>Of one file the order does not matter, and a record is no pair with itself.</summary>
    public void Add(int left, int right)
    {
        if (!_isOne || left != right) _pairs.Add(Ordered(left, right));
    }

    public bool Has(int left, int right) => _pairs.Contains(Ordered(left, right));

    private (int, int) Ordered(int left, int right) => _isOne && left > right ? (right, left) : (left, right);
}
