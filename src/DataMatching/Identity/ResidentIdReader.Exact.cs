using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace DataMatching.Identity;

/// <summary>The fast path: what a registry's extract holds nearly always, eighteen clean ASCII bytes.</summary>
public static partial class ResidentIdReader
{
    private const ulong ZeroDigits = 0x3030_3030_3030_3030;

    private static ReadOnlySpan<byte> CheckBytes => "10X98765432"u8;

    /// <summary>
    /// Reads a number that needs no repair: true exactly when <see cref="Read"/> gives an Id of the same text with <see cref="IdRepairs.None"/>.
    /// Allocates nothing; meant for the hundreds of millions of rows of which we keep few.
    /// </summary>
    /// <param name="eighteenAsciiBytes">Any length is allowed; other than 18 is false.</param>
    /// <param name="body">The first 17 digits, as <see cref="ResidentId.Body"/>; 0 when false.</param>
    public static bool TryReadExact(ReadOnlySpan<byte> eighteenAsciiBytes, out long body)
    {
        body = 0;
        var text = eighteenAsciiBytes;
        if (text.Length != 18) return false;

        var first = BinaryPrimitives.ReadUInt64LittleEndian(text) ^ ZeroDigits;
        var second = BinaryPrimitives.ReadUInt64LittleEndian(text[8..]) ^ ZeroDigits;
        var last = (uint)(text[16] ^ '0');
        if (!AreDigits(first) || !AreDigits(second) || last > 9) return false;
        if (CheckBytes[(int)((WeightedSum(first, second) + (last * 2)) % 11)] != text[17]) return false;

        var front = EightDigits(first); // division, century
        var back = EightDigits(second); // year of the century, month, day, two of the three sequence digits
        if (!Provinces.Exists((int)(front / 1_000_000))) return false;
        if (!IsDay((front % 100 * 100) + (back / 1_000_000), back / 10_000 % 100, back / 100 % 100)) return false;

        body = (((long)front * 100_000_000) + back) * 10 + last;
        return true;
    }

    /// <summary>True when each of the eight bytes is 0 to 9.</summary>
    private static bool AreDigits(ulong bytes) => unchecked((bytes | (bytes + 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0) == 0;

    /// <summary>Eight bytes of one digit each, the first in the lowest byte, as one number: pairs, then fours, then all.</summary>
    private static uint EightDigits(ulong digits)
    {
        unchecked
        {
            digits = (digits * 10) + (digits >> 8);
            return (uint)((((digits & 0x0000_00FF_0000_00FF) * 0x000F_4240_0000_0064)
                + (((digits >> 16) & 0x0000_00FF_0000_00FF) * 0x0000_2710_0000_0001)) >> 32);
        }
    }

    private static uint WeightedSum(ulong first, ulong second)
    {
        var (low, high) = Vector128.Widen(Vector128.Create(first, second).AsByte());
        return Vector128.Sum(
            (low * Vector128.Create((ushort)7, 9, 10, 5, 8, 4, 2, 1)) + (high * Vector128.Create((ushort)6, 3, 7, 9, 10, 5, 8, 4)));
    }

    private static bool IsDay(uint year, uint month, uint day) =>
        year is >= 1800 and <= 2999 && month is >= 1 and <= 12 && day >= 1
        && (day <= 28 || day <= (uint)DateTime.DaysInMonth((int)year, (int)month));
}
