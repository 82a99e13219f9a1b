using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Registries;

namespace DataMatching.Jobs;

/// <summary>
/// Holds a delivery that is right in itself against those accepted before it: the newest eight of the same dataset, district and mode, dropped with dropped and asked with asked.
/// </summary>
internal static class CompareWithHistory
{
    /// <param name="again">It was accepted before and is read once more: what it was compared with then need not be what would be now.</param>
    /// <param name="all">Every batch there is.</param>
    /// <returns>Null when drift is not held against it: it was accepted before. What somebody took over by hand is no finding.</returns>
    public static DriftReport? Of(Site site, Batch batch, bool again, ExtractOutcome outcome, Dataset dataset, RegistrySettings settings, IReadOnlyList<Batch> all)
    {
        if (again) return null;
        var manifest = batch.Manifest;
        var delivery = DeliveryKey.Of(manifest);
        var history = all
            .Where(b => DeliveryKey.IsAcceptedLike(b, batch) && b.Manifest.AsOf <= manifest.AsOf && DeliveryKey.Of(b.Manifest) != delivery)
            .GroupBy(b => DeliveryKey.Of(b.Manifest)).Select(passes => passes.MaxBy(b => b.Id)!)
            .OrderByDescending(b => b.Manifest.AsOf).ThenByDescending(b => b.Id).Take(BatchDrift.History)
            .Select(b => Of(site, b, b.Counts, site.Store.Drift.Profile(b.Id))).ToList();
        var limits = settings.Datasets.GetValueOrDefault(dataset.Id)?.Drift ?? DriftLimits.Usual;
        var report = BatchDrift.Of(Of(site, batch, outcome.Counts, outcome.Profile), history, limits, dataset.ByMonth, manifest.Mode);

        // Somebody's word is for what he was told, nothing else that came to light when it was read again.
        var passes = all.Where(b => DeliveryKey.Of(b.Manifest) == delivery).Select(b => b.Id).ToHashSet();
        var told = site.Store.Drift.Overrides().Where(o => passes.Contains(o.Batch)).Select(o => o.Explained).ToList();
        return told.Count == 0 ? report : report with { Findings = [.. report.Findings.Where(f => !told.Exists(t => t.Contains(f.Words.Chinese, StringComparison.Ordinal)))] };
    }

    /// <summary>Why it is refused: what was found, and how it is taken all the same.</summary>
    public static string Refusal(Batch batch, DriftReport report) =>
        FormattableString.Invariant($"unlike the deliveries before it: {report.Words.English}. Ask the agency; if it is right, 'datamatching accept {batch.Id} --who NAME --why TEXT' takes it");

    private static DriftBatch Of(Site site, Batch batch, BatchCounts counts, BatchProfile? profile) => new(
        counts.Rows, batch.Manifest.Last.Since(batch.Manifest.First) + 1, counts.NoUsableId, profile, batch.Landing is { } landing ? site.Store.Landings.Answers(landing).Values.Sum() : 0);
}
