using DataMatching.Batches;
using DataMatching.Time;

namespace DataMatching.Evidence;

/// <summary>
/// Which deliveries no judgement of a day from <paramref name="since"/> on (included) can rest on, whatever comes later: another whole one of the same district says the same months newer, or all their months
/// lie before the first that is still judged. The opposite of <see cref="BatchesInForce"/>, on the careful side.
/// </summary>
/// <param name="terms">Datasets that are not among them keep everything: they may be configured again.</param>
/// <param name="since">The first day that may still be judged, and the smallest cutoff.</param>
public sealed class SupersededBatches(IEnumerable<DatasetTerms> terms, DateOnly since)
{
    private readonly Dictionary<(string, string), bool> _byMonth = terms.ToDictionary(t => (t.Registry, t.Dataset), t => t.ByMonth);
    private readonly Month _firstMonth = JudgedPeriod.OfNight(since).First;

    /// <summary>Accepted ones that nothing can rest on, and refused ones that speak of a day before; in their order. Pending and removed ones are never among them.</summary>
    public IReadOnlyList<Batch> Of(IReadOnlyList<Batch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        var whole = batches.Where(b => b is { State: BatchState.Accepted, RemovedAt: null, Manifest.Mode: DeliveryMode.Full } && b.Manifest.AsOf <= since).ToLookup(SourceOf);
        return [.. batches.Where(b => b.RemovedAt is null && (b.State == BatchState.Refused ? b.Manifest.AsOf < since : b.State == BatchState.Accepted && IsOver(b, whole[SourceOf(b)])))];
    }

    private bool IsOver(Batch batch, IEnumerable<Batch> whole) =>
        _byMonth.TryGetValue((batch.Manifest.Registry, batch.Manifest.Dataset), out var byMonth)
        && ((byMonth && batch.Manifest.Last < _firstMonth) || whole.Any(w => IsNewer(w, batch) && (!byMonth || (w.Manifest.First <= batch.Manifest.First && w.Manifest.Last >= batch.Manifest.Last))));

    private static bool IsNewer(Batch one, Batch other) => one.Manifest.AsOf > other.Manifest.AsOf || (one.Manifest.AsOf == other.Manifest.AsOf && one.Id > other.Id);

    private static (string, string, int) SourceOf(Batch batch) => (batch.Manifest.Registry, batch.Manifest.Dataset, batch.Manifest.Scope.Code);
}
