using DataMatching.Batches;
using DataMatching.Identity;

namespace DataMatching.Jobs;

/// <summary>What makes two batches the same delivery, matched twice.</summary>
internal sealed record DeliveryKey(string Registry, string Dataset, District Scope, DateOnly AsOf, DeliveryMode Mode, string Sha256)
{
    public static DeliveryKey Of(Manifest manifest) => new(manifest.Registry, manifest.Dataset, manifest.Scope, manifest.AsOf, manifest.Mode, manifest.Sha256);

    /// <summary>Batches that read a delivery once more which had been accepted before: the agency sent nothing.</summary>
    public static IReadOnlySet<long> ReadAgain(IEnumerable<Batch> batches)
    {
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
