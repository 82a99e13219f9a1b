using DataMatching.Matching.Linkage.Blocking;
using DataMatching.Matching.Linkage.Deciding;
using DataMatching.Matching.Linkage.Estimating;
using DataMatching.Matching.Linkage.Plans;

namespace DataMatching.Matching.Linkage.Reviewing;

/// <summary>
/// Pairs drawn at random for people to look at, who do not learn what the program thinks: links, pairs that are no links, by bands of probability, and what blocking may have missed. From the answers follow precision and recall
/// (<see cref="SampleEstimate"/>). The same linkage draws the same pairs.
/// </summary>
public sealed class PairSample
{

    private const double LeastUnsure = 0.005;

    private PairSample(IReadOnlyList<SampleStratum> strata, IReadOnlyList<SampledPair> pairs) => (Strata, Pairs) = (strata, pairs);

    public IReadOnlyList<SampleStratum> Strata { get; }

    /// <summary>In an order that says nothing.</summary>
    public IReadOnlyList<SampledPair> Pairs { get; }

    /// <param name="size">How many pairs, at least 1; fewer are drawn where there are fewer.</param>
    public static PairSample Of(Linking linking, int size, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(linking);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var links = linking.Links.Select(l => (l.Left, l.Right)).ToHashSet();
        List<(SampleStratum Stratum, IReadOnlyList<(int Left, int Right)> Members)> strata =
        [
            .. Bands(SampledAs.Link, linking.Links),
            .. Bands(SampledAs.NoLink, linking.Likely.Where(l => !links.Contains((l.Left, l.Right)))),
        ];
        var (onLeft, records) = Unlinked(linking);
        if (records.Count > 0) strata.Add((new SampleStratum(SampledAs.NotCompared, 0, 1, records.Count), records));

        var shares = Shares([.. strata.Select(s => s.Stratum)], size);
        var likely = linking.Likely.ToDictionary(l => (l.Left, l.Right), l => LinkWeights.BitsOf(l.Probability));
        var hand = linking.Score.Comparison.TakeHand();
        List<SampledPair> drawn = [];
        for (var i = 0; i < strata.Count; i++)
        {
            var chosen = strata[i].Members.OrderBy(p => Draw(linking.Plan.Seed, i, p)).ThenBy(p => p).Take(shares[i]);
            if (strata[i].Stratum.As == SampledAs.NotCompared) chosen = [.. MostSimilar(linking, onLeft, [.. chosen.Select(c => c.Left)], cancel)];
            drawn.AddRange(chosen.Select(p => new SampledPair(p.Left, p.Right, i, likely.TryGetValue(p, out var bits) ? bits : linking.Score.BitsOf(hand.PatternOf(p.Left, p.Right), p.Left))));
        }

        return new PairSample([.. strata.Select(s => s.Stratum)], [.. drawn.OrderBy(p => Draw(linking.Plan.Seed, strata.Count, (p.Left, p.Right))).ThenBy(p => p.Left).ThenBy(p => p.Right)]);
    }

    private static IEnumerable<(SampleStratum, IReadOnlyList<(int, int)>)> Bands(SampledAs what, IEnumerable<Link> pairs)
    {
        var bands = pairs.Where(p => !p.IsDecided).ToLookup(p => Calibration.BandOf(p.Probability), p => (p.Left, p.Right));
        for (var band = 0; band < Calibration.Edges.Length - 1; band++)
        {
            if (bands[band].Any()) yield return (new SampleStratum(what, Calibration.Edges[band], Calibration.Edges[band + 1], bands[band].Count()), [.. bands[band]]);
        }
    }

