using System.Text;
using DataMatching.Batches;

namespace DataMatching.Connectors.Extracts;

/// <summary>The two encodings of extracts: whether bytes are well formed, and what they say.</summary>
internal static class ExtractText
{
    /// <summary>Throws where bytes are not well formed.</summary>
    public static readonly UTF8Encoding Utf8 = new(false, true);
    private static readonly Encoding Gb18030 = Register();

    /// <summary>Throws where bytes are not well formed.</summary>
    public static readonly Encoding Gb18030Strict = Encoding.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    public static string Decode(ReadOnlySpan<byte> bytes, ExtractEncoding encoding) =>
        encoding == ExtractEncoding.Utf8 ? Utf8.GetString(bytes) : Gb18030.GetString(bytes);

    /// <summary>Offset of the first byte that is not well formed; -1 when all are.</summary>
    public static int FirstInvalid(ReadOnlySpan<byte> bytes, ExtractEncoding encoding)
    {
        if (encoding == ExtractEncoding.Gb18030) return FirstInvalidGb18030(bytes);
        if (Utf8Blocks.IsValid(bytes)) return -1;
        var offset = 0;
        while (Rune.DecodeFromUtf8(bytes[offset..], out _, out var consumed) == System.Buffers.OperationStatus.Done) offset += consumed;
        return offset;
    }

    private static int FirstInvalidGb18030(ReadOnlySpan<byte> bytes)
    {
        var i = 0;
        while (i < bytes.Length)
        {
            var skip = bytes[i..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (skip < 0) return -1;
            i += skip;
            if (bytes[i] is 0x80 or 0xFF || i + 1 >= bytes.Length) return i;
            if (bytes[i + 1] is (>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFE)) i += 2;
            else if (i + 3 < bytes.Length && bytes[i + 1] is >= 0x30 and <= 0x39 && bytes[i + 2] is >= 0x81 and <= 0xFE && bytes[i + 3] is >= 0x30 and <= 0x39) i += 4;
            else return i;
        }

        return -1;
    }

    private static Encoding Register()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("gb18030");
    }
}
