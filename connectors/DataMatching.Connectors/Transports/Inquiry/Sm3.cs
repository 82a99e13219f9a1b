using System.Buffers.Binary;
using System.Numerics;

namespace DataMatching.Connectors.Transports.Inquiry;

/// <summary>
/// The hash SM3 (GB/T 32905-2016) and its HMAC (GB/T 15852.2, that is RFC 2104 with SM3). The framework has neither, and the one package that restores is years old;
/// the standard's vectors and OpenSSL's answers hold it.
/// </summary>
internal static class Sm3
{
    private const int Block = 64;
    private static ReadOnlySpan<uint> Start => [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];

    /// <summary>32 bytes.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> data)
    {
        Span<uint> state = stackalloc uint[8];
        Start.CopyTo(state);
        var whole = data.Length / Block * Block;
        for (var at = 0; at < whole; at += Block) Compress(state, data.Slice(at, Block));
        Span<byte> end = stackalloc byte[2 * Block];
        end.Clear();
        var rest = data[whole..];
        rest.CopyTo(end);
        end[rest.Length] = 0x80;
        var length = rest.Length + 9 <= Block ? Block : 2 * Block;
        BinaryPrimitives.WriteUInt64BigEndian(end[(length - 8)..], (ulong)data.Length * 8);
        for (var at = 0; at < length; at += Block) Compress(state, end.Slice(at, Block));
        var hash = new byte[32];
        for (var i = 0; i < 8; i++) BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(i * 4), state[i]);
        return hash;
    }

    public static byte[] Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        Span<byte> block = stackalloc byte[Block];
        block.Clear();
        if (key.Length > Block) Hash(key).CopyTo(block);
        else key.CopyTo(block);
        var inner = new byte[Block + data.Length];
        var outer = new byte[Block + 32];
        for (var i = 0; i < Block; i++)
        {
            inner[i] = (byte)(block[i] ^ 0x36);
            outer[i] = (byte)(block[i] ^ 0x5c);
        }

        data.CopyTo(inner.AsSpan(Block));
        Hash(inner).CopyTo(outer, Block);
        return Hash(outer);
    }

    private static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[68];
        for (var i = 0; i < 16; i++) w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * 4)..]);
        for (var i = 16; i < 68; i++)
        {
            var x = w[i - 16] ^ w[i - 9] ^ BitOperations.RotateLeft(w[i - 3], 15);
            w[i] = x ^ BitOperations.RotateLeft(x, 15) ^ BitOperations.RotateLeft(x, 23) ^ BitOperations.RotateLeft(w[i - 13], 7) ^ w[i - 6];
        }

        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var i = 0; i < 64; i++)
        {
            unchecked
            {
                var turned = BitOperations.RotateLeft(a, 12);
                var ss1 = BitOperations.RotateLeft(turned + e + BitOperations.RotateLeft(i < 16 ? 0x79cc4519u : 0x7a879d8au, i % 32), 7);
                var ff = i < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
                var gg = i < 16 ? e ^ f ^ g : (e & f) | (~e & g);
                var tt1 = ff + d + (ss1 ^ turned) + (w[i] ^ w[i + 4]);
                var tt2 = gg + h + ss1 + w[i];
                (d, c, b, a) = (c, BitOperations.RotateLeft(b, 9), a, tt1);
                (h, g, f, e) = (g, BitOperations.RotateLeft(f, 19), e, tt2 ^ BitOperations.RotateLeft(tt2, 9) ^ BitOperations.RotateLeft(tt2, 17));
            }
        }

        Span<uint> last = [a, b, c, d, e, f, g, h];
        for (var i = 0; i < 8; i++) state[i] ^= last[i];
    }
}
