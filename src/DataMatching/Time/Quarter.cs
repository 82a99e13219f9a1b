using System.Globalization;

namespace DataMatching.Time;

/// <summary>A calendar quarter, such as 2026Q3: the unit of the dynamic adjustment (季度动态调整).</summary>
public readonly record struct Quarter : IComparable<Quarter>
{
    /// <param name="year">1900 to 2999.</param>
    /// <param name="number">1 to 4.</param>
    public Quarter(int year, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1900);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 2999);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 4);
        Year = year;
        Number = number;
    }

    public int Year { get; }
    public int Number { get; }
    public Month FirstMonth => new(Year, (Number * 3) - 2);
    public Month LastMonth => new(Year, Number * 3);
    public DateOnly FirstDay => FirstMonth.FirstDay;
    public DateOnly LastDay => LastMonth.LastDay;
    public Quarter Previous => FirstMonth.Plus(-1).Quarter;
    public Quarter Next => LastMonth.Plus(1).Quarter;

    public static Quarter Of(DateOnly day) => Month.Of(day).Quarter;

    /// <summary>Reads <c>2026Q3</c> (lower-case q and a dash before it are accepted).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Quarter quarter)
    {
        quarter = default;
        text = text.Trim();
        if (text.Length == 7 && text[4] == '-') return TryParse(string.Concat(text[..4], text[5..]), out quarter);
        if (text.Length != 6 || text[4] is not ('Q' or 'q') || text[5] is < '1' or > '4') return false;
        if (!int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1900 or > 2999) return false;
        quarter = new Quarter(year, text[5] - '0');
        return true;
    }

    /// <exception cref="FormatException">The text is not a quarter.</exception>
    public static Quarter Parse(string text) =>
        TryParse(text, out var quarter) ? quarter : throw new FormatException("Expected a quarter such as 2026Q3.");

    public int CompareTo(Quarter other) => FirstMonth.CompareTo(other.FirstMonth);
    public static bool operator <(Quarter a, Quarter b) => a.CompareTo(b) < 0;
    public static bool operator >(Quarter a, Quarter b) => a.CompareTo(b) > 0;
    public static bool operator <=(Quarter a, Quarter b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Quarter a, Quarter b) => a.CompareTo(b) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}Q{Number}");
}
