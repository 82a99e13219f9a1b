using DataMatching.Connectors.UnionFiles;
using DataMatching.Households;

namespace DataMatching.Jobs;

/// <summary>Takes the union's own files in as one snapshot. The same files again change nothing.</summary>
public static class ImportUnion
{
    /// <exception cref="JobRefused">The files are missing, their headers are wrong, or they hold far fewer households than the last import.</exception>
    public static ImportSummary Run(Site site, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        var last = site.Store.Union.Latest();
        var sha256 = Read(() => UnionFilesReader.Digest(site.Folder.Union));
        if (last?.Sha256 == sha256) return new ImportSummary(last.Households, last.Roll, last.Rejected, 0, true, last.Id);
        var files = Read(() => UnionFilesReader.Read(site.Folder.Union, sha256));
        cancel.ThrowIfCancellationRequested();
        progress.Report(new StepProgress("import", 0, files.Households.Count));
        var carried = last is null ? [] : files.Incomplete.Select(key => site.Store.Union.Find(last.Id, key)).OfType<Household>().ToList();
        var households = carried.Count == 0 ? files.Households : Merge(files.Households, carried);
        RefuseIfShrunk(site, last, households);
        var import = site.Store.Union.Import(files.Sha256, households, files.Rejected);
        progress.Report(new StepProgress("import", households.Count, households.Count));
        return new ImportSummary(import.Households, import.Roll, import.Rejected, carried.Count, false, import.Id);
    }

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or InvalidDataException)
        {
            throw new JobRefused(e.Message, e);
        }
    }

    /// <summary>A file that could not be read whole stays as the last import had it, in its place by key.</summary>
    private static List<Household> Merge(IReadOnlyList<Household> read, List<Household> carried)
    {
        var keys = carried.Select(h => h.Key).ToHashSet(StringComparer.Ordinal);
        return [.. read.Where(h => !keys.Contains(h.Key)).Concat(carried).OrderBy(h => h.Key, StringComparer.Ordinal)];
    }

    private static void RefuseIfShrunk(Site site, Storage.UnionImport? last, IReadOnlyList<Household> households)
    {
        if (last is null) return;
        var filed = households.Count(h => h.State != FileState.Unfiled);
        var limit = site.Configuration.Settings.SmallestUnionShare;
        if (filed * 100L >= last.Households * (long)limit) return;
        throw new JobRefused($"The union files hold {filed} readable households, the last import held {last.Households}. "
            + $"Expected at least {limit} % of them. Nothing was changed: check whether an export was cut off; if the fall is right, lower smallestUnionShare in config/site.json.");
    }
}
