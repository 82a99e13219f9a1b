using System.Text;
using Microsoft.Win32.SafeHandles;

namespace DataMatching.App.Screen;

/// <summary>
/// Standard output for many rows: buffered, UTF-8 without BOM. The console's own stream says nothing when the reader of a pipe went away, so that a
/// program fed endlessly would never end; this one throws.
/// </summary>
internal static class BulkOutput
{
    /// <summary>EPIPE, and ERROR_NO_DATA and ERROR_BROKEN_PIPE as HRESULTs.</summary>
    private const int PipeClosed = 32, NoData = unchecked((int)0x800700E8), BrokenPipe = unchecked((int)0x8007006D);

    /// <summary>A writer of its own over standard output; any other writer (a test's) as it is.</summary>
    public static TextWriter Over(TextWriter configured)
    {
        if (!ReferenceEquals(configured, Console.Out)) return configured;
        return new StreamWriter(Pipe() ?? Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
    }

    /// <summary>Null for a file: there a stream of its own would write at a place that the shell's next command does not know of.</summary>
    private static FileStream? Pipe()
    {
        if (OperatingSystem.IsWindows()) return null;
        var raw = new FileStream(new SafeFileHandle(1, false), FileAccess.Write, 0);
        return raw.CanSeek ? null : raw;
    }

    /// <summary>True when a pipe's reader went away: it has what it wanted.</summary>
    public static bool IsReaderGone(IOException e) => e.HResult is PipeClosed or NoData or BrokenPipe;
}
