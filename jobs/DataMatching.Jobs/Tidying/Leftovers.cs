using System.Globalization;
using System.Text.RegularExpressions;
using DataMatching.Batches;

namespace DataMatching.Jobs.Tidying;

/// <summary>What processes left that were killed in the middle of a file: half-written lists and answers, and worklists on their way to a browser.</summary>
internal static partial class Leftovers
{
    public static Removed Remove(TidyOrder order)
    {
        var (folder, before) = (order.Site.Folder, order.Before.UtcDateTime);
        var lists = new DirectoryInfo(folder.Lists);
        List<DirectoryInfo> written = lists.Exists ? [lists, .. lists.EnumerateDirectories("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 2 })] : [];
        var files = written.OrderBy(f => f.FullName, StringComparer.Ordinal).Aggregate(default(RemovedFiles), (sum, f) => sum + RemovedFiles.In(f, order.Remove, file => IsOld(file)
            && (file.Name.EndsWith(".part", StringComparison.Ordinal) || f.Name.EndsWith(".new", StringComparison.Ordinal))));
        var landing = RemovedFiles.In(new DirectoryInfo(folder.Landing), order.Remove, file => IsOld(file) && !IsOpen(order.Site, file.Name));
        var handed = new DirectoryInfo(Path.GetTempPath()).EnumerateFiles("datamatching-*").Where(f => IsOld(f) && f.LinkTarget is null && Handed().IsMatch(f.Name))
            .Aggregate(default(RemovedFiles), (sum, file) => sum + RemovedFiles.One(file, order.Remove));
        return new Removed(0, files + landing + handed);

        bool IsOld(FileInfo file) => file.LastWriteTimeUtc < before;
    }

    /// <summary>A delivery that is being brought in goes on with its part file, however long it waits.</summary>
    private static bool IsOpen(Site site, string file) =>
        long.TryParse(file.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && site.Store.Landings.Find(id) is { State: LandingState.Open };

    /// <summary>As ListExport calls its file.</summary>
    [GeneratedRegex(@"^datamatching-[a-z0-9]{8}\.[a-z0-9]{3}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Handed();
}
