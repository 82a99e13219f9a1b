using DataMatching.Assessment;
using DataMatching.Time;

namespace DataMatching.Review;

/// <summary>What a case still lacks before it can end as its list says: for the head of its sheet.</summary>
public static class CaseMissing
{
    /// <summary>Everything lacking on <paramref name="today"/>, in the order of the steps; nothing for a closed case. A year that the calendar lacks is named too.</summary>
    public static IReadOnlyList<Refusal> Of(Case known, DateOnly today, WorkingCalendar calendar)
    {
        if (known.State == CaseState.Closed) return [];
        var missing = new List<Refusal>();
        if (known.State == CaseState.Objected) missing.Add(Refusals.ObjectionOpen);
        try
        {
            _ = known.DueOrThrow(calendar);
            missing.AddRange(known.Flag switch
            {
                Flag.Add => Blocks.BeforeAdding(known, today, calendar),
                Flag.Exit when known.Doing<TookEffect>() is null => Blocks.BeforeEffect(known, today, calendar),
                Flag.Exit => Blocks.InEffect(known) is null ? [] : [Refusals.EffectFell],
                _ => Blocks.BeforeClosing(known),
            });
        }
        catch (CalendarYearMissingException e)
        {
            missing.Add(Refusals.YearMissing(e.Year));
        }

        return missing;
    }
}
