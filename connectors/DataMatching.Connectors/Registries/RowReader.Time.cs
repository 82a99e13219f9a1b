using System.Globalization;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries;

/// <summary>Days and months of a row.</summary>
internal sealed partial class RowReader
{
    private const int FirstYear = 1990, LastYear = 2100, FirstYearOfDays = 1900;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly string[] DayFormats = ["yyyy-M-d", "yyyy/M/d", "yyyyMMdd", "yyyy年M月d日"];

    /// <summary>The months that the delivery may be believed for.</summary>
    public IEnumerable<Month> PromisedMonths => person.Manifest.First.To(person.Manifest.Last);

    /// <summary>A real day from 1900 to 2100; null when empty.</summary>
    public DateOnly? OptionalDay(Column column)
    {
        var text = Value(column);
        if (text.Length == 0) return null;
        if (text.IndexOfAny([' ', 'T']) is > 0 and var blank && IsMidnight(text.AsSpan(blank + 1))) text = text[..blank];
        var real = (IsIsoDay(text, out var day) || DateOnly.TryParseExact(text, DayFormats, Invariant, DateTimeStyles.None, out day))
            && day.Year is >= FirstYearOfDays and <= LastYear;
        return real ? day : Failed<DateOnly?>(column, "不是 1900 至 2100 年间真实存在的日期，应形如 2026-09-30", null);
    }

    public DateOnly Day(Column column) =>
        OptionalDay(column) ?? Failed(column, "不应为空，应为日期，如 2026-09-30", person.Manifest.AsOf);

    /// <summary>The day of something that has happened: not after the day as of which the extract speaks. Null when empty.</summary>
    public DateOnly? OptionalPastDay(Column column)
    {
        var day = OptionalDay(column);
        return day <= person.Manifest.AsOf || day is null ? day : Failed<DateOnly?>(column, "日期晚于清单的数据截止日（asOf）", null);
    }

    public DateOnly PastDay(Column column) =>
        OptionalPastDay(column) ?? Failed(column, "不应为空，应为日期，如 2026-09-30", person.Manifest.AsOf);

    /// <summary>The day as of which a total speaks: past, and in the months that the manifest promises.</summary>
    public DateOnly PromisedDay(Column column)
    {
        var day = PastDay(column);
        var (first, last) = (person.Manifest.First, person.Manifest.Last);
        return first.FirstDay <= day && day <= last.LastDay ? day : Failed(column, $"日期不在清单承诺的 {first} 至 {last} 之内", person.Manifest.AsOf);
    }

    /// <summary>A month from 1990 to 2100; null when empty.</summary>
    public Month? OptionalMonth(Column column)
    {
        var text = Value(column);
        if (text.Length == 0) return null;
        var real = Month.TryParse(text, out var month) && month.Year is >= FirstYear and <= LastYear;
        return real ? month : Failed<Month?>(column, "不是 1990 至 2100 年间的月份，应形如 2026-09", null);
    }

    public Month MonthOf(Column column) =>
        OptionalMonth(column) ?? Failed(column, "不应为空，应为月份，如 2026-09", person.Manifest.Last);

    /// <summary>A month that the manifest promises: a row of another month does not belong to this delivery.</summary>
    public Month PromisedMonth(Column column)
    {
        var month = MonthOf(column);
        var (first, last) = (person.Manifest.First, person.Manifest.Last);
        return first <= month && month <= last ? month : Failed(column, $"月份不在清单承诺的 {first} 至 {last} 之内", last);
    }

    /// <summary>From the first day of one month to the last day of another; open when that one is empty.</summary>
    public DateInterval Months(Column first, Column last) => Span(last, MonthOf(first).FirstDay, OptionalMonth(last)?.LastDay);

    /// <summary>From <paramref name="start"/> to the day of <paramref name="end"/>, both included; open when that is null.</summary>
    public DateInterval Span(Column endColumn, DateOnly start, DateOnly? end) =>
        end >= start || end is null ? new DateInterval(start, end) : EndsBefore(endColumn, start);

    private DateInterval EndsBefore(Column endColumn, DateOnly start)
    {
        FailBeside(endColumn, "止期早于起期");
        return DateInterval.From(start);
    }

    /// <summary>2026-09-30 and nothing else: what nearly every date is, read without the general parser.</summary>
    private static bool IsIsoDay(string text, out DateOnly day)
    {
        day = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
        var number = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (i is 4 or 7) continue;
            if (!char.IsAsciiDigit(text[i])) return false;
            number = (number * 10) + (text[i] - '0');
        }

        var (year, month, dayOfMonth) = (number / 10_000, number / 100 % 100, number % 100);
        if (year == 0 || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month)) return false;
        day = new DateOnly(year, month, dayOfMonth);
        return true;
    }

    private static bool IsMidnight(ReadOnlySpan<char> time) => time.Length <= 12 && time.Contains(':') && time.IndexOfAnyExcept('0', ':', '.') < 0;
}
