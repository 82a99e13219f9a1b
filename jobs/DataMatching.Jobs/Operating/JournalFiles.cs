using System.Globalization;

namespace DataMatching.Jobs.Operating;

/// <summary>Files of a log, one a day (UTC) and node, the program's user's alone. Each line is handed to the operating system at once: a killed process loses none.</summary>
internal sealed class JournalFiles(string folder, int days) : IDisposable
{
    private const string Ending = ".jsonl";
    private string? _name;
    private FileStream? _file;

    public void Append(DateOnly day, string node, ReadOnlySpan<byte> line)
    {
        var name = $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}-{Safe(node)}{Ending}";
        if (_name != name)
        {
            _file?.Dispose();
            (_file, _name) = (null, null);
            Directory.CreateDirectory(folder);
            RemoveOld(day);
            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            (_file, _name) = (new FileStream(Path.Combine(folder, name), options), name);
        }

        _file!.Write(line);
    }

    public void Dispose() => _file?.Dispose();

    private void RemoveOld(DateOnly today)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Ending))
        {
            var name = Path.GetFileName(path);
            if (name.Length > 10 && DateOnly.TryParseExact(name[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.AddDays(days) <= today) File.Delete(path);
        }
    }

    private static string Safe(string node) => string.Concat(node.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_'));
}
