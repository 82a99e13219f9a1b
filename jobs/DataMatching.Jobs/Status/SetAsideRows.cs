using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Jobs.Reports;
using DataMatching.Storage;

namespace DataMatching.Jobs;

/// <summary>
/// A row that was set aside: where it stands and why, never what stands there. <paramref name="Byte"/>: from the start of the file, 0 = the first.
/// <paramref name="AsOf"/> null: a row of the union's own files. Line 0: what lacks is a row.
/// </summary>
public sealed record SetAside(string Registry, string Dataset, string File, DateOnly? AsOf, long Line, long Byte, string? Column, string Reason) : IPlacedRow;

/// <summary>A delivery (or file of the union) with rows set aside. <paramref name="Shown"/>: of those <paramref name="Rows"/> kept with their place; a refused delivery keeps its first 1,000.</summary>
public sealed record SetAsideDelivery(string Registry, string Dataset, string? Scope, string File, DateOnly? AsOf, string State, long Rows, long Shown);

/// <summary>Deliveries with rows set aside, newest as-of date first, the union's files last; and their rows in that order.</summary>
public sealed record SetAsideReport(IReadOnlyList<SetAsideDelivery> Deliveries, IReadOnlyList<SetAside> Rows);

/// <summary>Reads the quarantine: what is sent to the agency that made the rows.</summary>
public static class SetAsideRows
{
    /// <summary>How the union's own files are called among the registries.</summary>
    public const string Union = "union";

    /// <summary>The command that lists a registry's rows, as messages name it.</summary>
    public static string Command(string registry) => $"'datamatching quarantine --registry {registry} --out FILE.csv'";

    /// <param name="registry">Null: all, and the union's own files.</param>
    public static SetAsideReport Read(Store store, string? registry)
    {
        var deliveries = new List<SetAsideDelivery>();
        var rows = new List<SetAside>();
        foreach (var batch in Newest(store).Where(b => registry is null || b.Manifest.Registry == registry))
        {
            // A torn row with numbers of several of our people is kept once for each.
            var kept = store.Batches.Quarantine(batch.Id, int.MaxValue);
            var own = kept.Select(r => new SetAside(batch.Manifest.Registry, batch.Manifest.Dataset, batch.File, batch.Manifest.AsOf, r.Line, r.ByteOffset, r.Column, r.Reason)).Distinct().ToList();
            rows.AddRange(own);
            deliveries.Add(new SetAsideDelivery(
                batch.Manifest.Registry, batch.Manifest.Dataset, batch.Manifest.Scope.ToString(), batch.File, batch.Manifest.AsOf,
                batch.State == BatchState.Refused ? "refused" : "accepted", Math.Max(own.Count, batch.Counts.Quarantined - (kept.Count - own.Count)), own.Count));
        }

        if (registry is null or Union && store.Union.Latest() is { } import) AddUnion(store.Union.Rejected(import.Id, int.MaxValue), deliveries, rows);
        return new SetAsideReport(deliveries, rows);
    }

    /// <summary>Deliveries with rows set aside, newest as-of date first; of one that was matched more than once the newest reading.</summary>
    public static IEnumerable<Batch> Newest(Store store) => store.Batches.All().Where(b => b.State != BatchState.Pending)
        .GroupBy(b => DeliveryKey.Of(b.Manifest)).Select(g => g.MaxBy(b => b.Id)!).Where(b => b.Counts.Quarantined > 0)
        .OrderByDescending(b => b.Manifest.AsOf).ThenByDescending(b => b.Id);

    private static void AddUnion(IReadOnlyList<QuarantinedRow> rejected, List<SetAsideDelivery> deliveries, List<SetAside> rows)
    {
        foreach (var file in rejected.GroupBy(r => r.File, StringComparer.Ordinal))
        {
            var dataset = Path.GetFileNameWithoutExtension(file.Key);
            deliveries.Add(new SetAsideDelivery(Union, dataset, null, $"union/{file.Key}", null, "imported", file.LongCount(), file.LongCount()));
            rows.AddRange(file.Select(r => new SetAside(Union, dataset, $"union/{file.Key}", null, r.Line, r.ByteOffset, r.Column, r.Reason)));
        }
    }
}
