using System.Runtime.InteropServices;
using DataMatching.Matching.Linkage.Comparing;
using DataMatching.Matching.Linkage.Plans;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Benchmarks.Linkage;

/// <summary>What somebody could reach who knows of each pattern of levels how many of its pairs are true, and takes the patterns that are best together: no weights over the same levels do better, pair by pair.</summary>
/// <param name="Shared">True pairs whose pattern some false pair has too.</param>
internal sealed record PatternOracle(double F1, long Missed, long Wrong, long Shared)
{
    /// <param name="rows">Of one file, by record the fields of the plan.</param>
    /// <param name="entities">By record, which are one.</param>
    public static PatternOracle Of(LinkPlan plan, IReadOnlyList<string[]> rows, IReadOnlyList<string> entities)
    {
        var records = new LinkRecords(plan.RecordFields, isOne: true);
        records.Add(true, [.. rows.Select((_, i) => $"{i}")], [.. plan.Fields.Select((_, f) => rows.Select(r => r[f]).ToArray())]);
        var comparison = new PairComparison(records, plan.Comparisons);
        var all = new Dictionary<ulong, (long True, long False)>();
        Parallel.For(0, rows.Count, () => (Hand: comparison.TakeHand(), Counts: new Dictionary<ulong, (long True, long False)>()), (a, _, mine) =>
        {
            for (var b = a + 1; b < rows.Count; b++)
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(mine.Counts, mine.Hand.PatternOf(a, b), out bool _);
                if (entities[a] == entities[b]) count.True++;
                else count.False++;
            }

            return mine;
        }, mine =>
        {
            lock (all)
            {
                foreach (var (pattern, (right, wrong)) in mine.Counts)
                {
                    ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(all, pattern, out bool _);
                    count = (count.True + right, count.False + wrong);
                }
            }
        });

        var truth = all.Values.Sum(c => c.True);
        var (best, right, wrong) = (new PatternOracle(0, truth, 0, all.Values.Where(c => c.False > 0).Sum(c => c.True)), 0L, 0L);
        foreach (var count in all.Values.Where(c => c.True > 0).OrderByDescending(c => (double)c.True / (c.True + c.False)))
        {
            (right, wrong) = (right + count.True, wrong + count.False);
            if (2.0 * right / (truth + right + wrong) is var f1 && f1 > best.F1) best = best with { F1 = f1, Missed = truth - right, Wrong = wrong };
        }

        return best;
    }
}
