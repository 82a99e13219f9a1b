using DataMatching.Batches;
using DataMatching.Storage;

namespace DataMatching.Jobs;

/// <summary>
/// A delivery that was refused whole. Registry and dataset are null when its manifest did not show them; scope and as-of date when it was never registered.
/// <paramref name="Corrected"/>: a good delivery has come since, of the same file or of the same dataset and district with at least its as-of date.
/// </summary>
public sealed record RefusedDelivery(DateTimeOffset At, string File, string? Registry, string? Dataset, string? Scope, DateOnly? AsOf, string Reason, bool Corrected)
{
    /// <summary>Its batch; null when it was never registered.</summary>
    public long? Batch { get; init; }

    /// <summary>In Chinese, what is unlike the deliveries before it, where that is the reason; null otherwise.</summary>
    public string? Drift { get; init; }
}

/// <summary>What was refused, whether it had a readable manifest or not.</summary>
public static class RefusedDeliveries
{
    /// <summary>Newest first.</summary>
    public static IReadOnlyList<RefusedDelivery> Read(Store store)
    {
        var batches = store.Batches.All();
        var good = batches.Where(b => b.State == BatchState.Accepted).ToList();
        var registered = batches.Where(b => b.State == BatchState.Refused).Select(r => new RefusedDelivery(
            r.LandedAt, r.File, r.Manifest.Registry, r.Manifest.Dataset, r.Manifest.Scope.ToString(), r.Manifest.AsOf, r.Refusal ?? "", good.Exists(b => b.Id > r.Id && Replaces(b, r)))
        { Batch = r.Id, Drift = r.Drift });
        var unread = store.Batches.Refusals().Select(r => new RefusedDelivery(
            r.At, r.File, r.Registry, r.Dataset, null, null, r.Reason, good.Exists(b => b.LandedAt > r.At && b.File == r.File)));
        return [.. registered.Concat(unread).OrderByDescending(r => r.At).ThenBy(r => r.File, StringComparer.Ordinal)];
    }

    private static bool Replaces(Batch good, Batch refused) =>
        good.Manifest.Registry == refused.Manifest.Registry && good.Manifest.Dataset == refused.Manifest.Dataset && good.Manifest.Scope == refused.Manifest.Scope
        && good.Manifest.AsOf >= refused.Manifest.AsOf;
}
