using System.Globalization;

namespace DataMatching;

/// <summary>An amount of renminbi in whole fen (1/100 yuan). Arithmetic is checked: an overflow throws, it never wraps.</summary>
public readonly record struct Money(long Fen) : IComparable<Money>
{
    public static readonly Money Zero = new(0);

    /// <summary>Whole yuan.</summary>
    public static Money Yuan(long yuan) => new(checked(yuan * 100));

    /// <summary>Reads a plain decimal number of yuan with at most two decimals, such as <c>1234.5</c> or <c>1,234.50</c>; no sign but a minus, no currency mark.</summary>
    public static bool TryParseYuan(ReadOnlySpan<char> text, out Money money)
    {
        money = default;
        const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands
            | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        if (!decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out var yuan)) return false;
        if (yuan is < -10_000_000_000_000m or > 10_000_000_000_000m || yuan * 100m != decimal.Truncate(yuan * 100m)) return false;
        money = new Money((long)(yuan * 100m));
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
}
