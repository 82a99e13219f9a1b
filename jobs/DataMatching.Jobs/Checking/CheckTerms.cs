using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Connectors.Transports;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>What may be said of a delivery on the command line; null: as its manifest says, or as is usual.</summary>
/// <param name="First">First and <paramref name="Last"/> last month promised, both included; usual are the six months that end with the one of <paramref name="AsOf"/>.</param>
public sealed record CheckOptions(string Registry, string? Dataset, DateOnly? AsOf, Month? First, Month? Last, ExtractEncoding? Encoding)
{
    /// <summary>How the agency's files are laid out, its headers and limits, from config/registries; null: a CSV of the contract, and the limits that are shipped.</summary>
    public RegistrySettings? Settings { get; init; }

    /// <summary>Of the dataset; null without settings.</summary>
    public DatasetSettings? Of(Dataset dataset) => Settings?.Datasets.GetValueOrDefault(dataset.Id);
}

/// <summary>
/// What a delivery is checked against: its dataset, and its manifest or one made of the options. <paramref name="Faults"/>: of the manifest file, in the words of its
/// reader. <paramref name="Delivered"/>: false where rows and SHA-256 are not promised by anybody.
/// </summary>
public sealed record CheckTerms(Dataset Dataset, Manifest Manifest, bool Delivered, IReadOnlyList<string> Faults)
{
    /// <exception cref="JobRefused">Nothing says which dataset it is, or as of which day it speaks.</exception>
    public static CheckTerms Of(string file, CheckOptions options)
    {
        var (manifest, faults) = ReadManifest(file + DropFolder.ManifestEnding);
        if (manifest is not null && manifest.Registry != options.Registry)
            throw new JobRefused($"The manifest beside the file is one of '{manifest.Registry}/{manifest.Dataset}', not of '{options.Registry}'. Name that registry, or put the right manifest there.");
        var dataset = DatasetOf(options, manifest);
        var asOf = options.AsOf ?? manifest?.AsOf
            ?? throw new JobRefused("Nothing says as of which day the file speaks: it has no manifest beside it that can be read. Give --as-of, such as --as-of 2026-09-30.");
        var last = options.Last ?? manifest?.Last ?? Month.Of(asOf);
        var first = options.First ?? manifest?.First ?? last.Plus(-5);
        if (last < first) throw new JobRefused("The last month lies before the first. Expected --from and --to such as 2026-04 and 2026-09.");
        var encoding = options.Encoding ?? PlainDelivery.FormOf(dataset, options).Said ?? manifest?.Encoding ?? PlainDelivery.GuessEncoding(file, PlainDelivery.FormOf(dataset, options));
        var terms = manifest is null
            ? new Manifest(options.Registry, dataset.Id, new District(110000), asOf, first, last, DeliveryMode.Full, encoding, 0, "", null)
            : manifest with { AsOf = asOf, First = first, Last = last, Encoding = encoding };
        return new CheckTerms(dataset, terms, manifest is not null, faults);
    }

    private static Dataset DatasetOf(CheckOptions options, Manifest? manifest)
    {
        var known = AllDatasets.InOrder.Where(d => d.Registry == options.Registry).ToList();
        if (known.Count == 0) throw new JobRefused($"No registry is called so. Expected one of {string.Join(", ", AllDatasets.InOrder.Select(d => d.Registry).Distinct(StringComparer.Ordinal))}.");
        var id = options.Dataset ?? manifest?.Dataset ?? (known.Count == 1 ? known[0].Id : null);
        if (manifest is not null && id != manifest.Dataset) throw new JobRefused($"The manifest beside the file is one of '{manifest.Dataset}'. Leave --dataset away, or put the right manifest there.");
        return known.Find(d => d.Id == id) ?? throw new JobRefused($"Which dataset of '{options.Registry}' is it? Give --dataset, one of {string.Join(", ", known.Select(d => d.Id))}.");
    }

    private static (Manifest? Manifest, IReadOnlyList<string> Faults) ReadManifest(string path)
    {
        if (!File.Exists(path)) return (null, []);
        return new FileInfo(path).Length > DropFolder.LargestManifest ? (null, ["larger than 64 KB"]) : ManifestReader.Parse(File.ReadAllText(path));
    }
}
