using DataMatching.Words;

namespace DataMatching.Batches;

/// <summary>
/// How unlike its predecessors a delivery may be. <paramref name="LeastVolume"/>, <paramref name="MostVolume"/>: percent of the fewest and of the most rows before it;
/// <paramref name="NullPoints"/>, <paramref name="DuplicatePoints"/>: percentage points by which a share may move; <paramref name="Distribution"/>: population stability index.
/// Each edge is still allowed.
/// </summary>
public sealed record DriftLimits(int LeastVolume, int MostVolume, decimal NullPoints, decimal DuplicatePoints, decimal Distribution)
{
    public static readonly DriftLimits Usual = new(50, 200, 5, 2, 0.25m);
}

/// <summary>One delivery as drift sees it. <paramref name="Months"/>: how many its manifest promises; <paramref name="NoUsableId"/>: ID numbers that cannot be used; <paramref name="Profile"/>: null for one that was read before profiles were. <paramref name="Asked"/>: people who were asked about; 0 for a delivery that was dropped.</summary>
public sealed record DriftBatch(long Rows, int Months, long NoUsableId, BatchProfile? Profile, int Asked = 0);

/// <summary>What moved.</summary>
public enum DriftKind { Volume = 0, Nulls = 1, Duplicates = 2, Distribution = 3 }

/// <summary>One thing that moved too far. <paramref name="Column"/>: of the contract; null for rows as a whole. <paramref name="Words"/>: what it was and what it is.</summary>
public sealed record DriftFinding(DriftKind Kind, string? Column, Word Words);

/// <summary>What was found, in a fixed order. <paramref name="NotCompared"/>: what could not be held against the history, and why; empty when all was.</summary>
public sealed record DriftReport(IReadOnlyList<DriftFinding> Findings, Word NotCompared)
{
    /// <summary>True when the delivery must not be taken without somebody's word for it.</summary>
    public bool Tripped => Findings.Count > 0;

    /// <summary>All findings in one sentence, and what was not compared.</summary>
    public Word Words => new(Join("；", w => w.Chinese), Join("; ", w => w.English));

    private string Join(string between, Func<Word, string> said) => string.Join(between, Findings.Select(f => said(f.Words)).Append(said(NotCompared)).Where(w => w.Length > 0));
}

/// <summary>
/// Holds a delivery against those accepted before it. It trips when it is unlike every one of them: what came in the same month a quarter ago, or was taken over by hand, is nothing new.
/// A share or distribution has to move by more than chance moves it among so many people.
/// </summary>
public static class BatchDrift
{
    /// <summary>How many deliveries back is looked.</summary>
    public const int History = 8;

    /// <summary>Deliveries below which nobody knows how much a distribution moves by itself: with one there is nothing to tell a season from a fault by.</summary>
    public const int FewestForDistribution = 2;

    /// <summary>Rows that more or less prove nothing, of increments and of what has become more. A whole list that has become shorter is held by its share alone: who is not in it has no record.</summary>
    private const int FewRows = 500;

    /// <summary>A sample so many times smaller than it should be is none; how many people are in it moves by less.</summary>
    private const int LeastOfSample = 10;
    private const int FewPeople = 50;
    private const decimal Thousand = 1000;

    /// <param name="history">Accepted deliveries of the same registry, dataset, scope and mode with earlier as-of dates; of more than <see cref="History"/> the caller gives the newest. Empty: nothing is found.</param>
    /// <param name="byMonth">The dataset has rows for each month: then rows are counted a month.</param>
    public static DriftReport Of(DriftBatch now, IReadOnlyList<DriftBatch> history, DriftLimits limits, bool byMonth, DeliveryMode mode)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(limits);
        if (history.Count == 0) return new DriftReport([], Word.None);
        List<DriftFinding?> found = [Volume(now, history, limits, byMonth, mode), Ids(now, history, limits), Known(now, history)];
        if (now.Profile is not { Rows: >= BatchProfile.FewRows } profile)
        {
            return Report(new(
                Text($"抽样仅 {now.Profile?.Rows ?? 0} 行，不足 {BatchProfile.FewRows} 行，空值、重复和分布未比较"),
                Text($"only {now.Profile?.Rows ?? 0} rows were sampled, fewer than {BatchProfile.FewRows}: nulls, duplicates and distributions were not compared")));
        }

        var before = history.Where(h => h.Profile is { Rows: >= BatchProfile.FewRows }).ToList();
        if (before.Count == 0) return Report(new("以往批次没有足够的抽样，空值、重复和分布未比较", "no delivery before has a sample that is large enough: nulls, duplicates and distributions were not compared"));
        found.Add(DriftOfShares.Identical(profile, before, limits));
        found.Add(DriftOfShares.Again(profile, before, limits));
        foreach (var column in profile.Columns)
        {
            found.Add(DriftOfShares.Nulls(profile, column, before, limits));
            found.Add(DriftOfValues.Of(now, column, before, limits));
        }

