namespace DataMatching.Matching.Linkage.Reviewing;

/// <summary>A share and the interval that has it with 95 % probability.</summary>
public sealed record EstimatedShare(double Share, double Low, double High);

/// <summary>What was found of a stratum. <paramref name="Answered"/>: of the drawn pairs, how many somebody could tell; <paramref name="Same"/>: of these, how many are one.</summary>
public sealed record StratumAnswers(SampleStratum Stratum, int Drawn, int Answered, int Same);

/// <summary>
/// Precision and recall of links from a reviewed sample. Each stratum stands for its pairs; of those that were not drawn as many are matches as the drawn ones let expect (Jeffreys' prior), and the intervals follow from
/// drawing that anew 20,000 times. Of what blocking missed one match is counted a record at most, the most similar one.
/// </summary>
/// <param name="Matches">Estimated number of matches, with its interval.</param>
/// <param name="Missing">Strata of which nothing was answered: nothing is known of them, and there is no estimate.</param>
public sealed record SampleEstimate(EstimatedShare Precision, EstimatedShare Recall, double Matches, IReadOnlyList<StratumAnswers> Strata, IReadOnlyList<SampleStratum> Missing)
{
    private const int Draws = 20_000;
    private const double Tail = 0.025;

    /// <param name="answers">By place in the sample's pairs; null where nobody could tell.</param>
    public static SampleEstimate Of(PairSample sample, IReadOnlyList<bool?> answers, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfNotEqual(answers.Count, sample.Pairs.Count);
        var strata = sample.Strata.Select((s, i) =>
        {
            var drawn = sample.Pairs.Select((p, at) => (p, Answer: answers[at])).Where(p => p.p.Stratum == i).ToList();
            return new StratumAnswers(s, drawn.Count, drawn.Count(d => d.Answer is not null), drawn.Count(d => d.Answer == true));
        }).ToList();
        return Of(strata, seed);
    }

    /// <param name="strata">What was found of each.</param>
    public static SampleEstimate Of(IReadOnlyList<StratumAnswers> strata, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(strata);
        var random = new Random((int)(seed & int.MaxValue));
        var (precision, recall) = (new double[Draws], new double[Draws]);
        for (var i = 0; i < Draws; i++) (precision[i], recall[i]) = Shares(strata, s => BetaDraw.Of(random, s.Same + 0.5, s.Answered - s.Same + 0.5));
        var (middlePrecision, middleRecall) = Shares(strata, s => s.Answered == 0 ? 0.5 : (double)s.Same / s.Answered);
        return new SampleEstimate(
            Between(middlePrecision, precision), Between(middleRecall, recall), strata.Sum(s => MatchesOf(s, s.Answered == 0 ? 0.5 : (double)s.Same / s.Answered)), strata, [.. strata.Where(s => s.Answered == 0).Select(s => s.Stratum)]);
    }

    private static (double Precision, double Recall) Shares(IReadOnlyList<StratumAnswers> strata, Func<StratumAnswers, double> share)
    {
        var (links, right, all) = (0.0, 0.0, 0.0);
        foreach (var stratum in strata)
        {
            var matches = MatchesOf(stratum, share(stratum));
            all += matches;
            if (stratum.Stratum.As != SampledAs.Link) continue;
            links += stratum.Stratum.Size;
            right += matches;
        }

        return (links == 0 ? 1 : right / links, all == 0 ? 1 : right / all);
    }

    /// <summary>Of those that were looked at as many as were found, of the others that share.</summary>
    private static double MatchesOf(StratumAnswers stratum, double share) => stratum.Same + ((stratum.Stratum.Size - stratum.Answered) * share);

    private static EstimatedShare Between(double share, double[] draws)
    {
        Array.Sort(draws);
        return new EstimatedShare(share, Math.Min(share, draws[(int)(Draws * Tail)]), Math.Max(share, draws[(int)(Draws * (1 - Tail))]));
    }
}

/// <summary>Draws from a beta distribution, by two of gamma (Marsaglia and Tsang 2000).</summary>
internal static class BetaDraw
{
    public static double Of(Random random, double a, double b)
    {
        var x = Gamma(random, a);
        return x / (x + Gamma(random, b));
    }

    private static double Gamma(Random random, double shape)
    {
        // Below 1 it is drawn for a shape one higher.
        if (shape < 1) return Gamma(random, shape + 1) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        var d = shape - (1.0 / 3);
        while (true)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var v = 1 + (normal / Math.Sqrt(9 * d));
            if (v <= 0) continue;
            v = v * v * v;
            if (Math.Log(1 - random.NextDouble()) < (0.5 * normal * normal) + d - (d * v) + (d * Math.Log(v))) return d * v;
        }
    }
}
