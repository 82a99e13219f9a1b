using System.Collections.Concurrent;
using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Files;
using DataMatching.Connectors.Transports;

namespace DataMatching.Jobs;

/// <summary>
/// Works out the SHA-256 of what has landed, as many files at a time as there are processors, and refuses what is not the file of its manifest. How the file looked is kept:
/// matching need not work it out again, and a corrected file under the same manifest is told from the refused one.
/// </summary>
internal static class CheckFiles
{
    /// <param name="batches">Pending and not checked yet. One whose file cannot be read, or changes meanwhile, is left for the next pull.</param>
    /// <returns>The refused ones, in the order of <paramref name="batches"/>.</returns>
    public static IReadOnlyList<DeliveryRefusal> Run(Site site, DateOnly businessDate, IReadOnlyList<Batch> batches, CancellationToken cancel)
    {
        var sums = new ConcurrentDictionary<long, (FileStamp File, bool Right)>();
        Parallel.ForEach(batches, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel }, batch =>
        {
            if (Sum(site.Folder.PathOf(batch), cancel) is { } sum) sums[batch.Id] = (sum.File, sum.Sha256 == batch.Manifest.Sha256);
        });

        var seen = batches.Where(b => sums.ContainsKey(b.Id)).ToList();
        site.Store.Batches.MarkChecked(seen.Select(b => (b.Id, sums[b.Id].File)));
        var wrong = seen.Where(b => !sums[b.Id].Right).ToList();
        var pass = site.Store.Union.Latest() is { } import ? new MatchPass(import.Id, businessDate) : null;
        foreach (var batch in wrong) site.Store.Batches.Refuse(batch.Id, ExtractScan.NotItsManifests, [], null, pass);
        return [.. wrong.Select(b => new DeliveryRefusal(b.File, b.Manifest.Registry, b.Manifest.Dataset, ExtractScan.NotItsManifests))];
    }

    /// <summary>True when the batch's file is still the one whose SHA-256 was worked out.</summary>
    public static bool IsAsChecked(Site site, Batch batch) => batch.Checked is { } stamp && Stamp(site.Folder.PathOf(batch)) == stamp;

    private static (FileStamp File, string Sha256)? Sum(string path, CancellationToken cancel)
    {
        try
        {
            var before = Stamp(path);
            var sha256 = FileSum.Of(path, cancel);
            return before is not null && before == Stamp(path) ? (before, sha256) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static FileStamp? Stamp(string path) => new FileInfo(path) is { Exists: true } file ? new FileStamp(file.Length, new DateTimeOffset(file.LastWriteTimeUtc)) : null;
}
