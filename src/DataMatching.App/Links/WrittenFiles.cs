namespace DataMatching.App.Links;

/// <summary>
/// Files that are all there or none of them: each is written beside its place and put there by <see cref="Commit"/>, in the order in which they were added. Each is its user's alone: numbers of records may be numbers of persons.
/// </summary>
internal sealed class WrittenFiles : IDisposable
{
    private readonly List<(string Begun, string Path)> _files = [];

    /// <exception cref="UsageRefused">Nothing can be written there.</exception>
    public void Add(string? path, Action<Stream> write)
    {
        if (path is null) return;
        using var to = Begin(path);
        write(to);
    }

    public void AddText(string? path, Func<string> text) => Add(path, to =>
    {
        using var writer = new StreamWriter(to, leaveOpen: true);
        writer.Write(text());
    });

    /// <exception cref="IOException">A place cannot be taken; those before it are.</exception>
    public void Commit()
    {
        foreach (var (begun, path) in _files) File.Move(begun, path, overwrite: true);
        _files.Clear();
    }

    public void Dispose()
    {
        foreach (var (begun, _) in _files) File.Delete(begun);
    }

    private FileStream Begin(string path)
    {
        try
        {
            if (Directory.Exists(path)) throw new UsageRefused($"{path} is a folder. Name a file.");
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            Directory.CreateDirectory(folder);
            var begun = Path.Combine(folder, "." + Path.GetFileName(path) + "." + Path.GetRandomFileName());
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var to = new FileStream(begun, options);
            _files.Add((begun, path));
            return to;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageRefused($"{path} cannot be written ({e.GetType().Name}). Nothing was written; name a place where you may write.");
        }
    }
}
