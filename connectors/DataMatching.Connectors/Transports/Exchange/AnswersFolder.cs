using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using DataMatching.Batches;
using DataMatching.Time;

namespace DataMatching.Connectors.Transports.Exchange;

/// <summary>An answer file that is whole. <paramref name="Manifest"/>: null where answers are finished by their name.</summary>
internal sealed record AnswerFile(string Path, string Sha256, Manifest? Manifest)
{
    /// <summary>The name as it may be shown.</summary>
    public required string Name { get; init; }
}

/// <summary>
/// The folder that answers are put into. What lies there whole is the answer: it is read anew whenever it is looked at, so a file that is put there, corrected or taken away counts at once. Once a request
/// is closed its answers go to <c>taken/L12</c> below it.
/// </summary>
internal sealed partial class AnswersFolder(ExchangeSettings settings, string site)
{
    private readonly string _folder = Path.Combine(site, settings.Answers);

    /// <summary>Makes it, for its owner alone; one that is there keeps its rights.</summary>
    public void Make() => Make(_folder);

    /// <summary>The whole answers by name, and why others are none.</summary>
    public (IReadOnlyList<AnswerFile> Files, IReadOnlyList<string> Problems) Whole(LandingOrder order)
    {
        List<AnswerFile> files = [];
        List<string> problems = [];
        foreach (var path in Data())
        {
            var name = Shown(path);
            if (new FileInfo(path).LinkTarget is not null)
            {
                problems.Add($"{name}: found a link instead of a file; put the file itself there");
                continue;
            }

            var manifest = path + DropFolder.ManifestEnding;
            if (!settings.Answer.HasManifests) files.Add(new AnswerFile(path, Sum(path), null) { Name = name });
            else if (!File.Exists(manifest)) problems.Add($"{name}: waits for its manifest; it is not read");
            else if (Read(manifest, path, order, out var fault) is { } answer) files.Add(answer);
            else problems.Add($"{name}: {fault}");
        }

        return (files, problems);
    }

    /// <summary>Takes the answers of a closed request out of the way.</summary>
    public void Take(ExchangePlace closed)
    {
        if (closed.Answers.Count == 0) return;
        var taken = Path.Combine(_folder, "taken", string.Create(CultureInfo.InvariantCulture, $"L{closed.Request}"));
        foreach (var path in Data().Where(p => new FileInfo(p).LinkTarget is null && closed.Answers.Contains(Sum(p), StringComparer.Ordinal)).ToList())
        {
            Make(taken);
            // The file last: by it the manifest's place is known when this is done again.
            var manifest = path + DropFolder.ManifestEnding;
            if (File.Exists(manifest)) File.Move(manifest, Path.Combine(taken, Path.GetFileName(manifest)), overwrite: true);
            File.Move(path, Path.Combine(taken, Path.GetFileName(path)), overwrite: true);
        }
    }

    /// <summary>Takes the answers of the closed request away and tells of what else lies there while nothing is asked.</summary>
    public IReadOnlyList<string> LeftOver(ExchangePlace? closed)
    {
        if (closed is not null) Take(closed);
        var last = closed is null ? "none was closed yet" : FormattableString.Invariant($"the last, L{closed.Request}, is closed");
        return [.. Data().Select(p => $"{Shown(p)}: no request of this dataset is open ({last}), so the answer is not read; take it out of {settings.Answers}. Whoever is without an answer is asked about in the next request")];
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private IEnumerable<string> Data() =>
        Directory.Exists(_folder) ? Directory.EnumerateFiles(_folder).Where(f => DropFolder.IsData(f) && Path.GetFileName(f)[0] is not ('.' or '~')).Order(StringComparer.Ordinal) : [];

    private static AnswerFile? Read(string manifestFile, string path, LandingOrder order, out string fault)
    {
        if (new FileInfo(manifestFile) is not { LinkTarget: null, Length: <= DropFolder.LargestManifest })
        {
            fault = "its manifest is a link, or larger than 64 KB; expected the few fields of docs/formats.md";
            return null;
        }

        var (manifest, faults) = ManifestReader.Parse(File.ReadAllText(manifestFile));
        if (manifest is null)
        {
            fault = "the manifest has faults: " + string.Join("; ", faults);
            return null;
        }

        fault = Fault(manifest, order) ?? "";
        if (fault.Length > 0) return null;
        var sha256 = Sum(path);
        if (sha256 == manifest.Sha256) return new AnswerFile(path, sha256, manifest) { Name = Shown(path) };
        fault = "the file's SHA-256 is not the manifest's: it was changed or cut off on the way; have it sent again, the manifest last";
        return null;
    }

    private static string? Fault(Manifest manifest, LandingOrder order)
    {
        if (manifest.Registry != order.Dataset.Registry || manifest.Dataset != order.Dataset.Id || manifest.Scope != order.Scope)
            return $"its manifest says {manifest.Registry}/{manifest.Dataset} of {manifest.Scope}, expected {order.Dataset.Registry}/{order.Dataset.Id} of {order.Scope}; put it into the folder of its request";
        if (manifest.AsOf < Needed(order))
            return string.Create(CultureInfo.InvariantCulture, $"its data are as of {manifest.AsOf:yyyy-MM-dd}, expected {Needed(order):yyyy-MM-dd} or later: it answers another request, or the day in the manifest is wrong. Take it away, or have it made again");
        return manifest.First <= order.First && manifest.Last >= order.Last
            ? null
            : $"it covers {manifest.First} to {manifest.Last}, expected the months asked, {order.First} to {order.Last}; have it made again for all of them";
    }

    /// <summary>The delivery will say that it is as of the day of the request. Of months nothing is believed but those that had ended by then.</summary>
    private static DateOnly Needed(LandingOrder order)
    {
        if (!order.Dataset.ByMonth) return order.AsOf;
        var month = Month.Of(order.AsOf);
        var ended = month.LastDay == order.AsOf ? month : month.Plus(-1);
        return (ended < order.Last ? ended : order.Last).LastDay;
    }

    /// <summary>A file's name as it may be shown: long numbers in it may be somebody's.</summary>
    private static string Shown(string path) => LongNumber().Replace(new string([.. Path.GetFileName(path).Where(c => !char.IsControl(c))]), "…");

    [GeneratedRegex("[0-9０-９]{11,}[Xx]?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LongNumber();

    private static string Sum(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
