using DataMatching.Words;

namespace DataMatching.Batches;

/// <summary>A share, from 0 to 1, and of how many people it was found: the fewer, the more it moves by chance.</summary>
internal readonly record struct Share(double Value, double People);

/// <summary>Shares of rows: without a value, or repeated. One that lies within what it was before, or as little outside as chance may put it, is nothing new.</summary>
internal static class DriftOfShares
{
    /// <summary>Standard deviations that chance is allowed.</summary>
    private const double Chance = 3;

    public static DriftFinding? Nulls(BatchProfile now, ColumnProfile column, IReadOnlyList<DriftBatch> before, DriftLimits limits) => Finding(
        DriftKind.Nulls, column.Column, new($"空值：{column.Column}", $"nulls: {column.Column}"), new Share(column.Empty / (double)now.Rows, now.People),
        [.. from b in before
            let profile = b.Profile!
            from then in profile.Columns
            where then.Column == column.Column
            select new Share(then.Empty / (double)profile.Rows, profile.People)],
        limits.NullPoints, bothSides: true);

    public static DriftFinding? Identical(BatchProfile now, IReadOnlyList<DriftBatch> before, DriftLimits limits) =>
        Repeated(now, before, limits, p => p.Identical, new("重复：完全相同的行", "duplicates: identical rows"));

    public static DriftFinding? Again(BatchProfile now, IReadOnlyList<DriftBatch> before, DriftLimits limits) =>
        Repeated(now, before, limits, p => p.Again, new("重复：同一人同一时间的行", "duplicates: rows of the same person and time"));

    /// <param name="was">At least one; where there is none, nothing is found.</param>
    /// <param name="bothSides">Less is as suspicious as more: a column that was half empty may have been filled with anything.</param>
    public static DriftFinding? Finding(DriftKind kind, string? column, Word what, Share now, IReadOnlyList<Share> was, decimal points, bool bothSides)
    {
        if (was.Count == 0) return null;
        var nearest = now.Value > was.Max(s => s.Value) ? was.MaxBy(s => s.Value) : now.Value < was.Min(s => s.Value) ? was.MinBy(s => s.Value) : now;
        var moved = now.Value - nearest.Value;
        if ((bothSides ? Math.Abs(moved) : moved) <= ((double)points / 100) + ByChance(now, nearest)) return null;
        return new DriftFinding(kind, column, Word.Join(" ", what, Word.Same(BatchDrift.Text($"{100 * nearest.Value:0.#} % → {100 * now.Value:0.#} %"))));
    }

    private static DriftFinding? Repeated(BatchProfile now, IReadOnlyList<DriftBatch> before, DriftLimits limits, Func<BatchProfile, long> repeated, Word what)
    {
        return Finding(DriftKind.Duplicates, null, what, Of(now), [.. before.Select(b => Of(b.Profile!))], limits.DuplicatePoints, bothSides: false);

        Share Of(BatchProfile profile) => new(repeated(profile) / (double)Math.Max(1, profile.Paired), profile.People * (profile.Paired / (double)profile.Rows));
    }

    private static double ByChance(Share a, Share b)
    {
        // The larger variance of the two: among few people a share of nothing may be nothing but chance.
        var variance = Math.Max(a.Value * (1 - a.Value), b.Value * (1 - b.Value));
        return Chance * Math.Sqrt(variance * ((1 / Math.Max(1, a.People)) + (1 / Math.Max(1, b.People))));
    }
}
