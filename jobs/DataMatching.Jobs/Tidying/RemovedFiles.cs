namespace DataMatching.Jobs.Tidying;

/// <summary>Files that were removed, or would be. <paramref name="Left"/>: could not be removed; the next time tries again.</summary>
internal readonly record struct RemovedFiles(long Files, long Bytes, long Left)
{
    public static RemovedFiles operator +(RemovedFiles a, RemovedFiles b) => new(a.Files + b.Files, a.Bytes + b.Bytes, a.Left + b.Left);

    /// <summary>Removes one file; one that is gone already counts nothing. A link is taken away itself, never what it points to.</summary>
    public static RemovedFiles One(FileInfo file, bool remove)
    {
        try
        {
            if (!file.Exists) return default;
            var bytes = file.LinkTarget is null ? file.Length : 0;
            if (remove) file.Delete();
            return new RemovedFiles(1, bytes, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new RemovedFiles(0, 0, 1);
        }
    }

    /// <summary>Removes those files of a folder, and the folder when nothing else is in it. A folder that is a link is left alone.</summary>
    public static RemovedFiles In(DirectoryInfo folder, bool remove, Func<FileInfo, bool> which)
    {
        if (!folder.Exists || folder.LinkTarget is not null) return default;
        var removed = folder.EnumerateFiles().Where(which).OrderBy(f => f.Name, StringComparer.Ordinal).ToList().Aggregate(default(RemovedFiles), (sum, file) => sum + One(file, remove));
        try
        {
            if (remove && !folder.EnumerateFileSystemInfos().Any()) folder.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is empty, and tried again the next time.
        }

        return removed;
    }
}
