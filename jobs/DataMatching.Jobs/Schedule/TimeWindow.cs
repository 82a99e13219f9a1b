using System.Globalization;

namespace DataMatching.Jobs.Schedule;

/// <summary>
/// The times of day between which a job may begin, by the clock of its time zone: from <paramref name="From"/> (included) to <paramref name="To"/> (excluded), over midnight when the end lies before the
/// begin. They are not equal.
/// </summary>
public sealed record TimeWindow(TimeOnly From, TimeOnly To)
{
    /// <summary>True when a job may begin at that time of day.</summary>
    public bool Contains(TimeOnly time) => From < To ? time >= From && time < To : time >= From || time < To;

    /// <summary>The moment not before <paramref name="moment"/> from which on a job may begin: itself within the window, else its next opening.</summary>
    public DateTimeOffset Opens(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        if (Contains(TimeOnly.FromDateTime(local))) return moment;
        var today = DateOnly.FromDateTime(local);
        return new[] { today, today.AddDays(1) }.Select(day => WallClock.At(day.ToDateTime(From), zone)).First(opening => opening > moment);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH:mm}–{To:HH:mm}");
}
