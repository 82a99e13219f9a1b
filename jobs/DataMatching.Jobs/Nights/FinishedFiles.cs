using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Files;
using DataMatching.Connectors.Transports;
using DataMatching.Jobs.Reports;

namespace DataMatching.Jobs;

/// <summary>
/// Writes the manifest of files that agencies finish by renaming them, where the configuration says so: from then on they are deliveries like all others. A file that still has another
/// name, or changes while it is read, is left alone.
/// </summary>
internal static class FinishedFiles
{
    /// <returns>Files that cannot be taken, and why.</returns>
    public static IReadOnlyList<DeliveryRefusal> Run(Site site, CancellationToken cancel)
    {
        List<DeliveryRefusal> refusals = [];
        foreach (var settings in site.Configuration.Registries.Values)
        {
            var folder = new DirectoryInfo(Path.Combine(site.Folder.Drop, settings.Registry));
            foreach (var (dataset, terms) in settings.Datasets.Where(d => d.Value.Named is not null))
            {
                if (!folder.Exists || folder.LinkTarget is not null) continue;
                foreach (var file in folder.EnumerateFiles().Where(f => f.LinkTarget is null && !File.Exists(f.FullName + ".manifest.json")).OrderBy(f => f.Name, StringComparer.Ordinal))
                {
                    if (terms.Named!.Of(file.Name) is not var (scope, asOf, first, last)) continue;
                    try
                    {
                        if (Measure(site, file, terms.File, terms.Named, cancel) is not var (rows, sha256)) continue;
                        var manifest = new Manifest(settings.Registry, dataset, scope, asOf, first, last, terms.Named.Mode, terms.Named.Encoding, rows, sha256, "finished by its name");
                        ManifestFile.Write(file.FullName, manifest);
                    }
                    catch (Exception e) when (e is FileRefused or IOException)
                    {
                        refusals.Add(new DeliveryRefusal($"{settings.Registry}/{file.Name}", settings.Registry, dataset, e is FileRefused ? e.Message : $"the file cannot be read now ({e.GetType().Name}); look at its rights, then pull again"));
                    }
                }
            }
        }

        return refusals;
    }

    /// <returns>Null when the file changed meanwhile.</returns>
    private static (long Rows, string Sha256)? Measure(Site site, FileInfo file, FileForm form, NamedFiles named, CancellationToken cancel)
    {
        var (length, changed) = (file.Length, file.LastWriteTimeUtc);
        var (sha256, read) = (FileSum.Of(file.FullName, cancel), file.FullName);
        if (Unfold.IsNeeded(file.FullName, form))
        {
            read = DeliveryFile.UnfoldedOf(site, sha256, form, named.Encoding);
            DeliveryFile.UnfoldTo(site, file.FullName, read, form, named.Encoding, cancel);
        }

        long rows;
        using (var text = File.OpenRead(read)) rows = CountRows.Of(text, cancel);
        file.Refresh();
        return file.Exists && file.Length == length && file.LastWriteTimeUtc == changed ? (rows, sha256) : null;
    }
}
