using DataMatching.Batches;
using DataMatching.Connectors.Transports;
using DataMatching.Jobs.Reports;

namespace DataMatching.Jobs;

/// <summary>
/// Fetches what agencies put on their SFTP servers into the drop folder, before it is looked through. A server that fails is told as a refusal and the others go on; nothing is
/// fetched of a registry whose agreement is not in force.
/// </summary>
internal static class FetchDeliveries
{
    public static IReadOnlyList<DeliveryRefusal> Run(Site site, DateOnly businessDate, CancellationToken cancel)
    {
        var folders = (from settings in site.Configuration.Registries.Values
                       where settings.Agreement.Contains(businessDate)
                       from dataset in settings.Datasets
                       where dataset.Value.Sftp is not null
                       orderby settings.Registry, dataset.Key
                       select (settings.Registry, Dataset: dataset.Key, Source: dataset.Value.Sftp!)).ToList();
        if (folders.Count == 0) return [];
        var landing = site.Folder.Landing;
        PrivateFiles.MakeFolder(landing);
        var accepted = site.Store.Batches.All().Where(b => b.State == BatchState.Accepted || b.RemovedAt is not null).Select(b => DeliveryKey.Of(b.Manifest)).ToHashSet();
        var fetched = Task.WhenAll(folders.Select(f => Fetch(f.Registry, f.Dataset, f.Source))).GetAwaiter().GetResult();
        return [.. fetched.SelectMany(f => f.Refusals)];

        async Task<SftpFetched> Fetch(string registry, string dataset, SftpSource source)
        {
            var places = new SftpPlaces(landing, Path.Combine(site.Folder.Drop, registry), Path.Combine(site.Folder.Root, source.KeyFile));
            if (!File.Exists(places.KeyFile)) return new SftpFetched([], [new DeliveryRefusal($"{registry}/{dataset} (sftp)", registry, dataset, $"sftp: the private key {source.KeyFile} is missing below the site; put it there, readable by its owner only")]);
            try
            {
                return await new SftpFolder(source, places, registry, dataset).Fetch(m => accepted.Contains(DeliveryKey.Of(m)), cancel).ConfigureAwait(false);
            }
            catch (IOException e)
            {
                return new SftpFetched([], [new DeliveryRefusal($"{registry}/{dataset} (sftp)", registry, dataset, $"sftp: a file of ours cannot be written now ({e.GetType().Name}); look at the disk and the rights of data/landing and drop, then pull again")]);
            }
        }
    }
}
