using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace DataMatching.Connectors.Extracts;

/// <summary>
/// Whether bytes are well-formed UTF-8, 64 at a time and several times as fast as the framework on Chinese text: behind each leading byte as many continuation bytes as
/// it announces, and nowhere else. Blocks with a leading byte that allows not every continuation (E0, ED, F0 and above) or that no text has (C0, C1) are left to the
/// framework, with which the answer always agrees.
/// </summary>
internal static class Utf8Blocks
{
    private const int Block = 64;

    public static bool IsValid(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            ref var start = ref MemoryMarshal.GetReference(bytes);
            var expected = 0UL; // continuation bytes that the block before announced
            var at = 0;
            for (; at + Block <= bytes.Length; at += Block)
            {
                var (low, high) = (Vector256.LoadUnsafe(ref start, (nuint)at), Vector256.LoadUnsafe(ref start, (nuint)at + 32));
                var beyondAscii = Bits(low, high);
                if ((beyondAscii | expected) == 0) continue;
                var lead = beyondAscii & AtLeast(low, high, 0xC0);
                var three = AtLeast(low, high, 0xE0) & lead;
                if ((Rare(low, high) & lead) != 0 || (AtLeast(low, high, 0xF0) & lead) != 0) return Utf8.IsValid(FromWholeCharacter(bytes, at, expected != 0));
                if ((beyondAscii & ~lead) != (expected | (lead << 1) | (three << 2))) return false;
                expected = (lead >> 63) | (three >> 62);
            }

            return Utf8.IsValid(FromWholeCharacter(bytes, at, expected != 0));
        }
    }

    /// <summary>The bytes from a place on, or from the leading byte before it when its character goes on there.</summary>
    private static ReadOnlySpan<byte> FromWholeCharacter(ReadOnlySpan<byte> bytes, int place, bool goesOn)
    {
        if (!goesOn) return bytes[place..];
        do place--;
        while ((bytes[place] & 0xC0) == 0x80);
        return bytes[place..];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> low, Vector256<byte> high) => low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AtLeast(Vector256<byte> low, Vector256<byte> high, byte least) =>
        Bits(Vector256.Equals(Vector256.Max(low, Vector256.Create(least)), low), Vector256.Equals(Vector256.Max(high, Vector256.Create(least)), high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Rare(Vector256<byte> low, Vector256<byte> high) => Bits(Rare(low), Rare(high));

    /// <summary>C0, C1, E0, ED.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Rare(Vector256<byte> bytes) =>
        Vector256.Equals(bytes & Vector256.Create((byte)0xFE), Vector256.Create((byte)0xC0))
        | Vector256.Equals(bytes, Vector256.Create((byte)0xE0)) | Vector256.Equals(bytes, Vector256.Create((byte)0xED));
}
