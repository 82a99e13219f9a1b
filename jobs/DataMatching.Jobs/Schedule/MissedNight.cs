using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Jobs.Schedule;

/// <summary>What the schedule owes when the program starts: the machine may have been off when a night was due.</summary>
public static class MissedNight
{
    /// <summary>
    /// The business date of the last night that was due and was neither run nor asked for; null when there is none. However many were missed, one is made up for: it takes
    /// in everything that came since. What was due before the schedule was in force was not missed.
    /// </summary>
    public static DateOnly? Of(Store store, NightSchedule schedule, WorkingCalendar calendar, TimeProvider clock)
    {
        var since = store.Jobs.ScheduledSince(schedule.Wording);
        var due = schedule.Last(clock.GetUtcNow(), clock.LocalTimeZone, calendar);
        if (due <= since) return null;
        var day = NightSchedule.DayOf(due, clock.LocalTimeZone);
        var subject = Subject(day);
        if (store.Runs.Newest("night/" + subject) is not null) return null;
        return store.Jobs.Latest(JobKind.Night, 100).Any(j => j.Subject == subject) ? null : day;
    }

    /// <summary>How a night's date is written in jobs.</summary>
    public static string Subject(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
