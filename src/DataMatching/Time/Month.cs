using System.Globalization;

namespace DataMatching.Time;

/// <summary>A calendar month, such as 2026-07. Its days run from <see cref="FirstDay"/> to <see cref="LastDay"/>, both included.</summary>
public readonly record struct Month : IComparable<Month>
{
    private const int First = 1900 * 12;

    // A verdict names its months a hundred times.
    private static readonly string?[] Texts = new string?[1100 * 12];
    private readonly int _index;

    /// <param name="year">1900 to 2999.</param>
    /// <param name="month">1 to 12.</param>
    public Month(int year, int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1900);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 2999);
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        _index = (year * 12) + month - 1;
    }

    public int Year => _index / 12;
    public int Number => (_index % 12) + 1;
    public DateOnly FirstDay => new(Year, Number, 1);
    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    /// <summary>The quarter that this month lies in.</summary>
    public Quarter Quarter => new(Year, ((Number - 1) / 3) + 1);

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>The month <paramref name="months"/> later (earlier when negative).</summary>
    public Month Plus(int months)
    {
        var index = _index + months;
        return new Month(index / 12, (index % 12) + 1);
    }

    /// <summary>How many months this one is after <paramref name="other"/>; negative when it is before.</summary>
    public int Since(Month other) => _index - other._index;

    /// <summary>Every month from this one to <paramref name="last"/>, both included; none when <paramref name="last"/> is earlier.</summary>
    public IEnumerable<Month> To(Month last)
    {
        for (var i = 0; i <= last.Since(this); i++) yield return Plus(i);
    }

    /// <summary>Reads <c>2026-07</c>, <c>202607</c>, <c>2026/07</c>, <c>2026.07</c> or <c>2026年07月</c>; with a separator one digit is enough for the month.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Month month)
    {
        month = default;
        text = text.Trim();
        if (text.Length is < 6 or > 8) return false;
        var number = text[4..];
        if (number[0] == '年')
        {
            number = number[^1] == '月' ? number[1..^1] : number[1..];
        }
        else if (number[0] is '-' or '/' or '.')
        {
            number = number[1..];
        }
        else if (number.Length != 2)
        {
            return false;
        }

        if (number.Length is not (1 or 2)) return false;
        if (!int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1900 or > 2999) return false;
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n is < 1 or > 12) return false;
        month = new Month(year, n);
        return true;
    }

    /// <exception cref="FormatException">The text is not a month; the message does not repeat it.</exception>
    public static Month Parse(string text) =>
        TryParse(text, out var month) ? month : throw new FormatException("Expected a month such as 2026-07.");

    public int CompareTo(Month other) => _index.CompareTo(other._index);
    public static bool operator <(Month a, Month b) => a._index < b._index;
    public static bool operator >(Month a, Month b) => a._index > b._index;
    public static bool operator <=(Month a, Month b) => a._index <= b._index;
    public static bool operator >=(Month a, Month b) => a._index >= b._index;

    /// <summary>ISO form, <c>2026-07</c>.</summary>
    public override string ToString() => _index < First ? Text() : Texts[_index - First] ??= Text();

    private string Text() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Number:D2}");
}
