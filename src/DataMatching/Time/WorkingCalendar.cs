using System.Globalization;
using DataMatching.Policy;

namespace DataMatching.Time;

/// <summary>A day lies in a year of which no paper on public holidays is in the calendar. <see cref="Year"/> says which: nothing is guessed.</summary>
public sealed class CalendarYearMissingException(int year)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"The calendar has no public holidays for {year}: put the State Council's paper for {year} into config/calendars/."))
{
    public int Year { get; } = year;
}

/// <summary>
/// The public calendar: working days are Monday to Friday but the holidays, and the make-up workdays (调休上班日) on weekends. Only years whose paper is there are
/// known, which is those with both 1 January and 1 October among the holidays: a year of which only the neighbour's paper names a day is not.
/// </summary>
public sealed class WorkingCalendar
{
    private static readonly string[] Columns = ["date", "kind", "name"];
    private readonly Dictionary<DateOnly, bool> _works;
    private readonly HashSet<int> _years;

    private WorkingCalendar(Dictionary<DateOnly, bool> works)
    {
        _works = works;
        _years = [.. works.Keys.Select(d => d.Year).Where(y => IsHoliday(y, 1) && IsHoliday(y, 10))];
    }

    /// <summary>The years that are known, the earliest first.</summary>
    public IReadOnlyList<int> Years => [.. _years.Order()];

    /// <summary>
    /// Reads the lines of a CSV file: header <c>date,kind,name</c>, kind <c>holiday</c> (a day off) or <c>workday</c> (a make-up workday). Empty lines and lines
    /// starting with # are skipped. Order does not matter.
    /// </summary>
    /// <exception cref="PolicyException">Everything that is wrong, with its line.</exception>
    public static WorkingCalendar Parse(IEnumerable<string> lines, string fileNameForErrors = "calendars/cn.csv")
    {
        var errors = new List<PolicyError>();
        var works = new Dictionary<DateOnly, bool>();
        var (number, header) = (0, false);
        foreach (var raw in lines)
        {
            number++;
            var line = raw.TrimStart('\uFEFF').Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            var fields = line.Split(',');
            void Wrong(string found, string expected) =>
                errors.Add(new PolicyError(fileNameForErrors, string.Create(CultureInfo.InvariantCulture, $"line {number}"), found, expected));
            if (!header)
            {
                header = true;
                if (!fields.SequenceEqual(Columns, StringComparer.Ordinal)) Wrong("another header", string.Join(',', Columns));
                continue;
            }

            if (fields.Length != 3) Wrong(string.Create(CultureInfo.InvariantCulture, $"{fields.Length} fields"), "date,kind,name");
            else if (!DateOnly.TryParseExact(fields[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) Wrong("no date", "a date such as 2026-10-01");
            else if (fields[1] is not ("holiday" or "workday")) Wrong("another kind", "holiday or workday");
            else if (!works.TryAdd(day, fields[1] == "workday")) Wrong("the day a second time", "each day once");
        }

        if (!header) errors.Add(new PolicyError(fileNameForErrors, "line 1", "an empty file", string.Join(',', Columns)));
        return errors.Count == 0 ? new WorkingCalendar(works) : throw new PolicyException(errors);
    }

    /// <exception cref="CalendarYearMissingException">The day's year is not known.</exception>
    public bool IsWorkingDay(DateOnly day)
    {
        if (!_years.Contains(day.Year)) throw new CalendarYearMissingException(day.Year);
        return _works.TryGetValue(day, out var works) ? works : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
    }

    /// <summary>The <paramref name="days"/>-th working day after <paramref name="day"/>, which itself does not count; with 0 the day itself.</summary>
    /// <param name="day">Any day, also one off.</param>
    /// <param name="days">Not negative.</param>
    /// <exception cref="CalendarYearMissingException">A year on the way is not known.</exception>
    public DateOnly AddWorkingDays(DateOnly day, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) left--;
        }

        return day;
    }

    /// <summary>How many working days lie from <paramref name="first"/> to <paramref name="last"/>, both included; 0 when the last lies before the first.</summary>
    /// <exception cref="CalendarYearMissingException">A year in between is not known.</exception>
    public int WorkingDays(DateOnly first, DateOnly last)
    {
        var count = 0;
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (IsWorkingDay(day)) count++;
        }

        return count;
    }

    private bool IsHoliday(int year, int month) => _works.TryGetValue(new DateOnly(year, month, 1), out var works) && !works;
}
