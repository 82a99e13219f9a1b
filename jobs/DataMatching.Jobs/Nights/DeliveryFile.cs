using System.Security.Cryptography;
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
        if (!Unfold.IsNeeded(delivered, form)) return new DeliveryFile(delivered, InEncodingOf(batch.Manifest, form), null, null);
        var manifest = batch.Manifest with { Encoding = ExtractEncoding.Utf8 };
        var unfolded = System.IO.Path.Combine(site.Folder.Unfolded, $"{batch.Manifest.Sha256}-{form.Fingerprint}-{(batch.Manifest.Encoding == ExtractEncoding.Utf8 ? "utf-8" : "gb18030")}.csv");
        if (!CheckFiles.IsAsChecked(site, batch) && !IsAsPromised(delivered, batch.Manifest, cancel)) return Refused(ExtractScan.NotItsManifests);
        if (File.Exists(unfolded) && Kept(unfolded) is { } places) return new DeliveryFile(unfolded, manifest, places, null);
        PrivateFiles.MakeFolder(site.Folder.Unfolded);
        try
        {
            places = Unfold.Run(new UnfoldRequest(delivered, form, batch.Manifest.Encoding), unfolded, cancel);
        }
        catch (FileRefused refused)
        {
            return Refused(refused.Message);
        }

        WholeFile.Write(PlacesOf(unfolded), places.Write);
        return new DeliveryFile(unfolded, manifest, places, null);

        DeliveryFile Refused(string reason) => new(delivered, manifest, null, reason);
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

    private static Manifest InEncodingOf(Manifest manifest, FileForm form) => form.Encoding switch
    {
        FileEncoding.Utf8 => manifest with { Encoding = ExtractEncoding.Utf8 },
        FileEncoding.Gb18030 => manifest with { Encoding = ExtractEncoding.Gb18030 },
        _ => manifest,
    };

    private static string PlacesOf(string unfolded) => unfolded + ".places.json";

    private static UnfoldedPlaces? Kept(string unfolded)
    {
        if (!File.Exists(PlacesOf(unfolded))) return null;
        using var stream = File.OpenRead(PlacesOf(unfolded));
        return UnfoldedPlaces.Read(stream);
    }

    private static bool IsAsPromised(string file, Manifest manifest, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == manifest.Sha256;
    }
}
