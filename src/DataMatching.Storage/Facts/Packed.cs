using System.Buffers;
using System.Text;

namespace DataMatching.Storage;

/// <summary>Numbers and texts in few bytes: seven bits a byte, the lowest first; a text is its bytes of UTF-8 with their number before them.</summary>
internal static class Packed
{
    /// <summary>Bytes that a number takes at most.</summary>
    public const int LongestNumber = 10;

    public static void Number(Span<byte> to, ref int at, long value)
    {
        var rest = unchecked((ulong)value);
        for (; rest >= 0x80; rest >>= 7) to[at++] = (byte)((rest & 0x7F) | 0x80);
        to[at++] = (byte)rest;
    }

    public static void Text(Span<byte> to, ref int at, ReadOnlySpan<char> text)
    {
        Number(to, ref at, Encoding.UTF8.GetByteCount(text));
        at += Encoding.UTF8.GetBytes(text, to[at..]);
    }

    public static void Number(this ArrayBufferWriter<byte> to, long value)
    {
        var at = 0;
        Number(to.GetSpan(LongestNumber), ref at, value);
        to.Advance(at);
    }

    public static void Text(this ArrayBufferWriter<byte> to, string text)
    {
        var at = 0;
        Text(to.GetSpan(LongestNumber + Encoding.UTF8.GetMaxByteCount(text.Length)), ref at, text);
        to.Advance(at);
    }

    /// <summary>Reads the number at the beginning of the bytes, which begin after it then.</summary>
    /// <exception cref="StoreException">They end before it does, as for all that is read here.</exception>
    public static long Number(ref ReadOnlySpan<byte> bytes)
    {
        var (value, at) = (0UL, 0);
        for (; at < bytes.Length && at < LongestNumber; at++)
        {
            value |= (ulong)(bytes[at] & 0x7F) << (7 * at);
            if (bytes[at] >= 0x80) continue;
            bytes = bytes[(at + 1)..];
            return unchecked((long)value);
        }

        throw CutShort();
    }

    public static string Text(ref ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(Take(ref bytes, Number(ref bytes)));

    /// <summary>Takes bytes that have their number before them.</summary>
    public static ReadOnlyMemory<byte> Bytes(ref ReadOnlyMemory<byte> bytes)
    {
        var rest = bytes.Span;
        var length = Number(ref rest);
        return Take(ref bytes, bytes.Length - rest.Length, length);
    }

    public static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, long length)
    {
        if (length < 0 || length > bytes.Length) throw CutShort();
        var taken = bytes[..(int)length];
        bytes = bytes[(int)length..];
        return taken;
    }

    /// <summary>Takes bytes after the first few, which go too.</summary>
    public static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> bytes, int after, long length)
    {
        if (length < 0 || length > bytes.Length - after) throw CutShort();
        var taken = bytes.Slice(after, (int)length);
        bytes = bytes[(after + (int)length)..];
        return taken;
    }

    private static StoreException CutShort() => new("A sealed value opens, but what is in it ends too soon: it was written by another version, or by a fault of the program. Use the newer version, or restore the last backup together with the data/keys that belong to it.");
}
