using DataMatching.Time;

namespace DataMatching.Jobs.Schedule;

/// <summary>A day on which a job is due, and the first moment of it at which it is.</summary>
internal readonly record struct DueTime(DateOnly Day, DateTimeOffset At);

/// <summary>The days on which a schedule has a job due: cron, time zone and calendar, and nothing else. A day is one, however often its cron comes on it, and whatever is done to the clocks that day.</summary>
internal static class DueTimes
{
    // Public holidays with the days around them are shorter than this.
    private const int LongestHoliday = 31;

    /// <summary>The days whose moment lies after <paramref name="after"/> and not after <paramref name="until"/>, in order.</summary>
    public static IEnumerable<DueTime> Between(JobSchedule schedule, TimeZoneInfo machine, WorkingCalendar calendar, DateTimeOffset after, DateTimeOffset until)
    {
        var (zone, times, known) = (schedule.Zone(machine), schedule.Times(machine), calendar.Years.ToHashSet());
        var begun = WallClock.DayOf(after, zone);
        var moves = schedule.Days == ScheduledDays.NextWorkingDay;
        DueTime? held = null;
        DateOnly? told = null;
        var cursor = moves ? after.AddDays(-LongestHoliday) : after;
        while (After(cursor) is { } fires && fires <= until)
        {
            var day = WallClock.DayOf(fires, zone);
            var due = Due(day, fires);
            if (due is { } early && early.At <= after && early.Day == day && day == begun)
            {
                // Later on the same day it may come again.
                cursor = fires;
                continue;
            }

            // A clock set back at midnight shows yesterday once more.
            if (due is { } one && one.At > after && one.At <= until && !(one.Day <= told))
            {
                if (held is { } before && before.Day != one.Day)
                {
                    told = before.Day;
                    yield return before;
                    held = one;
                }
                else if (held is not { } same || one.At < same.At)
                {
                    held = one;
                }
            }

            cursor = EndOf(fires);
        }

        if (held is { } last) yield return last;

        // Where a zone left out a whole day (Samoa, 30 December 2011), Quartz answers with the moment that it was asked about.
        DateTimeOffset? After(DateTimeOffset moment)
        {
            for (var from = moment; ; from = from.AddHours(1))
            {
                var fires = times.GetNextValidTimeAfter(from);
                if (fires is null || fires > moment) return fires;
            }
        }

        // The last second of the day; on a day on which the clocks are changed until then the moment itself.
        DateTimeOffset EndOf(DateTimeOffset moment)
        {
            var end = moment + (TimeSpan.FromDays(1) - TimeZoneInfo.ConvertTime(moment, zone).TimeOfDay - TimeSpan.FromSeconds(1));
            return end > moment && zone.GetUtcOffset(end) == zone.GetUtcOffset(moment) ? end : moment;
        }

        DueTime? Due(DateOnly day, DateTimeOffset fires)
        {
            if (schedule.Days == ScheduledDays.EveryDay || Works(day)) return new DueTime(day, fires);
            if (!moves) return null;
            var next = day;
            while (!Works(next)) next = next.AddDays(1);
            return new DueTime(next, WallClock.At(next.ToDateTime(TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(fires, zone).DateTime)), zone));
        }

        bool Works(DateOnly day) => !known.Contains(day.Year) || calendar.IsWorkingDay(day);
    }

    /// <summary>The first moment after <paramref name="moment"/> at which the job is due; null when there is none in ten years.</summary>
    public static DateTimeOffset? Next(JobSchedule schedule, TimeZoneInfo machine, WorkingCalendar calendar, DateTimeOffset moment)
    {
        foreach (var due in Between(schedule, machine, calendar, moment, moment.AddYears(10))) return due.At;
        return null;
    }
}
