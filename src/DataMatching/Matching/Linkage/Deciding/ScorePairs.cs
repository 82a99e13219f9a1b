using DataMatching.Matching.Linkage.Blocking;

namespace DataMatching.Matching.Linkage.Deciding;

/// <summary>Weighs all candidate pairs and keeps those that may be links.</summary>
public static class ScorePairs
{
    /// <param name="least">Pairs of fewer bits are not kept.</param>
    /// <returns>In the order of left and right record, whatever the number of processors.</returns>
    public static IReadOnlyList<ScoredPair> Of(CandidatePairs candidates, PairScore score, double least, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(score);
        var kept = new List<ScoredPair>?[candidates.Parts.Count];
        var byPart = new long[candidates.Parts.Count];
        candidates.ForEach(score.Comparison.TakeHand, (part, hand, pairs) =>
        {
            List<ScoredPair> some = [];
            var all = 0L;
            foreach (var (left, right) in pairs)
            {
                if ((++all & 0xFFF) == 0) cancel.ThrowIfCancellationRequested();
                var bits = score.BitsOf(hand.PatternOf(left, right), left);
                if (bits >= least) some.Add(new ScoredPair(left, right, bits));
            }

            (kept[part], byPart[part]) = (some, all);
        }, cancel);
        candidates.Note(byPart);
        List<ScoredPair> found = [.. kept.SelectMany(k => k!)];
        found.Sort((a, b) => a.Left != b.Left ? a.Left.CompareTo(b.Left) : a.Right.CompareTo(b.Right));
        return found;
    }
}
