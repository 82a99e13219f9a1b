using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Files;
using DataMatching.Connectors.Registries;
using DataMatching.Jobs.Reports;

namespace DataMatching.Jobs;

/// <summary>
/// The file that a delivery's rows are read from: the delivered one, or its unfolding when that is packed, a workbook or of another form than a CSV with commas. Unfoldings are
/// kept under data/unfolded by the SHA-256 of the delivered file, the form and the encoding that its manifest says; one that is missing is made again, with the same bytes.
/// </summary>
/// <param name="Manifest">With the encoding of <paramref name="Path"/>.</param>
/// <param name="Places">Null for the delivered file itself.</param>
/// <param name="Refusal">Why there is no file to read: found, expected, what to do.</param>
internal sealed record DeliveryFile(string Path, Manifest Manifest, UnfoldedPlaces? Places, string? Refusal)
{
    /// <exception cref="IOException">The file cannot be read now.</exception>
    public static DeliveryFile Of(Site site, Batch batch, RegistrySettings settings, CancellationToken cancel)
    {
        var delivered = site.Folder.PathOf(batch);

        // What was brought in by asking was written by us.
        var form = batch.Landing is null ? settings.Datasets.GetValueOrDefault(batch.Manifest.Dataset)?.File ?? FileForm.PlainCsv : FileForm.PlainCsv;
        if (!Unfold.IsNeeded(delivered, form)) return new DeliveryFile(delivered, batch.Manifest with { Encoding = form.Said ?? batch.Manifest.Encoding }, null, null);
        var manifest = batch.Manifest with { Encoding = ExtractEncoding.Utf8 };
        var unfolded = UnfoldedOf(site, batch.Manifest.Sha256, form, batch.Manifest.Encoding);
        if (!CheckFiles.IsAsChecked(site, batch) && !IsAsPromised(delivered, batch.Manifest, cancel)) return Refused(ExtractScan.NotItsManifests);
        if (File.Exists(unfolded) && Kept(unfolded) is { } places) return new DeliveryFile(unfolded, manifest, places, null);
        try
        {
            places = UnfoldTo(site, delivered, unfolded, form, batch.Manifest.Encoding, cancel);
        }
        catch (FileRefused refused)
        {
            return Refused(refused.Message);
        }

        return new DeliveryFile(unfolded, manifest, places, null);

        DeliveryFile Refused(string reason) => new(delivered, manifest, null, reason);
    }

    /// <summary>Where a delivered file of that content, form and encoding is unfolded to.</summary>
    public static string UnfoldedOf(Site site, string sha256, FileForm form, ExtractEncoding encoding) =>
        System.IO.Path.Combine(site.Folder.Unfolded, $"{sha256}-{form.Fingerprint}-{(encoding == ExtractEncoding.Utf8 ? "utf-8" : "gb18030")}.csv");

    /// <summary>Unfolds a file to where <see cref="UnfoldedOf"/> says, with its places last.</summary>
    /// <exception cref="FileRefused">It is not what its form says.</exception>
    public static UnfoldedPlaces UnfoldTo(Site site, string delivered, string unfolded, FileForm form, ExtractEncoding encoding, CancellationToken cancel)
    {
        PrivateFiles.MakeFolder(site.Folder.Unfolded);
        var places = Unfold.Run(new UnfoldRequest(delivered, form, encoding), unfolded, cancel);
        WholeFile.Write(PlacesOf(unfolded), places.Write);
        return places;
    }

    /// <summary>Removes unfoldings whose delivered file is gone, and what an interrupted one left.</summary>
    public static void Sweep(Site site)
    {
        if (!Directory.Exists(site.Folder.Unfolded)) return;
        var there = site.Store.Batches.All().Where(b => File.Exists(site.Folder.PathOf(b))).Select(b => b.Manifest.Sha256).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(site.Folder.Unfolded))
        {
            var name = System.IO.Path.GetFileName(file);
            var known = name.Length > 64 && there.Contains(name[..64]) && (name.EndsWith(".csv", StringComparison.Ordinal) || name.EndsWith(".csv.places.json", StringComparison.Ordinal));
            if (!known) File.Delete(file);
        }
    }

    private static string PlacesOf(string unfolded) => unfolded + ".places.json";

    private static UnfoldedPlaces? Kept(string unfolded)
    {
        if (!File.Exists(PlacesOf(unfolded))) return null;
        using var stream = File.OpenRead(PlacesOf(unfolded));
        return UnfoldedPlaces.Read(stream);
    }

    private static bool IsAsPromised(string file, Manifest manifest, CancellationToken cancel)
    {
        return FileSum.Of(file, cancel) == manifest.Sha256;
    }
}
