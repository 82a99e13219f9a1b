using System.Globalization;

namespace DataMatching.Identity;

/// <summary>
/// What is left of an identity number that a spreadsheet took for a quantity: the numbers of 18 digits from <paramref name="From"/> to <paramref name="To"/> (both included)
/// it may have been. A spreadsheet keeps fifteen digits and shows as few as the column is wide.
/// </summary>
public readonly record struct DamagedNumber(decimal From, decimal To)
{
    private const int ShortestExponent = 14, LongestExponent = 17;
    private static readonly DamagedNumber Any = new(0, 999_999_999_999_999_999);

    /// <summary>True for a text such as 4.49999E+17: one digit before the point, an exponent of a number with 15 to 18 digits.</summary>
    public static bool IsScientific(ReadOnlySpan<char> text) => TryScientific(text.Trim(), out _, out _, out _);

    /// <param name="text">Read as <paramref name="fault"/>, which is one of the three that a spreadsheet causes.</param>
    public static DamagedNumber Of(ReadOnlySpan<char> text, IdFault fault)
    {
        if (fault == IdFault.Scientific && TryScientific(text.Trim(), out var value, out var exponent, out var decimals) && exponent == LongestExponent)
        {
            // Rounded at the last digit shown, and at the fifteenth.
            var half = Math.Max(1000m, Power(LongestExponent - decimals) / 2);
            return new DamagedNumber(value - half, value + half);
        }

        if (fault == IdFault.TrailingZeros && decimal.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var whole)) return new DamagedNumber(whole - 1000, whole + 1000);
        return Any;
    }

    /// <param name="body">The first 17 digits of a number.</param>
    public bool MayBe(long body) => body * 10m <= To && (body * 10m) + 9 >= From;

    private static bool TryScientific(ReadOnlySpan<char> text, out decimal value, out int exponent, out int decimals)
    {
        (value, exponent, decimals) = (0, 0, 0);
        var e = text.IndexOfAny('E', 'e');
        if (e is < 1 or > 20 || text.Length < e + 3) return false;
        var power = text[(e + 1)..];
        if (power[0] == '+') power = power[1..];
        var mantissa = text[..e];
        if (!int.TryParse(power, NumberStyles.None, CultureInfo.InvariantCulture, out exponent) || exponent is < ShortestExponent or > LongestExponent) return false;
        if (!char.IsAsciiDigit(mantissa[0]) || (mantissa.Length > 1 && (mantissa[1] != '.' || mantissa[2..].ContainsAnyExceptInRange('0', '9')))) return false;
        decimals = Math.Max(0, mantissa.Length - 2);
        value = decimal.Parse(mantissa, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * Power(exponent);
        return true;
    }

    private static decimal Power(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++) power *= 10;
        return power;
    }
}