    /// <summary>Records that may have a match which nobody looked at: where a record has at most one, those without a link, of the file that has fewer of them; otherwise all of the right, or only, file. A pair of one file belongs to its earlier record.</summary>
    private static (bool OnLeft, List<(int Record, int None)> Records) Unlinked(Linking linking)
    {
        var (records, assignment) = (linking.Records, linking.Plan.Assignment);
        if (records.IsOne || assignment == Assignment.Many) return (false, [.. Enumerable.Range(0, records.RightCount - (records.IsOne ? 1 : 0)).Select(r => (r, -1))]);
        var right = linking.Links.Select(l => l.Right).ToHashSet();
        var left = linking.Links.Select(l => l.Left).ToHashSet();
        var onLeft = assignment == Assignment.OneToOne && records.LeftCount - left.Count < records.RightCount - right.Count;
        var (count, linked) = onLeft ? (records.LeftCount, left) : (records.RightCount, right);
        return (onLeft, [.. Enumerable.Range(0, count).Where(r => !linked.Contains(r)).Select(r => (r, -1))]);
    }

    /// <summary>For each record the pair that says the most of all that were not compared, or came to nothing. All records of the other file are looked at.</summary>
    private static IEnumerable<(int Left, int Right)> MostSimilar(Linking linking, bool onLeft, int[] some, CancellationToken cancel)
    {
        var records = linking.Records;
        var known = linking.Likely.Concat(linking.Links).Select(l => (l.Left, l.Right)).ToHashSet();
        var found = new (int Left, int Right)?[some.Length];
        Parallel.For(0, some.Length, new ParallelOptions { CancellationToken = cancel }, linking.Score.Comparison.TakeHand, (i, _, hand) =>
        {
            var most = double.NegativeInfinity;
            for (var other = records.IsOne ? some[i] + 1 : 0; other < (onLeft ? records.RightCount : records.LeftCount); other++)
            {
                if ((other & 0xFFFF) == 0) cancel.ThrowIfCancellationRequested();
                var (left, right) = onLeft || records.IsOne ? (some[i], other) : (other, some[i]);
                var bits = linking.Score.BitsOf(hand.PatternOf(left, right), left);
                if (bits > most && !known.Contains((left, right))) (most, found[i]) = (bits, (left, right));
            }

            return hand;
        }, _ => { });
        return found.OfType<(int Left, int Right)>();
    }

    /// <summary>Half of them evenly, so that every band is known; the other half where it tells the most of precision and recall: by size and by how unsure its pairs are (Neyman 1934).</summary>
    private static int[] Shares(SampleStratum[] strata, int all)
    {
        var shares = new int[strata.Length];
        Give([.. strata.Select(_ => 1.0)], all / 2);
        Give([.. strata.Select(s => s.Size * Math.Sqrt(Unsure(s) * (1 - Unsure(s))))], all);
        return shares;

        void Give(double[] weights, int upTo)
        {
            for (var left = upTo - shares.Sum(); left > 0; left = upTo - shares.Sum())
            {
                var open = Enumerable.Range(0, strata.Length).Where(i => shares[i] < strata[i].Size).ToList();
                if (open.Count == 0) return;
                var sum = open.Sum(i => weights[i]);
                foreach (var i in open.OrderByDescending(i => weights[i]).ThenBy(i => i))
                {
                    var more = Math.Min(Math.Min((int)Math.Ceiling(left * weights[i] / sum), strata[i].Size - shares[i]), upTo - shares.Sum());
                    shares[i] += more;
                }
            }
        }
    }

    /// <summary>About the share of a stratum that is not what it is held to be; never taken for nothing.</summary>
    private static double Unsure(SampleStratum stratum) => stratum.As == SampledAs.NotCompared ? LeastUnsure : Math.Clamp((stratum.From + stratum.Below) / 2, LeastUnsure, 1 - LeastUnsure);

    private static ulong Draw(ulong seed, int stratum, (int Left, int Right) pair) =>
        unchecked(KeyHash.Mix((((ulong)pair.Left << 32) | (uint)pair.Right) ^ KeyHash.Mix(seed + ((ulong)stratum << 56) + 0x5EED)));
}
