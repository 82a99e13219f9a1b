using System.Runtime.InteropServices;
using DataMatching.Matching.Linkage.Comparing;

namespace DataMatching.Matching.Linkage.Estimating;

/// <summary>A pattern taken apart, and how many pairs have it.</summary>
internal readonly record struct PatternRow(byte[] Levels, double Pairs);

/// <summary>The figures that <see cref="WeightEstimation"/> works out, by comparison and level (the first is the same): of matches, of others, of kinds of related people; and how many of all pairs are of each kind.</summary>
internal sealed class EstimationState
{
    /// <summary>Seen of each level before anything was seen: half a pair, so that nothing is impossible.</summary>
    private const double Pseudo = 0.5;

    /// <summary>Kinds of related people: close ones, who share nearly all that is shared, and others, such as people of one town.</summary>
    private const int Kinds = 2;

    /// <summary>So many patterns are one thread's at a time, however many threads there are: sums then are the same on every machine.</summary>
    private const int RowsOfPart = 2048;

    /// <summary>A person has no more close relatives among the records than that; without a bound the many who only live in one town would be taken for such, and families for matches.</summary>
    private const double MostRelatives = 20;

    private readonly IReadOnlyList<Comparison> _comparisons;
    private readonly double? _mostPrior;
    private readonly double _mostRelated;
    private readonly double[][][] _related;
    private readonly double[] _relatedPriors, _inCommon;

    /// <param name="prior">Share of matches to begin with; also that of close relatives.</param>
    /// <param name="mostPrior">Matches cannot be more than this share of all pairs; null: they are as many as to begin with.</param>
    /// <param name="once">The share of all pairs that one a record is.</param>
    public EstimationState(IReadOnlyList<Comparison> comparisons, double prior, double? mostPrior, double once)
    {
        (_comparisons, _mostPrior, Prior, _mostRelated) = (comparisons, mostPrior, prior, Math.Min(0.2, once * MostRelatives));
        _inCommon = new double[comparisons.Count];
        _inCommon.AsSpan().Fill(0.8);
        (M, U) = (Each(Falling), Each(n => new double[n]));
        // Without a field of either sort nothing tells related people from one and the same.
        var kinds = comparisons.Any(c => c.Shared) && comparisons.Any(c => !c.Shared) ? Kinds : 0;
        _related = [.. Enumerable.Range(0, kinds).Select(_ => Each(Falling))];
        _relatedPriors = [.. Enumerable.Range(0, kinds).Select(k => k == 0 ? prior : Math.Min(0.1, prior * Math.Pow(10, k)))];
    }

    public double[][] M { get; }
    public double[][] U { get; }
    public double Prior { get; private set; }

    /// <summary>
    /// Of others to begin with: as often as among all pairs, nearly all of which are others. Close relatives agree like matches in what is shared, and like others in the rest; further ones stand between the two.
    /// </summary>
    public void Begin(List<PatternRow> rows)
    {
        foreach (var row in rows) Add(U, row.Levels, row.Pairs);
        for (var f = 0; f < U.Length; f++)
        {
            for (var l = 0; l < U[f].Length; l++) U[f][l] += Pseudo;
            Scale(U[f], 1);
            for (var k = 0; k < _related.Length; k++)
            {
                if (!_comparisons[f].Shared) U[f].CopyTo(_related[k][f], 0);
                else if (k > 0) Between(U[f], M[f], 1 - (1.0 / (1 << k)), _related[k][f]);
            }
        }
    }

    /// <summary>One round; answers with the logarithm of the likelihood before it, and how far the figures moved.</summary>
    public double Round(List<PatternRow> rows, double pairs, out double moved)
    {
        // Kind 0 are matches, 1 others, the rest related.
        double[][][] figures = [M, U, .. _related];
        double[] priors = [Prior, 1 - Prior - _relatedPriors.Sum(), .. _relatedPriors];
        var logs = figures.Select(Logs).ToArray();
        var parts = new Seen[(rows.Count + RowsOfPart - 1) / RowsOfPart];
        Parallel.For(0, parts.Length, part => parts[part] = Expect(rows, part * RowsOfPart, priors, logs));
        var (found, counts, likelihood) = (figures.Select(_ => Empty()).ToArray(), new double[figures.Length], 0.0);
        foreach (var part in parts)
        {
            likelihood += part.LogLikelihood;
            for (var k = 0; k < counts.Length; k++)
            {
                counts[k] += part.Counts[k];
                for (var f = 0; f < found[k].Length; f++)
                {
                    for (var l = 0; l < found[k][f].Length; l++) found[k][f][l] += part.Found[k][f][l];
                }
            }
        }

        var before = Prior;
        if (_mostPrior is { } most) Prior = Math.Clamp(counts[0] / pairs, 1e-15, most);
        for (var k = 0; k < _related.Length; k++) _relatedPriors[k] = Math.Clamp(counts[k + 2] / pairs, 1e-15, k == 0 ? _mostRelated : 0.2);
        moved = Math.Abs(Math.Log(Prior / before));
        for (var f = 0; f < M.Length; f++)
        {
            moved = Math.Max(moved, Math.Max(Take(found[0][f], M[f]), Take(found[1][f], U[f])));
            for (var k = 0; k < _related.Length; k++)
            {
                var kin = found[k + 2][f];
                if (k == 0 && _comparisons[f].Shared) ShareWithMatches(kin, M[f], U[f], ref _inCommon[f]);
                KeepToChance(kin, U[f], _comparisons[f].OfRelated);
                Take(kin, _related[k][f]);
            }
        }

        return likelihood;
    }

