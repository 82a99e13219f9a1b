namespace DataMatching.Matching.Linkage.Reviewing;

/// <summary>A share and its 95 % confidence interval.</summary>
public sealed record EstimatedShare(double Share, double Low, double High);

/// <summary>What was found of a stratum. <paramref name="Answered"/>: of the drawn pairs, how many somebody could tell; <paramref name="Same"/>: of these, how many are one.</summary>
public sealed record StratumAnswers(SampleStratum Stratum, int Drawn, int Answered, int Same)
{
    /// <summary>Less than half of what was drawn was answered: what was left open may be of another kind, and nothing follows.</summary>
    public bool IsOpen => Answered * 2 < Drawn || Answered == 0;
}

/// <summary>
/// Precision and recall of links from a reviewed sample. Each stratum stands for its pairs. Intervals are exact for each stratum (hypergeometric), put together by their distances from the estimate
/// (MOVER: Zou and Donner 2008; of recall, a ratio: Donner and Zou 2012). Of what blocking missed one match is counted a record at most, the most similar one.
/// </summary>
/// <param name="Precision">Null when some stratum is open.</param>
/// <param name="Recall">Null when some stratum is open.</param>
/// <param name="Matches">Estimated number of matches; null when some stratum is open.</param>
public sealed record SampleEstimate(EstimatedShare? Precision, EstimatedShare? Recall, double? Matches, IReadOnlyList<StratumAnswers> Strata)
{
    /// <summary>Strata of which too little was answered to estimate anything.</summary>
    public IReadOnlyList<SampleStratum> Open => [.. Strata.Where(s => s.IsOpen).Select(s => s.Stratum)];

    /// <param name="answers">By place in the sample's pairs; null where nobody could tell.</param>
    public static SampleEstimate Of(PairSample sample, IReadOnlyList<bool?> answers)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfNotEqual(answers.Count, sample.Pairs.Count);
        var said = sample.Pairs.Zip(answers).ToLookup(p => p.First.Stratum, p => p.Second);
        return Of([.. sample.Strata.Select((s, i) => new StratumAnswers(s, said[i].Count(), said[i].Count(a => a is not null), said[i].Count(a => a == true)))]);
    }

    /// <param name="strata">What was found of each.</param>
    public static SampleEstimate Of(IReadOnlyList<StratumAnswers> strata)
    {
        ArgumentNullException.ThrowIfNull(strata);
        if (strata.Any(s => s.IsOpen)) return new SampleEstimate(null, null, null, strata);
        var (links, others) = (Sum(strata.Where(s => s.Stratum.As == SampledAs.Link)), Sum(strata.Where(s => s.Stratum.As != SampledAs.Link)));
        double all = strata.Where(s => s.Stratum.As == SampledAs.Link).Sum(s => (double)s.Stratum.Size);
        var precision = all == 0 ? new EstimatedShare(1, 1, 1) : new EstimatedShare(links.Share / all, links.Low / all, links.High / all);
        var missed = Ratio(others, links);
        return new SampleEstimate(precision, new EstimatedShare(1 / (1 + missed.Share), 1 / (1 + missed.High), 1 / (1 + missed.Low)), links.Share + others.Share, strata);
    }

    /// <summary>How many matches strata have together, and the interval of that.</summary>
    private static EstimatedShare Sum(IEnumerable<StratumAnswers> strata)
    {
        var (sum, below, above, lowest, highest) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var of in strata)
        {
            var size = (double)of.Stratum.Size;
            var (expected, (least, high)) = (size * of.Same / of.Answered, DrawnShare.Limits(of.Stratum.Size, of.Answered, of.Same));
            sum += expected;
            below += Math.Pow(expected - least, 2);
            above += Math.Pow(high - expected, 2);
            (lowest, highest) = (lowest + least, highest + high);
        }

        // Pairs are whole, and in small strata the distances are not: one pair more on either side.
        return new EstimatedShare(sum, Math.Max(lowest, sum - Math.Sqrt(below) - 1), Math.Min(highest, sum + Math.Sqrt(above) + 1));
    }

    /// <summary>The interval of a ratio of two that were estimated apart.</summary>
    private static EstimatedShare Ratio(EstimatedShare top, EstimatedShare bottom)
    {
        if (bottom.Share == 0) return top.Share == 0 ? new EstimatedShare(0, 0, double.PositiveInfinity) : new EstimatedShare(double.PositiveInfinity, 0, double.PositiveInfinity);
        var product = top.Share * bottom.Share;
        var (lowTop, highBottom) = (top.Low * ((2 * top.Share) - top.Low), bottom.High * ((2 * bottom.Share) - bottom.High));
        var (highTop, lowBottom) = (top.High * ((2 * top.Share) - top.High), bottom.Low * ((2 * bottom.Share) - bottom.Low));
        var low = highBottom <= 0 ? 0 : Math.Max(0, (product - Math.Sqrt(Math.Max(0, (product * product) - (lowTop * highBottom)))) / highBottom);
        var high = lowBottom <= 0 ? double.PositiveInfinity : (product + Math.Sqrt(Math.Max(0, (product * product) - (highTop * lowBottom)))) / lowBottom;
        return new EstimatedShare(top.Share / bottom.Share, low, high);
    }
}
