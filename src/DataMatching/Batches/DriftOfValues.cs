using DataMatching.Words;

namespace DataMatching.Batches;

/// <summary>How a column's values are spread, by the population stability index: the sum over buckets of (now − then) · ln(now / then).</summary>
internal static class DriftOfValues
{
    /// <summary>Buckets rarer than this in both are counted as one: alone they only bring noise.</summary>
    private const double Rare = 0.01;

    /// <summary>Standard deviations of the index that chance is allowed beside its mean.</summary>
    private const double Chance = 3;

    public static DriftFinding? Of(DriftBatch now, ColumnProfile column, IReadOnlyList<DriftBatch> before, DriftLimits limits)
    {
        var compared = 0;
        Difference? nearest = null;
        foreach (var batch in before)
        {
            if (batch.Profile!.Columns.FirstOrDefault(c => c.Column == column.Column) is not { } then || Between(now, column, batch, then) is not { } difference) continue;
            compared++;
            if (nearest is null || difference.BeyondChance < nearest.BeyondChance) nearest = difference;
        }

        if (compared < BatchDrift.FewestForDistribution || nearest is null || nearest.BeyondChance <= (double)limits.Distribution) return null;
        var value = ValueBucket.InWords(nearest.Bucket);
        return new DriftFinding(DriftKind.Distribution, column.Column, new(
            BatchDrift.Text($"分布：{column.Column} PSI {nearest.Index:0.00}（{value.Chinese} {100 * nearest.Then:0.#} % → {100 * nearest.Now:0.#} %）"),
            BatchDrift.Text($"distribution: {column.Column} PSI {nearest.Index:0.00} ({value.English} {100 * nearest.Then:0.#} % → {100 * nearest.Now:0.#} %)")));
    }

    /// <summary>Null when the two cannot be compared: no values, or days of periods of another length, which lie otherwise by themselves.</summary>
    private static Difference? Between(DriftBatch now, ColumnProfile here, DriftBatch before, ColumnProfile then)
    {
        var (mine, theirs) = (here.Values.Values.Sum(), then.Values.Values.Sum());
        if (mine == 0 || theirs == 0) return null;
        if (now.Months != before.Months && (IsTime(here, mine) || IsTime(then, theirs))) return null;
        var buckets = new List<(string Name, double Now, double Then)>();
        var (rareNow, rareThen) = (0L, 0L);
        foreach (var bucket in here.Values.Keys.Union(then.Values.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (a, b) = (here.Values.GetValueOrDefault(bucket), then.Values.GetValueOrDefault(bucket));
            if (a < mine * Rare && b < theirs * Rare) (rareNow, rareThen) = (rareNow + a, rareThen + b);
            else buckets.Add((bucket, Of(a, mine), Of(b, theirs)));
        }

        if (rareNow + rareThen > 0) buckets.Add(("#", Of(rareNow, mine), Of(rareThen, theirs)));
        var index = buckets.Sum(Part);
        var (people, others) = (Bearers(now.Profile!, mine), Bearers(before.Profile!, theirs));
        var free = Math.Max(1, buckets.Count - 1);
        var byChance = (free + (Chance * Math.Sqrt(2.0 * free))) * ((1 / people) + (1 / others));
        var most = buckets.MaxBy(Part);
        return new Difference(index, index - byChance, most.Name, most.Now, most.Then);

        // Half a row more everywhere, so that what never was does not count without end.
        static double Of(long rows, long all) => (rows + 0.5) / (all + 0.5);
    }

    private static double Part((string Name, double Now, double Then) bucket) => (bucket.Now - bucket.Then) * Math.Log(bucket.Now / bucket.Then);

    private static bool IsTime(ColumnProfile column, long rows) => column.Values.Where(v => ValueBucket.IsTime(v.Key)).Sum(v => v.Value) * 2 > rows;

    /// <summary>People with a value: rows of one person are not independent of each other.</summary>
    private static double Bearers(BatchProfile profile, long withValue) => Math.Max(1, profile.People * (withValue / (double)profile.Rows));

    private sealed record Difference(double Index, double BeyondChance, string Bucket, double Now, double Then);
}
