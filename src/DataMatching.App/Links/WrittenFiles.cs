namespace DataMatching.App.Links;

/// <summary>
/// Files that are all there or none of them: each is written beside its place and put there by <see cref="Commit"/>, in the order in which they were added. Each is its user's alone: numbers of records may be numbers of persons.
/// </summary>
internal sealed class WrittenFiles : IDisposable
{
    private readonly List<(string Begun, string Path)> _files = [];

    public void Add(string? path, Action<Stream> write)
    {
        if (path is null) return;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var begun = Path.Combine(folder, "." + Path.GetFileName(path) + "." + Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _files.Add((begun, path));
        using var to = new FileStream(begun, options);
        write(to);
    }

    public void AddText(string? path, Func<string> text) => Add(path, to =>
    {
        using var writer = new StreamWriter(to, leaveOpen: true);
        writer.Write(text());
    });

    public void Commit()
    {
        foreach (var (begun, path) in _files) File.Move(begun, path, overwrite: true);
        _files.Clear();
    }

    public void Dispose()
    {
        foreach (var (begun, _) in _files) File.Delete(begun);
    }
}
