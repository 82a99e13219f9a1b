using System.Globalization;

namespace DataMatching.Sample;

/// <summary>A calendar month.</summary>
internal readonly record struct YearMonth(int Index) : IComparable<YearMonth>
{
    public static YearMonth Of(int year, int month) => new((year * 12) + month - 1);
    public static YearMonth Of(DateOnly day) => Of(day.Year, day.Month);
    public static YearMonth Parse(string text) =>
        Of(int.Parse(text.AsSpan(0, 4), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(5, 2), CultureInfo.InvariantCulture));

    public int Year => Index / 12;
    public int Number => (Index % 12) + 1;
    public DateOnly FirstDay => new(Year, Number, 1);
    public YearMonth Plus(int months) => new(Index + months);
    public int CompareTo(YearMonth other) => Index.CompareTo(other.Index);
    public static bool operator <(YearMonth a, YearMonth b) => a.Index < b.Index;
    public static bool operator >(YearMonth a, YearMonth b) => a.Index > b.Index;
    public static bool operator <=(YearMonth a, YearMonth b) => a.Index <= b.Index;
    public static bool operator >=(YearMonth a, YearMonth b) => a.Index >= b.Index;
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Number:D2}");
}

/// <summary>The time the sample plays in: the truth is that of the third quarter of 2026.</summary>
internal static class Year2026
{
    public static readonly YearMonth January = Month(1);

    /// <summary>First and last month of the six on which the quarter is judged.</summary>
    public static readonly YearMonth WindowFirst = Month(4), WindowLast = Month(9);

    public static YearMonth Month(int number) => YearMonth.Of(2026, number);
    public static DateOnly Day(int month, int day) => new(2026, month, day);
}
