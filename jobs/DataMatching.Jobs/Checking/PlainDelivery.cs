using System.Text;
using DataMatching.Batches;

namespace DataMatching.Jobs;

/// <summary>
/// A delivered file as the comma-separated text that is checked row by row. The one place where other forms (workbook, fixed width, archive) are to be turned into
/// it: whoever adds a form opens it here.
/// </summary>
internal static class PlainDelivery
{
    private const int Sample = 256 * 1024;

    /// <exception cref="JobRefused">The file has a form that is not read yet.</exception>
    public static Stream Open(string file)
    {
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
        Span<byte> start = stackalloc byte[4];
        var read = stream.ReadAtLeast(start, start.Length, false);
        stream.Position = 0;
        if (FormOf(start[..read]) is not { } form) return stream;
        stream.Dispose();
        throw new JobRefused($"The file is {form}, not a CSV. Save or unpack it as a CSV (UTF-8 or GB18030, commas) and check that.");
    }

    /// <summary>GB18030 only where the beginning is that and no UTF-8.</summary>
    public static ExtractEncoding GuessEncoding(string file)
    {
        using var stream = Open(file);
        var bytes = new byte[Sample];
        var text = bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, false));
        // The last character may be cut.
        for (var cut = 0; cut < 4 && cut <= text.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(text[..^cut])) return ExtractEncoding.Utf8;
        }

        return ExtractEncoding.Gb18030;
    }

    private static string? FormOf(ReadOnlySpan<byte> start) =>
        start.StartsWith("PK\u0003\u0004"u8) ? "a workbook (.xlsx) or an archive (.zip)"
        : start.StartsWith(new byte[] { 0x1F, 0x8B }) ? "packed (.gz)"
        : start.StartsWith(new byte[] { 0xD0, 0xCF, 0x11, 0xE0 }) ? "an old workbook (.xls)"
        : start.StartsWith(Encoding.Unicode.Preamble) || start.StartsWith(Encoding.BigEndianUnicode.Preamble) ? "written in UTF-16"
        : null;
}