        // A column that is not delivered any more is empty in every row.
        foreach (var gone in before[0].Profile!.Columns.Select(c => c.Column).Where(name => profile.Columns.All(c => c.Column != name) && before.TrueForAll(b => b.Profile!.Columns.Any(c => c.Column == name))))
            found.Add(DriftOfShares.Nulls(profile, new ColumnProfile(gone, profile.Rows, new Dictionary<string, long>()), before, limits));
        return Report(before.Count >= FewestForDistribution ? Word.None : new(
            Text($"只有 {before.Count} 个可比的以往批次，不足 {FewestForDistribution} 个，分布未比较"),
            Text($"only {before.Count} delivery before can be compared with, fewer than {FewestForDistribution}: distributions were not compared")));

        DriftReport Report(Word notCompared) => new([.. found.OfType<DriftFinding>().OrderBy(f => f.Kind)], notCompared);
    }

    private static DriftFinding? Volume(DriftBatch now, IReadOnlyList<DriftBatch> history, DriftLimits limits, bool byMonth, DeliveryMode mode)
    {
        var perMonth = byMonth && history.Any(h => h.Months != now.Months);
        var perPerson = now.Asked > 0 && history.All(h => h.Asked > 0);
        var (rows, least, most) = (Size(now), history.Min(Size), history.Max(Size));
        var scale = (perMonth ? now.Months : 1) * (perPerson ? now.Asked / Thousand : 1);
        var few = rows * 100 < least * limits.LeastVolume && ((mode == DeliveryMode.Full && !perPerson) || (least - rows) * scale > FewRows);
        var many = rows * 100 > most * limits.MostVolume && (rows - most) * scale > FewRows;
        if (!few && !many) return null;
        var (was, wasEnglish) = least == most ? (Text($"{most:#,##0}"), Text($"{most:#,##0}")) : (Text($"{least:#,##0} 至 {most:#,##0}"), Text($"{least:#,##0} to {most:#,##0}"));
        var (moved, movedEnglish) = few ? (Text($"少 {100 - (rows * 100 / least):#,##0} %"), Text($"{100 - (rows * 100 / least):0} % fewer"))
            : most == 0 ? ("以往没有", "none before") : (Text($"多 {(rows * 100 / most) - 100:#,##0} %"), Text($"{(rows * 100 / most) - 100:#,##0} % more"));
        var (of, ofEnglish) = history.Count == 1 ? ("上一批", "in the last delivery") : (Text($"前 {history.Count} 批"), Text($"in the {history.Count} deliveries before"));
        return new DriftFinding(DriftKind.Volume, null, new(
            Text($"{(perPerson ? "每查询千人" : "")}{(perMonth ? "每月行数" : "行数")}：{rows:#,##0}，{of} {was}，{moved}"),
            Text($"{(perMonth ? "rows a month" : "rows")}{(perPerson ? " for a thousand people asked about" : "")}: {rows:#,##0}, {ofEnglish} {wasEnglish}, {movedEnglish}")));

        decimal Size(DriftBatch batch) => batch.Rows / (perMonth ? Math.Max(1m, batch.Months) : 1) / (perPerson ? batch.Asked / Thousand : 1);
    }

    /// <summary>People of the sample: where the numbers are of another kind, or one number stands in every row, there are none, or one.</summary>
    private static DriftFinding? Known(DriftBatch now, IReadOnlyList<DriftBatch> history)
    {
        var alike = history.Where(h => h.Profile is { Rows: >= BatchProfile.FewRows } && h.Rows <= now.Rows * 4).ToList();
        if (alike.Count == 0 || now.Profile is not { } profile) return null;
        var expected = alike.Min(h => h.Profile!.People * Math.Min(1, now.Rows / (decimal)Math.Max(1, h.Rows)));
        return expected < FewPeople || profile.People * LeastOfSample >= expected ? null : new DriftFinding(DriftKind.Nulls, null, new(
            Text($"证件号码：按号码抽到 {profile.People:#,##0} 人，以往同样多的行可抽到 {expected:#,##0} 人，号码可能已被替换或全部相同"),
            Text($"ID numbers: {profile.People:#,##0} people were sampled by their numbers, of as many rows before it were {expected:#,##0}; the numbers may have been replaced, or be all the same")));
    }

    /// <summary>Of all rows, not of the sample: who is in it is told by the number.</summary>
    private static DriftFinding? Ids(DriftBatch now, IReadOnlyList<DriftBatch> history, DriftLimits limits)
    {
        var before = history.Where(h => h.Rows >= BatchProfile.FewRows).ToList();
        if (now.Rows < BatchProfile.FewRows || before.Count == 0) return null;
        return DriftOfShares.Finding(
            DriftKind.Nulls, null, new("空值：不能使用的证件号码", "nulls: ID numbers that cannot be used"), Of(now), [.. before.Select(Of)], limits.NullPoints, bothSides: true);

        static Share Of(DriftBatch batch) => new(Math.Min(1, batch.NoUsableId / (double)batch.Rows), batch.Rows);
    }

    internal static string Text(FormattableString text) => FormattableString.Invariant(text);
}
