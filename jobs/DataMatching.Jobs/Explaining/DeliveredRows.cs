using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Registries;
using DataMatching.Evidence;

namespace DataMatching.Jobs;

/// <summary>A row as it stands in the delivered file. <paramref name="Place"/>: where it stands in a delivery that was unfolded; null when it is the file's own line.</summary>
internal sealed record FoundRow(DeliveredRow Row, Dataset Dataset, Batch Batch, string? Place);

/// <summary>Opens rows of registered deliveries again. Only files below the drop folder are opened.</summary>
internal sealed class DeliveredRows(Site site)
{
    /// <returns>The row when its bytes are those that were read; else why not. The delivery's as-of date is null when it is not known any more.</returns>
    public (SourceRowState State, DateOnly? AsOf, FoundRow? Found) Read(Provenance source)
    {
        if (site.Store.Batches.Find(source.Batch) is not { } batch || batch.File != source.File) return (SourceRowState.Gone, null, null);
        var asOf = batch.Manifest.AsOf;
        if (AllDatasets.Find(batch.Manifest.Registry, batch.Manifest.Dataset) is not { } dataset || site.Configuration.Registry(batch.Manifest.Registry) is not { } settings)
            return (SourceRowState.NotConfigured, asOf, null);
        if (Existing(batch) is not { } delivered) return (File.Exists(site.Folder.PathOf(batch)) ? SourceRowState.Changed : SourceRowState.Gone, asOf, null);
        try
        {
            var file = DeliveryFile.Of(site, batch, settings, CancellationToken.None);
            if (file.Refusal is not null) return (file.Refusal == ExtractScan.NotItsManifests ? SourceRowState.Changed : SourceRowState.NotConfigured, asOf, null);
            var path = file.Places is null ? delivered.FullName : file.Path;
            if (new FileInfo(path).Length <= source.ByteOffset) return (SourceRowState.Changed, asOf, null);
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
            var row = DeliveredRow.Read(stream, file.Manifest, dataset, settings, source);
            return row.State == SourceRowState.Unchanged ? (row.State, asOf, new FoundRow(row, dataset, batch, file.Places?.Describe(source.Line))) : (row.State, asOf, null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (SourceRowState.Gone, asOf, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (SourceRowState.Unreadable, asOf, null);
        }
    }

    /// <summary>The file of a delivery, when it lies below the drop folder and nothing on the way is a link.</summary>
    private FileInfo? Existing(Batch batch)
    {
        var drop = Path.TrimEndingDirectorySeparator(Path.GetFullPath(site.Folder.Drop));
        var file = new FileInfo(Path.GetFullPath(site.Folder.PathOf(batch)));
        if (!file.FullName.StartsWith(drop + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !file.Exists || file.LinkTarget is not null) return null;
        for (var folder = file.Directory; folder is not null && folder.FullName.Length > drop.Length; folder = folder.Parent)
        {
            if (folder.LinkTarget is not null) return null;
        }

        return file;
    }
}
