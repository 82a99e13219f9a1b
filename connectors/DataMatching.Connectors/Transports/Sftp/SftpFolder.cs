using System.Security.Cryptography;
using DataMatching.Batches;
using DataMatching.Connectors.Files;

namespace DataMatching.Connectors.Transports;

/// <summary>Places on our side. <paramref name="Landing"/>: where files are while they come; <paramref name="Drop"/>: the registry's drop folder. On one file system.</summary>
public sealed record SftpPlaces(string Landing, string Drop, string KeyFile);

/// <summary>What a fetch brought: files that now lie in the drop folder, and what could not be fetched and why.</summary>
public sealed record SftpFetched(IReadOnlyList<string> Brought, IReadOnlyList<DeliveryRefusal> Refusals);

/// <summary>
/// Fetches what is new in an agency's SFTP folder. A file without its manifest is left alone, for it is still being written. A file comes under another name, goes on where a cut
/// connection left it, is held against its manifest's SHA-256, and only then is renamed into the drop folder, its manifest last.
/// </summary>
public sealed class SftpFolder
{
    private const string ManifestEnding = DropFolder.ManifestEnding;
    private const int Tries = 3;
    private readonly SftpSource _source;
    private readonly SftpPlaces _places;
    private readonly string _registry, _dataset;
    private readonly SftpCommand _command;
    private readonly List<string> _brought = [];
    private readonly List<DeliveryRefusal> _refusals = [];

    public SftpFolder(SftpSource source, SftpPlaces places, string registry, string dataset)
    {
        (_source, _places, _registry, _dataset) = (source, places, registry, dataset);
        _command = new SftpCommand(source, places.KeyFile, Path.Combine(places.Landing, $"{registry}-{dataset}.known_hosts"));
    }

    /// <summary>Fetches everything that is new.</summary>
    /// <param name="known">True of a manifest whose delivery needs no fetching.</param>
    public async Task<SftpFetched> Fetch(Func<Manifest, bool> known, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(known);
        var listed = await _command.Run([$"cd \"{_source.Folder}\"", "ls -ln"], cancel).ConfigureAwait(false);
        if (listed.Refusal is { } refusal)
        {
            Refuse("", refusal);
            return new SftpFetched(_brought, _refusals);
        }

        var (files, hostile) = SftpName.Read(listed.Lines);
        if (hostile > 0) Refuse("", $"{hostile} files in the folder have names that are not taken. Expected letters, digits and . _ - ( ); ask the agency to rename them");
        var sizes = files.DistinctBy(f => f.Name, StringComparer.Ordinal).ToDictionary(f => f.Name, f => f.Bytes, StringComparer.Ordinal);
        foreach (var file in files.Where(f => f.Name.EndsWith(ManifestEnding, StringComparison.Ordinal)).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            var data = file.Name[..^ManifestEnding.Length];
            if (file.Bytes > DropFolder.LargestManifest) Refuse(data, "the manifest is larger than 64 KB; expected the few fields of docs/formats.md");
            else if (!sizes.TryGetValue(data, out var bytes)) Refuse(data, "the manifest is there and the file is not; deliver the file, then its manifest");
            else if (!await One(data, bytes, known, cancel).ConfigureAwait(false)) break;
        }

        return new SftpFetched(_brought, _refusals);
    }

    /// <returns>False when the server can't be reached any more.</returns>
    private async Task<bool> One(string data, long bytes, Func<Manifest, bool> known, CancellationToken cancel)
    {
        var (target, part) = (Path.Combine(_places.Drop, $"{_dataset}-{data}"), Path.Combine(_places.Landing, $"{_registry}-{_dataset}-{data}.part"));
        var manifestPart = part[..^".part".Length] + ManifestEnding + ".part";
        File.Delete(manifestPart);
        var got = await Get(data + ManifestEnding, manifestPart, cancel).ConfigureAwait(false);
        if (got.Refusal is { } refusal) return Refuse(data, refusal, got.Connected);
        var (manifest, faults) = ManifestReader.Parse(await File.ReadAllTextAsync(manifestPart, cancel).ConfigureAwait(false));
        if (manifest is null) return Refuse(data, "the manifest has faults: " + string.Join("; ", faults));
        if (manifest.Registry != _registry || manifest.Dataset != _dataset) return Refuse(data, $"the manifest is of {manifest.Registry}/{manifest.Dataset}, the folder is that of {_registry}/{_dataset}; put it into its own");
        if (known(manifest) || IsThere(target + ManifestEnding, manifestPart))
        {
            File.Delete(manifestPart);
            File.Delete(part);
            return true;
        }

        for (var attempt = 1; ; attempt++)
        {
            if (File.Exists(part) && new FileInfo(part).Length > bytes) File.Delete(part);
            var resumed = File.Exists(part);
            got = await Get(data, part, cancel).ConfigureAwait(false);
            if (got.Refusal is null && await Sum(part, cancel).ConfigureAwait(false) == manifest.Sha256) break;

            // What was fetched in two goes may be of two files.
            if (got.Refusal is null) File.Delete(part);
            if (attempt < Tries && (got.Refusal is null ? resumed : !got.Connected && File.Exists(part))) continue;
            return Refuse(data, got.Refusal ?? "the file's SHA-256 is not the manifest's: it was changed, or is still being written. Deliver it again, the manifest last", got.Refusal is null || got.Connected);
        }

        Directory.CreateDirectory(_places.Drop);
        File.Delete(target + ManifestEnding);
        File.Move(part, target, true);
        File.Move(manifestPart, target + ManifestEnding, true);
        _brought.Add(Path.GetFileName(target));
        return true;
    }

    private Task<SftpOutcome> Get(string name, string to, CancellationToken cancel)
    {
        if (!File.Exists(to)) PartRows.Create(to).Dispose();
        return _command.Run([$"cd \"{_source.Folder}\"", $"reget \"{name}\" \"{to}\""], cancel);
    }

    private bool Refuse(string data, string reason, bool goOn = true)
    {
        var place = data.Length > 0 ? $"{_registry}/{_dataset}-{data}" : $"{_registry}/{_dataset} (sftp)";
        _refusals.Add(new DeliveryRefusal(place, _registry, _dataset, "sftp: " + reason));
        return goOn;
    }

    private static bool IsThere(string manifest, string fetched) => File.Exists(manifest) && File.ReadAllBytes(manifest).AsSpan().SequenceEqual(File.ReadAllBytes(fetched));

    private static async Task<string> Sum(string file, CancellationToken cancel)
    {
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false)) return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel).ConfigureAwait(false));
    }
}
