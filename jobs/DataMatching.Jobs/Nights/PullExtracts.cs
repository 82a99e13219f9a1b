using DataMatching.Batches;
using DataMatching.Connectors.Transports;
using DataMatching.Jobs.Landings;

namespace DataMatching.Jobs;

/// <summary>
/// Brings in what agencies let us fetch, finds what they delivered, registers it, and holds each new file against its manifest's SHA-256. A file without its manifest is left alone; a refused file that
/// was replaced under the same manifest is taken anew.
/// </summary>
public static class PullExtracts
{
    /// <param name="businessDate">The night: an agreement that is not in force on it stops the pull of that registry.</param>
    /// <param name="again">Registers refused deliveries once more: after the configuration, not the file, was put right.</param>
    public static PullSummary Run(Site site, DateOnly businessDate, bool again, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        var fetched = FetchDeliveries.Run(site, businessDate, cancel);
        var brought = BringDeliveries.Run(site, businessDate, null, cancel);
        var untaken = FinishedFiles.Run(site, cancel);
        var discovered = DropFolder.Discover(site.Folder.Drop);
        List<DeliveryRefusal> refusals =
            [.. fetched, .. untaken, .. brought.Where(b => b.Failure is not null).Select(b => new DeliveryRefusal($"{b.Transport}:{b.Registry}/{b.Dataset}", b.Registry, b.Dataset, b.Failure!)),
                .. from b in brought from problem in b.Problems select new DeliveryRefusal($"{b.Transport}:{b.Registry}/{b.Dataset}", b.Registry, b.Dataset, problem)];
        foreach (var refusal in discovered.Refusals)
        {
            site.Store.Batches.RecordRefusal(refusal.File, refusal.Registry, refusal.Dataset, refusal.Reason);
            refusals.Add(refusal);
        }

        var batches = site.Store.Batches.All();
        var known = batches.Select(b => b.Id).ToHashSet();
        var pulled = batches.Select(b => DeliveryKey.Of(b.Manifest)).ToHashSet();
        var landed = new List<Batch>();
        var (registered, done, later) = (0, 0, 0);
        foreach (var delivery in discovered.Deliveries)
        {
            cancel.ThrowIfCancellationRequested();
            progress.Report(new StepProgress("pull", ++done, discovered.Deliveries.Count));
            if (delivery.Manifest.AsOf > businessDate)
            {
                later++;
                continue;
            }

            if (Refusal(site, delivery.Manifest, businessDate) is { } reason)
            {
                // What was pulled while the agreement was in force still lies there; it is no new delivery.
                if (pulled.Contains(DeliveryKey.Of(delivery.Manifest))) continue;
                site.Store.Batches.RecordRefusal(delivery.File, delivery.Manifest.Registry, delivery.Manifest.Dataset, reason);
                refusals.Add(new DeliveryRefusal(delivery.File, delivery.Manifest.Registry, delivery.Manifest.Dataset, reason));
                continue;
            }

            var batch = site.Store.Batches.Register(delivery.Manifest, delivery.File);
            if (batch.State == BatchState.Refused && (again || (batch.Checked is not null && !CheckFiles.IsAsChecked(site, batch)))) batch = site.Store.Batches.RegisterPass(batch.Id);
            if (batch.State == BatchState.Pending && batch.Checked is null) landed.Add(batch);
            if (known.Add(batch.Id)) registered++;
        }

        refusals.AddRange(CheckFiles.Run(site, businessDate, landed, cancel));
        site.Signals.Refused(refusals);

        return new PullSummary(discovered.Deliveries.Count, registered, later, refusals.Count, refusals, discovered.WithoutManifest) { Exchanges = ExchangeStatus.Read(site) };
    }

    private static string? Refusal(Site site, Manifest manifest, DateOnly businessDate)
    {
        if (site.Configuration.Registry(manifest.Registry) is not { } settings)
            return $"found registry '{manifest.Registry}', which config/registries does not know; add its file or correct the manifest";
        if (!settings.Agreement.Contains(businessDate))
        {
            return $"the sharing agreement is not in force on {businessDate:yyyy-MM-dd} (config/registries/{manifest.Registry}.json); "
                + "renew it with the agency before anything is pulled";
        }

        return null;
    }
}
