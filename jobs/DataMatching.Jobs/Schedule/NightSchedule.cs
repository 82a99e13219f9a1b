using System.Globalization;
using DataMatching.Time;

namespace DataMatching.Jobs.Schedule;

/// <summary>
/// When the nightly match is due: at a time of day, by the clock of the site, every day or on the working days of the public calendar. A day of a year that the calendar
/// does not know counts as one on which it is due: a night too many changes nothing.
/// </summary>
/// <param name="At">Time of day, in minutes.</param>
public sealed record NightSchedule(TimeOnly At, bool WorkingDaysOnly)
{
    // Public holidays with the days around them are shorter than this.
    private const int FurthestDays = 31;

    /// <summary>How the settings write it: the same wording is the same schedule.</summary>
    public string Wording => $"{At.ToString("HH:mm", CultureInfo.InvariantCulture)} {(WorkingDaysOnly ? "working-days" : "every-day")}";

    /// <summary>True when a night is due on the day.</summary>
    public bool IsOn(DateOnly day, WorkingCalendar calendar) => !WorkingDaysOnly || !calendar.Years.Contains(day.Year) || calendar.IsWorkingDay(day);

    /// <summary>The moment at which the night of a day is due. A time that the clocks skip that day is due an hour later; one that comes twice, the second time.</summary>
    public DateTimeOffset On(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(At);
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    /// <summary>The first moment after <paramref name="moment"/> at which a night is due.</summary>
    public DateTimeOffset Next(DateTimeOffset moment, TimeZoneInfo zone, WorkingCalendar calendar)
    {
        var today = DayOf(moment, zone);
        for (var day = today; day <= today.AddDays(FurthestDays); day = day.AddDays(1))
        {
            if (IsOn(day, calendar) && On(day, zone) is var due && due > moment) return due;
        }

        throw new InvalidOperationException("The calendar has no working day in a month.");
    }

    /// <summary>The last moment not after <paramref name="moment"/> at which a night was due.</summary>
    public DateTimeOffset Last(DateTimeOffset moment, TimeZoneInfo zone, WorkingCalendar calendar)
    {
        var today = DayOf(moment, zone);
        for (var day = today; day >= today.AddDays(-FurthestDays); day = day.AddDays(-1))
        {
            if (IsOn(day, calendar) && On(day, zone) is var due && due <= moment) return due;
        }

        throw new InvalidOperationException("The calendar has no working day in a month.");
    }

    /// <summary>The business date of what is due at a moment: the day by the clock of the site.</summary>
    public static DateOnly DayOf(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
}
