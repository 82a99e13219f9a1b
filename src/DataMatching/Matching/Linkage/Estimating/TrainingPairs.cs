using System.Runtime.InteropServices;
using DataMatching.Matching.Linkage.Blocking;
using DataMatching.Matching.Linkage.Comparing;

namespace DataMatching.Matching.Linkage.Estimating;

/// <summary>
/// The patterns of all pairs there are: of candidates by comparing them, of the rest by comparing some drawn at random, each of which stands for many. Blocking thereby bends no estimate: what is estimated is of all pairs.
/// </summary>
public static class TrainingPairs
{
    /// <summary>More candidates than that are not all compared for estimating: every second, third and so on is, drawn at random.</summary>
    public const long MostCandidates = 8_000_000;

    /// <summary>How many pairs are drawn at random, at most.</summary>
    public const int Drawn = 500_000;

    private const int Draws = 64;

    /// <param name="seed">The same seed draws the same pairs.</param>
    public static PatternCounts Collect(CandidatePairs candidates, PairComparison comparison, ulong seed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(comparison);
        var all = new PatternCounts();
        var step = (ulong)Math.Max(1, (candidates.WithinBlocks + MostCandidates - 1) / MostCandidates);
        var byPart = new long[candidates.Parts.Count];
        var counted = new Dictionary<ulong, long>[candidates.Parts.Count];
        candidates.ForEach(comparison.TakeHand, (part, hand, pairs) =>
        {
            var counts = new Dictionary<ulong, long>();
            foreach (var (left, right) in pairs)
            {
                if ((++byPart[part] & 0xFFF) == 0) cancel.ThrowIfCancellationRequested();
                // Which pairs are looked at must not follow from their order: neighbours are alike.
                if (step > 1 && KeyHash.Mix((((ulong)left << 32) | (uint)right) ^ KeyHash.Mix(seed)) % step != 0) continue;
                CollectionsMarshal.GetValueRefOrAddDefault(counts, hand.PatternOf(left, right), out _)++;
            }

            counted[part] = counts;
        }, cancel);
        candidates.Note(byPart);
        var (looked, there) = (counted.Sum(c => c.Values.Sum()), byPart.Sum());
        foreach (var counts in counted) all.Add(counts, looked == 0 ? 1 : (double)there / looked);
        AddRandom(all, candidates, comparison, seed, cancel);
        return all;
    }

    private static void AddRandom(PatternCounts all, CandidatePairs candidates, PairComparison comparison, ulong seed, CancellationToken cancel)
    {
        var records = candidates.Records;
        var rest = records.Pairs - all.Total;
        if (rest < 1) return;
        var counted = new (Dictionary<ulong, long> Counts, long Outside)[Draws];
        Parallel.For(0, Draws, new ParallelOptions { CancellationToken = cancel }, comparison.TakeHand, (part, loop, hand) =>
        {
            var (counts, state, outside) = (new Dictionary<ulong, long>(), KeyHash.Mix(seed + (ulong)part), 0L);
            for (var i = 0; i < Drawn / Draws; i++)
            {
                var (left, right) = (Draw(ref state, records.LeftCount), Draw(ref state, records.RightCount));
                if (records.IsOne && left >= right) (left, right) = (right, left);
                if ((records.IsOne && left == right) || candidates.Has(left, right)) continue;
                CollectionsMarshal.GetValueRefOrAddDefault(counts, hand.PatternOf(left, right), out _)++;
                outside++;
            }

            counted[part] = (counts, outside);
            return hand;
        }, _ => { });
        var drawn = counted.Sum(c => c.Outside);
        if (drawn == 0) return;
        foreach (var (counts, _) in counted) all.Add(counts, rest / drawn);
    }

    private static int Draw(ref ulong state, int below)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
        }

        return (int)(((UInt128)KeyHash.Mix(state) * (ulong)below) >> 64);
    }
}
