using System.Globalization;

namespace DataMatching.Identity;

/// <summary>As the number says: an odd sequence number is a man's, an even one a woman's.</summary>
public enum Sex { Male, Female }

/// <summary>
/// A citizen identity number (公民身份号码, GB 11643) in its 18-digit form, always with a right check digit and a real birth date.
/// Held as its first 17 digits in eight bytes; the check digit follows from them.
/// <see cref="ToString"/> is masked so that no log can leak it; <see cref="Reveal"/> gives the number.
/// </summary>
public readonly record struct ResidentId : IComparable<ResidentId>
{
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private const string CheckDigits = "10X98765432";

    private readonly long _body;

    private ResidentId(long body) => _body = body;

    /// <summary>The first 17 digits as a number: a compact, order-keeping key.</summary>
    public long Body => _body != 0 ? _body : throw new InvalidOperationException("This ResidentId was never set.");

    public District Division => new((int)(Body / 100_000_000_000));
    public DateOnly Birth { get { TryBirth(Body, out var birth); return birth; } }
    public Sex Sex => Body % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>The number whose first 17 digits are <paramref name="body"/>; null when its division or birth date is impossible.</summary>
    public static ResidentId? FromBody(long body) =>
        body is >= 11_0000_1800_0101_000 and <= 99_9999_2999_1231_999 && TryBirth(body, out _) ? new ResidentId(body) : null;

    /// <summary>The check digit (0-9 or X) that GB 11643 demands for these 17 digits.</summary>
    public static char CheckDigit(long body)
    {
        var sum = 0;
        for (var i = 16; i >= 0; i--)
        {
            sum += (int)(body % 10) * Weights[i];
            body /= 10;
        }

        return CheckDigits[sum % 11];
    }

    /// <summary>All 18 characters. Only for storage behind encryption and for a page whose reader gave a purpose.</summary>
    public string Reveal() => Body.ToString("D17", CultureInfo.InvariantCulture) + CheckDigit(Body);

    public int CompareTo(ResidentId other) => _body.CompareTo(other._body);

    /// <summary>Masked: the first four and the last two characters, <c>1101************2X</c>.</summary>
    public override string ToString()
    {
        if (_body == 0) return "(none)";
        var text = Reveal();
        return string.Concat(text.AsSpan(0, 4), "************", text.AsSpan(16));
    }

    private static bool TryBirth(long body, out DateOnly birth)
    {
        birth = default;
        var ymd = (int)(body / 1000 % 100_000_000);
        int year = ymd / 10000, month = ymd / 100 % 100, day = ymd % 100;
        if (year is < 1800 or > 2999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        birth = new DateOnly(year, month, day);
        return true;
    }
}
