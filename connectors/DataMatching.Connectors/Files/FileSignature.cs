namespace DataMatching.Connectors.Files;

/// <summary>What the first bytes of a file say it is.</summary>
public enum FileSignature
{
    Text = 0,
    Gzip = 1,

    /// <summary>A zip: an archive, or the package of an XLSX.</summary>
    Zip = 2,

    /// <summary>A compound document: an XLS, or an encrypted workbook.</summary>
    Compound = 3,

    /// <summary>Text with the mark of UTF-16.</summary>
    Utf16 = 4,

    /// <summary>Some other packed form (RAR, 7z, bzip2, xz, zstd) that is not read.</summary>
    OtherPacked = 5,

    /// <summary>A page or table of HTML or XML, often named .xls.</summary>
    Markup = 6,
}

/// <summary>Tells files by their first bytes, never by their name.</summary>
public static class FileSignatures
{
    internal const int Length = 512;

    /// <summary>Reads the first bytes of a file.</summary>
    public static FileSignature Of(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0);
        return Of(stream);
    }

    internal static FileSignature Of(Stream stream)
    {
        Span<byte> start = stackalloc byte[Length];
        return Of(start[..stream.ReadAtLeast(start, Length, false)]);
    }

    internal static FileSignature Of(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) return FileSignature.Gzip;
        if (start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8) || start.StartsWith("PK\u0007\u0008"u8)) return FileSignature.Zip;
        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])) return FileSignature.Compound;
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return FileSignature.Utf16;
        if (start.StartsWith("Rar!"u8) || start.StartsWith("BZh"u8) || start.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]) || start.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A])
            || start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]))
            return FileSignature.OtherPacked;
        var text = start.StartsWith("\uFEFF"u8) ? start[3..] : start;
        text = text.TrimStart(" \t\r\n"u8);
        return text.StartsWith("<"u8) && (text.StartsWith("<?xml"u8) || text.StartsWith("<!"u8) || text.IndexOf("<html"u8) >= 0 || text.IndexOf("<table"u8) >= 0 || text.IndexOf("<meta"u8) >= 0)
            ? FileSignature.Markup
            : FileSignature.Text;
    }
}
