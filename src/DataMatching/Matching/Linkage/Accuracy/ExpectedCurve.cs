using DataMatching.Matching.Linkage.Deciding;

namespace DataMatching.Matching.Linkage.Accuracy;

/// <summary>What links of a least probability would reach, as the probabilities themselves have it. <paramref name="Links"/>: how many there would be.</summary>
public sealed record ExpectedPoint(double Probability, long Links, double Precision, double Recall);

/// <summary>
/// Precision and recall that may be expected at each threshold without any truth: of a hundred pairs of probability 0.9 ninety are matches. As good as the probabilities are; a reviewed sample
/// calibrates them (<see cref="Reviewing.Calibration"/>).
/// </summary>
public sealed class ExpectedCurve
{
    private const double Lowest = 0.001, Highest = 0.9999999;

    /// <summary>What is likelier not to be one is no link, however precise the others are.</summary>
    private const double Even = 0.5;

    private static readonly double[] Probabilities = [0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999, 0.99999];
    private readonly double[] _sorted, _sums;
    private readonly double _matches;

    /// <param name="likely">All pairs that are at all likely.</param>
    /// <param name="matches">How many matches the estimate expects among all pairs, those that no blocking rule has included.</param>
    public ExpectedCurve(IReadOnlyList<Link> likely, double matches)
    {
        ArgumentNullException.ThrowIfNull(likely);
        // From the likeliest down, each with what it and those before it come to.
        _sorted = [.. likely.Select(l => l.Probability).OrderDescending()];
        _sums = new double[_sorted.Length];
        var sum = 0.0;
        for (var i = 0; i < _sorted.Length; i++) _sums[i] = sum += _sorted[i];
        _matches = Math.Max(matches, sum);
    }

    public IReadOnlyList<ExpectedPoint> Points => [.. Probabilities.Select(At)];

    public ExpectedPoint At(double probability)
    {
        var links = Links(probability);
        return new ExpectedPoint(probability, links, links == 0 ? 1 : _sums[links - 1] / links, links == 0 || _matches == 0 ? 0 : _sums[links - 1] / _matches);
    }

    /// <summary>The lowest threshold of links whose precision is enough, and the highest of doubtful pairs whose recall is.</summary>
    public LinkThresholds Choose(LinkAim aim, out AimReach reached)
    {
        ArgumentNullException.ThrowIfNull(aim);
        var (link, precise) = (Highest, _sorted.Length == 0);
        for (var i = _sorted.Length - 1; i >= 0; i--)
        {
            // Pairs of one probability are links together or not at all.
            if (_sums[i] / (i + 1) < aim.Precision || (i + 1 < _sorted.Length && _sorted[i + 1] == _sorted[i])) continue;
            (link, precise) = (_sorted[i], true);
            break;
        }

        var enough = Array.FindIndex(_sums, s => s >= aim.Recall * _matches);
        reached = new AimReach(precise, enough >= 0 || _sorted.Length == 0);
        var doubtful = reached.Recall && _sorted.Length > 0 ? _sorted[enough] : Lowest;
        link = Math.Clamp(link, Even, Highest);
        return new LinkThresholds(link, Math.Clamp(doubtful, Lowest, link));
    }

    private int Links(double probability)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sorted[middle] >= probability) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
