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
    private const int Pipe = 32, NoData = unchecked((int)0x800700E8), BrokenPipe = unchecked((int)0x8007006D);

    /// <summary>A writer of its own over standard output; any other writer (a test's) as it is.</summary>
    public static TextWriter Over(TextWriter configured)
    {
        if (!ReferenceEquals(configured, Console.Out)) return configured;
        Stream raw = OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new FileStream(new SafeFileHandle(1, false), FileAccess.Write, 1);
        return new StreamWriter(raw, new UTF8Encoding(false), 1 << 16);
    }

    /// <summary>True when a pipe's reader went away: it has what it wanted.</summary>
    public static bool IsReaderGone(IOException e) => e.HResult is Pipe or NoData or BrokenPipe;
}
