using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Jobs.Reports;
using DataMatching.Review;
using DataMatching.Storage;

namespace DataMatching.Jobs;

/// <summary>
/// A record of an agency that a reviewer proved wrong: where it stands in which delivery, what is right instead, by which document. <paramref name="File"/> empty
/// and <paramref name="Line"/> 0: the delivery is not kept any more, only the row's hash tells it.
/// </summary>
public sealed record ProvedCorrection(
    string Registry, string Dataset, string File, DateOnly? AsOf, long Line, long Byte, string RowHash, Outcome Outcome, string Says, string Proof, DateOnly ProvedOn, DateOnly ExpiresOn, long Case) : IPlacedRow;

/// <summary>Reads what is to be told to the agencies: every correction that was not taken back.</summary>
public static class ProvedCorrections
{
    /// <summary>In the order of registry, dataset, day of the proof and case.</summary>
    /// <param name="registry">Null: all.</param>
    /// <param name="scope">Only of cases in this district; null: all.</param>
    public static IReadOnlyList<ProvedCorrection> Read(Store store, string? registry, District? scope = null)
    {
        var batches = store.Batches.All().ToDictionary(b => b.Id);
        var all = batches.Keys.ToHashSet();
        var corrections = new List<ProvedCorrection>();
        foreach (var household in store.Cases.Evidence(long.MaxValue).GroupBy(e => e.Household, StringComparer.Ordinal))
        {
            var proved = ReviewedEvidence.Of(household.Select(e => (e.Event.Case, e.Event.ToEvent()))).Proved
                .Where(p => (registry is null || p.Correction.Registry == registry) && (scope is null || store.Cases.Find(p.Case, scope) is not null)).ToList();
            if (proved.Count == 0) continue;
            var facts = store.Facts.Of(household.Key, all).ToList();
            corrections.AddRange(proved.Select(p => Of(p, facts.FindLast(p.Correction.IsAbout), batches)));
        }

        return
        [
            .. corrections.OrderBy(c => c.Registry, StringComparer.Ordinal).ThenBy(c => c.Dataset, StringComparer.Ordinal).ThenBy(c => c.ProvedOn).ThenBy(c => c.Case)
                .ThenBy(c => c.RowHash, StringComparer.Ordinal),
        ];
    }

    private static ProvedCorrection Of(ProvedOutcome proved, Fact? record, Dictionary<long, Batches.Batch> batches)
    {
        var (correction, place) = (proved.Correction, record?.Source);
        return new ProvedCorrection(
            correction.Registry, correction.Dataset, place?.File ?? "", place is not null && batches.TryGetValue(place.Batch, out var batch) ? batch.Manifest.AsOf : null, place?.Line ?? 0,
            place?.ByteOffset ?? 0, correction.RowHash, proved.Outcome, correction.Says, correction.Proof.Name, correction.ProvedOn, correction.ExpiresOn, proved.Case);
    }
}
