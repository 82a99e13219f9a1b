using System.Buffers;
using System.Runtime.Intrinsics;
using System.Text;

namespace DataMatching.Identity;

/// <summary>The fast path: what a registry's extract holds nearly always, eighteen clean ASCII bytes.</summary>
public static partial class ResidentIdReader
{
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

        var digits = Vector128.Create(text[..16]) ^ Vector128.Create((byte)'0');
        var last = (uint)(text[16] ^ '0');
        if (!Vector128.LessThanOrEqualAll(digits, Vector128.Create((byte)9)) || last > 9) return false;

        // Each of eight lanes holds two digits: the earlier one in its low byte.
        var (earlier, later) = (digits.AsUInt16() & Vector128.Create((ushort)0xFF), digits.AsUInt16() >>> 8);
        var weighted = Vector128.Sum((earlier * Vector128.Create((ushort)7, 10, 8, 2, 6, 7, 10, 8)) + (later * Vector128.Create((ushort)9, 5, 4, 1, 3, 9, 5, 4)));
        if (CheckBytes[(int)((weighted + (last * 2)) % 11)] != text[17]) return false;

        var pairs = (earlier * 10) + later; // province, city, county, century, year, month, day, two of the three sequence digits
        if (!Provinces.Exists(pairs[0]) || !IsDay((pairs[3] * 100u) + pairs[4], pairs[5], pairs[6])) return false;

        var fours = ((pairs.AsUInt32() & Vector128.Create(0xFFFFu)) * 100u) + (pairs.AsUInt32() >>> 16);
        body = (((((((long)fours[0] * 10_000) + fours[1]) * 10_000) + fours[2]) * 10_000) + fours[3]) * 10 + last;
        return true;
    }

    /// <summary>The same for text in memory.</summary>
    private static bool TryReadExact(ReadOnlySpan<char> eighteen, out long body)
    {
        Span<byte> bytes = stackalloc byte[18];
        body = 0;
        return eighteen.Length == 18 && Ascii.FromUtf16(eighteen, bytes, out _) == OperationStatus.Done && TryReadExact(bytes, out body);
    }

    private static bool IsDay(uint year, uint month, uint day) =>
        year is >= 1800 and <= 2999 && month is >= 1 and <= 12 && day >= 1
        && (day <= 28 || day <= (uint)DateTime.DaysInMonth((int)year, (int)month));
}
