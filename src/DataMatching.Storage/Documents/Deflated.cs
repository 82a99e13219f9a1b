using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace DataMatching.Storage.Documents;

/// <summary>Long documents before they are sealed: sealed bytes can't be made smaller any more.</summary>
internal static class Deflated
{
    /// <summary>So many bytes are packed as they are, in one stored block: making them smaller costs much and saves little.</summary>
    private const int Short = 256;

    public static byte[] Write(string text)
    {
        var plain = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return Write(plain.AsSpan(0, Encoding.UTF8.GetBytes(text, plain)));
        }
        finally
        {
            // It may hold personal data.
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }
    }

    /// <param name="plain">The document.</param>
    /// <param name="usual">What such documents usually say.</param>
    public static byte[] Write(ReadOnlySpan<byte> plain, UsualWords? usual = null)
    {
        if (plain.Length <= Short) return Stored(plain);
        using var output = new MemoryStream(4096);
        using (var deflate = new DeflateStream(output, CompressionLevel.Fastest, true))
        {
            if (usual is not null)
            {
                // The words are packed first and end with a whole byte. What came of them is thrown away, for whoever reads has them.
                deflate.Write(usual.Words);
                deflate.Flush();
                output.SetLength(0);
                output.WriteByte(usual.Mark);
            }

            deflate.Write(plain);
        }

        return output.ToArray();
    }

    public static string Read(byte[] deflated) => Encoding.UTF8.GetString(ReadUtf8(deflated));

    public static byte[] ReadUtf8(byte[] deflated)
    {
        using var plain = new MemoryStream(deflated.Length * 4);
        if (UsualWords.Of(deflated) is not { } usual)
        {
            using var inflate = new DeflateStream(new MemoryStream(deflated), CompressionMode.Decompress);
            inflate.CopyTo(plain);
            return plain.ToArray();
        }

        using var behindWords = new DeflateStream(new MemoryStream([.. usual.Block, .. deflated.AsSpan(1)]), CompressionMode.Decompress);
        behindWords.ReadExactly(new byte[usual.Words.Length]);
        behindWords.CopyTo(plain);
        return plain.ToArray();
    }

    /// <summary>RFC 1951, 3.2.4: whether it is the last block, not compressed, its length and the complement of that.</summary>
    public static byte[] Stored(ReadOnlySpan<byte> plain, bool last = true)
    {
        var block = new byte[5 + plain.Length];
        block[0] = last ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(1), (ushort)plain.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(3), (ushort)(ushort.MaxValue - plain.Length));
        plain.CopyTo(block.AsSpan(5));
        return block;
    }
}
