using DataMatching.Batches;

namespace DataMatching.Jobs;

/// <summary>What a batch that was taken over is now. <paramref name="Pending"/>: the batch that the next match reads; <paramref name="Explained"/>: what is noted as told, in Chinese.</summary>
public sealed record AcceptedBatch(long Batch, long Pending, string File, string Registry, string Dataset, DateOnly AsOf, string Who, string Explained);

/// <summary>Takes over a delivery that was refused as unlike those before it: notes who says so and why, and puts it in line again. All other checks stay on.</summary>
public static class AcceptBatch
{
    /// <param name="who">Who answers for it; noted as given, without blanks around it.</param>
    /// <param name="why">Kept encrypted.</param>
    /// <exception cref="JobRefused">There is no such batch, or a text is missing or too long.</exception>
    /// <exception cref="Storage.StoreException">It was not refused for drift, or was taken over already.</exception>
    public static AcceptedBatch Run(Site site, long batch, string who, string why)
    {
        var (name, reason) = WhoAndWhy.Of(who, why, "the batch", "what was found out about the batch, such as what the agency said");
        if (site.Store.Batches.Find(batch) is not { } refused)
            throw new JobRefused(FormattableString.Invariant($"There is no batch {batch}. 'datamatching status' shows the batches that were refused, with their numbers."));
        if (refused.RemovedAt is { } removed)
            throw new JobRefused(FormattableString.Invariant($"Batch {batch} was refused long ago, and what came of it was removed on {removed:yyyy-MM-dd}. Expected one that is still there: have the agency deliver it again. Nothing was changed."));
        var pending = site.Store.Drift.Override(batch, name, reason);
        return new AcceptedBatch(batch, pending.Id, refused.File, refused.Manifest.Registry, refused.Manifest.Dataset, refused.Manifest.AsOf, name, refused.Drift!);
    }
}
