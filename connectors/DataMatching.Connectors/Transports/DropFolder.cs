namespace DataMatching.Connectors.Transports;

using DataMatching.Batches;

/// <summary>A delivery whose manifest could be read. <paramref name="File"/> is relative to the drop folder, with forward slashes.</summary>
public sealed record Delivery(string File, Manifest Manifest);

/// <summary>A delivery that can't be taken, why, and what to do.</summary>
public sealed record DeliveryRefusal(string File, string? Registry, string? Dataset, string Reason);

/// <summary>What lies in the drop folder: deliveries to take, those that cannot be taken, and data files that wait for their manifest.</summary>
public sealed record DropFolderContent(IReadOnlyList<Delivery> Deliveries, IReadOnlyList<DeliveryRefusal> Refusals, IReadOnlyList<string> WithoutManifest);

/// <summary>
/// Files that agencies drop: <c>drop/REGISTRY/X</c> with <c>X.manifest.json</c> beside it, the manifest written last. A file without one is still
/// being written, or was never finished: it is not read.
/// </summary>
public static class DropFolder
{
    /// <summary>What the name of a manifest has after that of its file.</summary>
    public const string ManifestEnding = ".manifest.json";

    /// <summary>Bytes, included.</summary>
    public const int LargestManifest = 64 * 1024;
    private static readonly string[] DataEndings = [".csv", ".txt", ".tsv", ".dat", ".xlsx", ".xls", ".gz", ".zip"];

    /// <summary>What lies there, ordered by path.</summary>
    public static DropFolderContent Discover(string folder)
    {
        List<Delivery> deliveries = [];
        List<DeliveryRefusal> refusals = [];
        List<string> without = [];
        if (!Directory.Exists(folder)) return new DropFolderContent(deliveries, refusals, without);
        foreach (var registryFolder in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (new DirectoryInfo(registryFolder).LinkTarget is not null)
            {
                refusals.Add(new DeliveryRefusal(Relative(folder, registryFolder), null, null, "found a link instead of a folder; make the folder itself"));
                continue;
            }

            foreach (var file in Directory.EnumerateFiles(registryFolder).Order(StringComparer.Ordinal))
            {
                if (file.EndsWith(ManifestEnding, StringComparison.Ordinal)) Take(folder, registryFolder, file, deliveries, refusals);
                else if (IsData(file) && !File.Exists(file + ManifestEnding)) without.Add(Relative(folder, file));
            }
        }

        return new DropFolderContent(deliveries, refusals, without);
    }

    /// <summary>By its ending: what still has another one is being written.</summary>
    internal static bool IsData(string file) => Array.Exists(DataEndings, ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static void Take(string folder, string registryFolder, string manifestFile, List<Delivery> deliveries, List<DeliveryRefusal> refusals)
    {
        var data = manifestFile[..^ManifestEnding.Length];
        var relative = Relative(folder, data);
        if (!File.Exists(data))
        {
            refusals.Add(new DeliveryRefusal(relative, null, null, "the manifest is there and the file is not; deliver the file, then its manifest"));
            return;
        }

        if (new FileInfo(data).LinkTarget is not null || new FileInfo(manifestFile).LinkTarget is not null)
        {
            refusals.Add(new DeliveryRefusal(relative, null, null, "found a link instead of a file; deliver the file itself"));
            return;
        }

        if (new FileInfo(manifestFile).Length > LargestManifest)
        {
            refusals.Add(new DeliveryRefusal(relative, null, null, "the manifest is larger than 64 KB; expected the few fields of docs/formats.md"));
            return;
        }

        var (manifest, faults) = ManifestReader.Parse(File.ReadAllText(manifestFile));
        if (manifest is null)
        {
            refusals.Add(new DeliveryRefusal(relative, null, null, "the manifest has faults: " + string.Join("; ", faults)));
        }
        else if (manifest.Registry != Path.GetFileName(registryFolder))
        {
            refusals.Add(new DeliveryRefusal(relative, manifest.Registry, manifest.Dataset,
                $"the manifest says registry '{manifest.Registry}' but the file lies in the folder '{Path.GetFileName(registryFolder)}'; put it into the folder of its registry"));
        }
        else
        {
            deliveries.Add(new Delivery(relative, manifest));
        }
    }

    private static string Relative(string folder, string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');
}