    /// <summary>What the patterns from one on are by the figures of now.</summary>
    private Seen Expect(List<PatternRow> rows, int from, double[] priors, double[][][] logs)
    {
        var seen = new Seen([.. logs.Select(_ => Each(n => new double[n]))], new double[logs.Length]);
        var (shares, before) = (new double[logs.Length], Array.ConvertAll(priors, Math.Log));
        foreach (var row in CollectionsMarshal.AsSpan(rows)[from..Math.Min(rows.Count, from + RowsOfPart)])
        {
            var (top, sum) = (double.NegativeInfinity, 0.0);
            for (var k = 0; k < shares.Length; k++) top = Math.Max(top, shares[k] = before[k] + Sum(logs[k], row.Levels));
            for (var k = 0; k < shares.Length; k++) sum += shares[k] = Math.Exp(shares[k] - top);
            seen.LogLikelihood += (top + Math.Log(sum)) * row.Pairs;
            for (var k = 0; k < shares.Length; k++)
            {
                var share = shares[k] / sum * row.Pairs;
                seen.Counts[k] += share;
                Add(seen.Found[k], row.Levels, share);
            }
        }

        return seen;
    }

    public LinkWeights Weights() => new(
        Prior, [.. _comparisons.Select((c, f) => new FieldWeights(c.Field, [.. M[f].Zip(U[f], (m, u) => new LevelOdds(m, u))]))],
        [.. _related.Select((r, k) => new RelatedPairs(_relatedPriors[k], [.. r.Select(l => (IReadOnlyList<double>)l.ToArray())]))]);

    /// <summary>
    /// Close relatives either have a shared thing in common, and it is then written as variously as one person's own, or they agree in it by chance: between the two, only how many is free. Else they would turn into
    /// people of one town, who are many more.
    /// </summary>
    private static void ShareWithMatches(double[] kin, double[] matches, double[] others, ref double inCommon)
    {
        var (all, common) = (kin.Sum(), 0.0);
        for (var l = 0; l < kin.Length; l++) common += kin[l] * inCommon * matches[l] / ((inCommon * matches[l]) + ((1 - inCommon) * others[l]));
        inCommon = Math.Clamp(common / all, 0.001, 0.999);
        for (var l = 0; l < kin.Length; l++) kin[l] = (inCommon * matches[l]) + ((1 - inCommon) * others[l]);
    }

    /// <summary>What is a person's own is another's only by chance, however related the two are: such levels are as frequent as among others, and the rest shares what is left.</summary>
    private static void KeepToChance(double[] kin, double[] others, IReadOnlyList<bool> ofRelated)
    {
        var (left, free) = (1.0, 0.0);
        for (var l = 0; l < kin.Length; l++)
        {
            if (ofRelated[l]) free += kin[l];
            else left -= others[l];
        }

        for (var l = 0; l < kin.Length; l++) kin[l] = ofRelated[l] ? kin[l] / free * left : others[l];
    }

    /// <summary>Geometric mean of two distributions, of which the first has this share.</summary>
    private static void Between(double[] a, double[] b, double share, double[] into)
    {
        for (var l = 0; l < into.Length; l++) into[l] = Math.Pow(a[l], share) * Math.Pow(b[l], 1 - share);
        Scale(into, 1);
    }

    private double[][] Each(Func<int, double[]> make) => [.. _comparisons.Select(c => make(c.Levels.Count))];

    private double[][] Empty() => Each(n =>
    {
        var empty = new double[n];
        empty.AsSpan().Fill(Pseudo);
        return empty;
    });

    /// <summary>To begin with matches are mostly the same, and the rest falls off.</summary>
    private static double[] Falling(int levels)
    {
        var m = new double[levels];
        m[0] = 0.9;
        for (var l = 1; l < levels; l++) m[l] = 0.1 / (1 << Math.Min(l, 20));
        Scale(m, 1);
        return m;
    }

    private static double Sum(double[][] logs, byte[] levels)
    {
        var sum = 0.0;
        for (var f = 0; f < logs.Length; f++)
        {
            if (levels[f] != Comparison.Missing) sum += logs[f][levels[f] - 1];
        }

        return sum;
    }

    private static void Add(double[][] to, byte[] levels, double pairs)
    {
        for (var f = 0; f < to.Length; f++)
        {
            if (levels[f] != Comparison.Missing) to[f][levels[f] - 1] += pairs;
        }
    }

    /// <summary>Takes new figures; answers with the most that one moved.</summary>
    private static double Take(double[] found, double[] into)
    {
        Scale(found, 1);
        var moved = 0.0;
        for (var l = 0; l < found.Length; l++) moved = Math.Max(moved, Math.Abs(found[l] - into[l]));
        found.CopyTo(into, 0);
        return moved;
    }

    private static double[][] Logs(double[][] figures) => [.. figures.Select(f => Array.ConvertAll(f, Math.Log))];

    private static void Scale(double[] figures, double to)
    {
        var sum = figures.Sum() / to;
        for (var i = 0; i < figures.Length; i++) figures[i] /= sum;
    }

    private sealed record Seen(double[][][] Found, double[] Counts)
    {
        public double LogLikelihood { get; set; }
    }
}
