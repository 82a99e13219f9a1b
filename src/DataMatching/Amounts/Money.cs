using System.Globalization;

namespace DataMatching;

/// <summary>An amount of renminbi in whole fen (1/100 yuan). Arithmetic is checked: an overflow throws, it never wraps.</summary>
public readonly record struct Money(long Fen) : IComparable<Money>
{
    public static readonly Money Zero = new(0);

    /// <summary>Whole yuan.</summary>
    public static Money Yuan(long yuan) => new(checked(yuan * 100));

    /// <summary>
    /// Reads a number of yuan, such as <c>1234.5</c>, <c>1,234.50</c>, <c>¥1,234.50</c>, <c>1234.5元</c> or <c>3.5万</c> (also <c>万元</c>), full-width too.
    /// A sign may stand first. Commas must part groups of three, so that a decimal comma is refused, and what is smaller than a fen is refused, never rounded.
    /// </summary>
    public static bool TryParseYuan(ReadOnlySpan<char> text, out Money money) => TryParse(text, 100m, out money);

    /// <summary>The same for a column in ten thousand yuan (万元): <c>3.5</c> is 35,000 yuan. A text that names its own unit keeps it.</summary>
    public static bool TryParseWanYuan(ReadOnlySpan<char> text, out Money money) => TryParse(text, 1_000_000m, out money);

    private static bool TryParse(ReadOnlySpan<char> text, decimal fenPerUnit, out Money money)
    {
        money = default;
        text = text.Trim();
        if (text.Length is 0 or > 32) return false;
        Span<char> ascii = stackalloc char[text.Length];
        for (var i = 0; i < text.Length; i++) ascii[i] = text[i] is >= '\uFF01' and <= '\uFF5E' ? (char)(text[i] - '\uFF01' + '!') : text[i];

        ReadOnlySpan<char> number = ascii;
        if (number.EndsWith("元"))
        {
            fenPerUnit = 100m;
            number = number[..^1];
        }

        if (number.EndsWith("万"))
        {
            fenPerUnit = 1_000_000m;
            number = number[..^1];
        }

        var negative = number.StartsWith("-");
        if (negative || number.StartsWith("+")) number = number[1..];
        if (number.StartsWith("¥") || number.StartsWith("￥")) number = number[1..];
        number = number.Trim();
        if (number.IsEmpty || !HasGroupsOfThree(number)) return false;
        const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        if (!decimal.TryParse(number, Styles, CultureInfo.InvariantCulture, out var units) || units > 10_000_000_000_000m) return false;
        var fen = units * fenPerUnit;
        if (fen != decimal.Truncate(fen) || fen > 1_000_000_000_000_000m) return false;
        money = new Money((long)(negative ? -fen : fen));
        return true;
    }

    public static Money operator +(Money a, Money b) => new(checked(a.Fen + b.Fen));
    public static Money operator -(Money a, Money b) => new(checked(a.Fen - b.Fen));
    public static Money operator *(Money a, int times) => new(checked(a.Fen * times));
    public static bool operator <(Money a, Money b) => a.Fen < b.Fen;
    public static bool operator >(Money a, Money b) => a.Fen > b.Fen;
    public static bool operator <=(Money a, Money b) => a.Fen <= b.Fen;
    public static bool operator >=(Money a, Money b) => a.Fen >= b.Fen;

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary>Yuan with two decimals and no separators: <c>1234.50</c>.</summary>
    public override string ToString() => (Fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Without commas, or with one before every three digits of the whole part and none elsewhere.</summary>
    private static bool HasGroupsOfThree(ReadOnlySpan<char> number)
    {
        var comma = number.IndexOf(',');
        if (comma < 0) return true;
        var point = number.IndexOf('.');
        var whole = point < 0 ? number : number[..point];
        if (point >= 0 && number[point..].Contains(',')) return false;
        if (comma is 0 or > 3 || (whole.Length - comma) % 4 != 0) return false;
        for (var i = comma; i < whole.Length; i++)
        {
            if ((whole[i] == ',') != ((i - comma) % 4 == 0)) return false;
        }

        return true;
    }
}
