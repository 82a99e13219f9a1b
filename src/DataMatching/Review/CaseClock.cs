using DataMatching.Time;

namespace DataMatching.Review;

/// <summary>What of a case depends on the calendar: when waiting days end and when a step is due.</summary>
public static class CaseClock
{
    /// <summary>The last waiting day of an exit; null while no waiting has begun.</summary>
    /// <exception cref="CalendarYearMissingException">A year on the way is not known.</exception>
    public static DateOnly? WaitingEnds(this Case known, WorkingCalendar calendar) =>
        known.Doing<WaitingBegun>() is var (step, begun) ? calendar.AddWorkingDays(begun.On, step.Runs) : null;

    /// <summary>
    /// The last day, inclusive, of the next step or of the answer to the open objection. Null when the case is closed, and when the calendar does not know a year on
    /// the way: then the day cannot be told, and <see cref="CaseMissing"/> names the year.
    /// </summary>
    public static DateOnly? Due(this Case known, WorkingCalendar calendar)
    {
        try
        {
            return known.DueOrThrow(calendar);
        }
        catch (CalendarYearMissingException)
        {
            return null;
        }
    }

    internal static DateOnly? DueOrThrow(this Case known, WorkingCalendar calendar)
    {
        if (known.State == CaseState.Objected) return calendar.AddWorkingDays(known.Since, known.Plan.ObjectionDays);
        if (known.Next is not { } next) return null;
        var since = known.WaitingEnds(calendar) is { } ends && ends > known.Since ? ends : known.Since;
        return calendar.AddWorkingDays(since, next.WorkingDays);
    }

    /// <summary>The step of the plan that an event of this sort did, and the event; null when it is not done.</summary>
    internal static (Step Step, T Happened)? Doing<T>(this Case known)
        where T : CaseEvent
    {
        foreach (var step in known.Plan.Steps)
        {
            if (known.Done.TryGetValue(step.Id, out var happened) && happened is T done) return (step, done);
        }

        return null;
    }
}
