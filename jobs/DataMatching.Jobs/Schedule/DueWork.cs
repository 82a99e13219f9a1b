using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Jobs.Schedule;

/// <summary>How a night or a quarter stands that was due and has neither run nor been skipped.</summary>
public enum DueState
{
    /// <summary>To be run.</summary>
    Due = 0,

    /// <summary>It failed, or was cancelled: to be run again when the job is due the next time.</summary>
    TriedInVain = 1,

    /// <summary>It did so too often: left to people.</summary>
    GivenUp = 2,

    /// <summary>A newer one came, and only the newest is run.</summary>
    PassedOver = 3,
}

/// <summary>A night or a quarter that is owed. <paramref name="Since"/>: when it was due. <paramref name="Tries"/>: how often the schedule had it run in vain. <paramref name="Again"/>: when it is tried again by itself.</summary>
public sealed record DueItem(JobKind Kind, string Subject, DateTimeOffset Since, DueState State, int Tries, DateTimeOffset? Again);

/// <summary>
/// What the past says of a job. <paramref name="Settled"/>: subjects that have run, were skipped or are closed. <paramref name="Tries"/>: by subject, when what the schedule asked for ended in vain.
/// </summary>
internal sealed record SchedulePast(IReadOnlyList<ScheduleVersion> Versions, IReadOnlySet<string> Settled, ILookup<string, DateTimeOffset> Tries);

/// <summary>What the site says: its calendar, the machine's time zone and how many days after a quarter's end deliveries count.</summary>
internal sealed record ScheduleTerms(WorkingCalendar Calendar, TimeZoneInfo Machine, int CutoffDays);

/// <summary>
/// What is owed at a moment: a function of the schedules that were in force, the calendar, the clock, and of what ran or was skipped. No state of a scheduler comes into it, so that whatever happens to
/// clock, process or scheduler, each business date is owed until it has run, and never after.
/// </summary>
internal static class DueWork
{
    /// <summary>How far back is looked for nights, and for quarters by their due moment; what is older is left to people.</summary>
    public const int NightsReachDays = 92, QuartersReachDays = 400;

    /// <summary>How often the schedule begins what does not come to its end.</summary>
    public const int MostTries = 3;

    /// <summary>All that is owed of a job, in the order of its subjects.</summary>
    public static IReadOnlyList<DueItem> Of(JobKind kind, SchedulePast past, ScheduleTerms terms, DateTimeOffset now)
    {
        var periods = SchedulePeriod.Of(past.Versions, now);
        if (periods.Count == 0) return [];
        var came = kind == JobKind.Quarter ? Quarters(periods, terms, now) : Nights(periods, terms, now);
        return [.. came.Select((c, i) => (c.Subject, c.At, Passed: c.Missed == MissedRule.Newest && i < came.Count - 1)).Where(c => !past.Settled.Contains(c.Subject)).Select(c => Item(c.Subject, c.At, c.Passed))];

        DueItem Item(string subject, DateTimeOffset at, bool passed)
        {
            var tries = past.Tries[subject].ToList();
            if (passed) return new DueItem(kind, subject, at, DueState.PassedOver, tries.Count, null);
            if (tries.Count == 0) return new DueItem(kind, subject, at, DueState.Due, 0, null);
            if (tries.Count >= MostTries) return new DueItem(kind, subject, at, DueState.GivenUp, tries.Count, null);
            var again = DueTimes.Next(periods[^1].Schedule, terms.Machine, terms.Calendar, tries.Max());
            return again <= now ? new DueItem(kind, subject, at, DueState.Due, tries.Count, null) : new DueItem(kind, subject, at, DueState.TriedInVain, tries.Count, again);
        }
    }

    /// <summary>When a quarter is due by a schedule: the first of its moments on the quarter's cutoff day or later, by its own clock and by the machine's; null when there is none.</summary>
    public static DateTimeOffset? QuarterDue(Quarter quarter, JobSchedule schedule, ScheduleTerms terms, DateTimeOffset after)
    {
        var first = QuarterDates.First(quarter, quarter.LastDay.AddDays(terms.CutoffDays)).ToDateTime(TimeOnly.MinValue);
        var (here, there) = (WallClock.At(first, terms.Machine), WallClock.At(first, schedule.Zone(terms.Machine)));
        var from = (here > there ? here : there).AddSeconds(-1);
        return DueTimes.Next(schedule, terms.Machine, terms.Calendar, from > after ? from : after);
    }

    private static List<(string Subject, DateTimeOffset At, MissedRule Missed)> Nights(IReadOnlyList<SchedulePeriod> periods, ScheduleTerms terms, DateTimeOffset now)
    {
        var reach = now.AddDays(-NightsReachDays);
        var nights = new SortedDictionary<DateOnly, (DateTimeOffset At, MissedRule Missed)>();
        foreach (var period in periods.Where(p => p.Until > reach))
        {
            foreach (var due in DueTimes.Between(period.Schedule, terms.Machine, terms.Calendar, period.Since > reach ? period.Since : reach, period.Until)) nights.TryAdd(due.Day, (due.At, period.Schedule.Missed));
        }

        return [.. nights.Select(n => (ScheduledWork.Subject(n.Key), n.Value.At, n.Value.Missed))];
    }

    private static List<(string Subject, DateTimeOffset At, MissedRule Missed)> Quarters(IReadOnlyList<SchedulePeriod> periods, ScheduleTerms terms, DateTimeOffset now)
    {
        var reach = now.AddDays(-QuartersReachDays);
        var quarters = new List<(string Subject, DateTimeOffset At, MissedRule Missed)>();
        var last = Quarter.Of(WallClock.DayOf(now, terms.Machine));
        for (var quarter = Quarter.Of(WallClock.DayOf(reach, terms.Machine)).Previous.Previous; quarter <= last; quarter = quarter.Next)
        {
            if (Due(quarter, periods, terms) is { } due && due.At > reach) quarters.Add((quarter.ToString(), due.At, due.Missed));
        }

        return quarters;
    }

    /// <summary>Null when the quarter is not due yet, or was due before the first of the schedules was in force.</summary>
    private static (DateTimeOffset At, MissedRule Missed)? Due(Quarter quarter, IReadOnlyList<SchedulePeriod> periods, ScheduleTerms terms)
    {
        if (QuarterDue(quarter, periods[0].Schedule, terms, DateTimeOffset.MinValue) is { } at && at <= periods[0].Since) return null;
        foreach (var period in periods)
        {
            if (QuarterDue(quarter, period.Schedule, terms, period.Since) is { } due && due <= period.Until) return (due, period.Schedule.Missed);
        }

        return null;
    }
}
