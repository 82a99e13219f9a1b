using DataMatching.Identity;

namespace DataMatching.Batches;

/// <summary>What makes two batches the same delivery, matched twice.</summary>
public sealed record DeliveryKey(string Registry, string Dataset, District Scope, DateOnly AsOf, DeliveryMode Mode, string Sha256)
{
    public static DeliveryKey Of(Manifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return new(manifest.Registry, manifest.Dataset, manifest.Scope, manifest.AsOf, manifest.Mode, manifest.Sha256);
    }

    /// <summary>True for an accepted one that another may be held against: of the same dataset, district and mode, and asked for as that was, for an answer about our people is not a whole file.</summary>
    public static bool IsAcceptedLike(Batch one, Batch other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.State == BatchState.Accepted && one.Manifest.Registry == other.Manifest.Registry && one.Manifest.Dataset == other.Manifest.Dataset && one.Manifest.Scope == other.Manifest.Scope
            && one.Manifest.Mode == other.Manifest.Mode && (one.Landing is null) == (other.Landing is null);
    }

    /// <summary>Batches that read a delivery once more which had been accepted before: the agency sent nothing.</summary>
    public static IReadOnlySet<long> ReadAgain(IEnumerable<Batch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        var again = new HashSet<long>();
        foreach (var delivery in batches.GroupBy(b => Of(b.Manifest)))
        {
            var accepted = false;
            foreach (var batch in delivery.OrderBy(b => b.Id))
            {
                if (accepted) again.Add(batch.Id);
                accepted |= batch.State == BatchState.Accepted;
            }
        }

        return again;
    }
}
