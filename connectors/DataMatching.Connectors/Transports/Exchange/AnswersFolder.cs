using System.Globalization;
using DataMatching.Batches;
using DataMatching.Connectors.Files;
using DataMatching.Time;

namespace DataMatching.Connectors.Transports.Exchange;

/// <summary>An answer file that is whole. <paramref name="Manifest"/>: null where answers are finished by their name.</summary>
/// <param name="Name">What it is called wherever it is told of: its own name may be somebody's.</param>
/// <param name="Stamp">Length and time of the last change, before it was looked at.</param>
internal sealed record AnswerFile(string Path, string Name, (long Length, DateTime Changed) Stamp, string Sha256, Manifest? Manifest)
{
    public static (long Length, DateTime Changed) StampOf(string path)
    {
        var file = new FileInfo(path);
        return (file.Length, file.LastWriteTimeUtc);
    }
}

/// <summary>
/// The folder that answers are put into. What lies there whole is the answer: it is read anew whenever it is looked at, so a file that is put there, corrected or taken away counts at once. Once a request
/// is closed its answers go to <c>taken/L12</c> below it.
/// </summary>
internal sealed class AnswersFolder(ExchangeSettings settings, string site)
{
    private readonly string _folder = Path.Combine(site, settings.Answers);

    /// <summary>Makes it, for its owner alone; one that is there keeps its rights.</summary>
    public void Make() => Make(_folder);

    /// <summary>The whole answers by name, and why others are none.</summary>
    public (IReadOnlyList<AnswerFile> Files, IReadOnlyList<string> Problems) Whole(LandingOrder order)
    {
        List<AnswerFile> files = [];
        List<string> problems = [];
        foreach (var (path, number) in Numbered())
        {
            try
            {
                if (Read(path, number, order, out var problem) is { } answer) files.Add(answer);
                else problems.Add(problem);
            }
            catch (Exception e) when (IsOfFile(e))
            {
                problems.Add($"{Named(number, null)}: {Unreadable(e)}");
            }
        }

        return (files, problems);
    }

    /// <summary>Whether a file can be read now.</summary>
    public static bool IsReadable(string path) => SumIfReadable(path) is not null;

    public static string Unreadable(Exception e) => $"it cannot be read ({e.GetType().Name}); see to its rights, or take it away";

    /// <summary>Takes the answers of a closed request out of the way.</summary>
    public void Take(ExchangePlace closed)
    {
        if (closed.Answers.Count == 0) return;
        var taken = Path.Combine(_folder, "taken", string.Create(CultureInfo.InvariantCulture, $"L{closed.Request}"));
        foreach (var path in Data().Where(p => new FileInfo(p).LinkTarget is null && SumIfReadable(p) is { } sum && closed.Answers.Contains(sum, StringComparer.Ordinal)).ToList())
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
        return [.. Numbered().Select(f => $"{Named(f.Number, new FileInfo(f.Path).LinkTarget is null ? SumIfReadable(f.Path) : null)}: no request of this dataset is open ({last}), so the answer is not read; take it out of {settings.Answers}. Whoever is without an answer is asked about in the next request")];
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private IEnumerable<string> Data() =>
        Directory.Exists(_folder) ? Directory.EnumerateFiles(_folder).Where(f => DropFolder.IsData(f) && Path.GetFileName(f)[0] is not ('.' or '~')).Order(StringComparer.Ordinal) : [];

    private IEnumerable<(string Path, int Number)> Numbered() => Data().Select((path, i) => (path, i + 1));

    private AnswerFile? Read(string path, int number, LandingOrder order, out string problem)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            problem = $"{Named(number, null)}: found a link instead of a file; put the file itself there";
            return null;
        }

        var (stamp, sha256) = (AnswerFile.StampOf(path), FileSum.Of(path, CancellationToken.None));
        var name = Named(number, sha256);
        problem = "";
        if (!settings.Answer.HasManifests) return new AnswerFile(path, name, stamp, sha256, null);
        var (manifest, fault) = File.Exists(path + DropFolder.ManifestEnding) ? Promise(path + DropFolder.ManifestEnding, order) : (null, "waits for its manifest; it is not read");
        if (fault is null && manifest!.Sha256 != sha256) fault = "the file's SHA-256 is not the manifest's: it was changed or cut off on the way; have it sent again, the manifest last";
        if (fault is null) return new AnswerFile(path, name, stamp, sha256, manifest);
        problem = $"{name}: {fault}";
        return null;
    }

    private static (Manifest? Manifest, string? Fault) Promise(string manifestFile, LandingOrder order)
    {
        if (new FileInfo(manifestFile) is not { LinkTarget: null, Length: <= DropFolder.LargestManifest }) return (null, "its manifest is a link, or larger than 64 KB; expected the few fields of docs/formats.md");
        var (manifest, faults) = ManifestReader.Parse(File.ReadAllText(manifestFile));
        return manifest is null ? (null, "the manifest has faults: " + string.Join("; ", faults)) : (manifest, Fault(manifest, order));
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

    /// <summary>What a file is called where it is told of: its place by the order of names, and its content. Its own name may be somebody's.</summary>
    private static string Named(int number, string? sha256) =>
        sha256 is null ? FormattableString.Invariant($"answer file {number}") : FormattableString.Invariant($"answer file {number} (SHA-256 begins {sha256[..8]})");

    private static bool IsOfFile(Exception e) => e is IOException or UnauthorizedAccessException;

    private static string? SumIfReadable(string path)
    {
        try
        {
            return FileSum.Of(path, CancellationToken.None);
        }
        catch (Exception e) when (IsOfFile(e))
        {
            return null;
        }
    }
}
