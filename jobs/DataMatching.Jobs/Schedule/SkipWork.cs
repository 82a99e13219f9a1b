using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Jobs.Schedule;

/// <summary>Notes on somebody's word that the schedule is not to run a night or a quarter. Whoever asks for it by name can have it run all the same.</summary>
public static class SkipWork
{
    /// <param name="why">Kept encrypted.</param>
    /// <exception cref="JobRefused">A text is missing or too long, or the quarter is closed.</exception>
    /// <exception cref="StoreException">It has run, or was skipped already.</exception>
    public static ScheduleSkip Run(Site site, JobKind kind, string subject, string who, string why)
    {
        var word = WhoAndWhy.Of(who, why, "the skip", "why it is not to be run, such as what stood in for it");
        if (kind == JobKind.Quarter && site.Store.Quarters.Find(Quarter.Parse(subject))?.State == QuarterRow.Closed) throw new JobRefused($"{subject} is closed: there is nothing to skip. Nothing was changed.");
        site.Store.Schedule.AddSkip(kind, subject, ScheduledWork.RunKey(kind, subject), word.Who, word.Why);
        return site.Store.Schedule.Skip(kind, subject)!;
    }
}
