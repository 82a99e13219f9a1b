using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataMatching.Connectors.Extracts;

/// <summary>What must be known of a chunk before it is cut into rows, from one pass over its bytes: whether there is a quote or a NUL in it, and its line feeds.</summary>
internal readonly record struct ChunkLook(bool HasQuote, bool HasNul, int LineFeeds)
{
    public static ChunkLook At(ReadOnlySpan<byte> bytes)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var (quotes, nuls, lines, at) = (Vector256<byte>.Zero, Vector256<byte>.Zero, 0, 0);
        for (; at + Vector256<byte>.Count <= bytes.Length; at += Vector256<byte>.Count)
        {
            var block = Vector256.LoadUnsafe(ref start, (nuint)at);
            quotes |= Vector256.Equals(block, Vector256.Create((byte)'"'));
            nuls |= Vector256.Equals(block, Vector256<byte>.Zero);
            lines += BitOperations.PopCount(Vector256.Equals(block, Vector256.Create((byte)'\n')).ExtractMostSignificantBits());
        }

        var rest = bytes[at..];
        return new ChunkLook(quotes != Vector256<byte>.Zero || rest.Contains((byte)'"'), nuls != Vector256<byte>.Zero || rest.Contains((byte)0), lines + rest.Count((byte)'\n'));
    }
}
