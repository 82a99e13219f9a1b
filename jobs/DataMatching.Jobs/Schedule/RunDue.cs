using DataMatching.Jobs.Tidying;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Jobs.Schedule;

/// <summary>Runs what the schedule owes of a job, or a night or quarter that is named, because somebody asks for it now: whatever the window, and also what was given up.</summary>
public static class RunDue
{
    /// <summary>What is to be run, in order; empty when nothing is due.</summary>
    /// <param name="named">A night's date or a quarter; null: all that is due.</param>
    /// <exception cref="JobRefused">It has run, it lies in the future, or the job is on no schedule and none was named.</exception>
    public static IReadOnlyList<string> Subjects(Site site, JobKind kind, string? named)
    {
        if (named is null)
        {
            if (site.Configuration.Schedule.Of(kind) is null)
                throw new JobRefused($"{ScheduledWork.NameOf(kind)} is on no schedule, so that nothing is due. Name one ({Example(kind)}), or put it into {SiteSchedule.File}.");
            AskDue.Note(site);
            return [.. ScheduleState.Owed(site, kind).Where(d => d.State != DueState.PassedOver).Select(d => d.Subject)];
        }

        var key = ScheduledWork.RunKey(kind, named);
        if (site.Store.Runs.HasFinished(key))
            throw new JobRefused($"{key} has run. To have it run once more, ask for that: {kind switch
            {
                JobKind.Night => $"'datamatching night --date {named}'",
                JobKind.Tidy => "'datamatching tidy'",
                _ => $"'datamatching quarter run {named}'",
            }}.");
        var today = WallClock.DayOf(site.Clock.GetUtcNow(), site.Clock.LocalTimeZone);
        if (kind != JobKind.Quarter && string.CompareOrdinal(named, ScheduledWork.Subject(today)) > 0)
            throw new JobRefused($"{key} lies in the future. Expected {today:yyyy-MM-dd} or an earlier date.");
        return [named];
    }

    /// <summary>Runs one of them. What it comes to is in its run and its lists.</summary>
    /// <exception cref="JobRefused">It cannot be run; what ran before it is kept.</exception>
    public static void Run(Site site, JobKind kind, string subject, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        if (kind == JobKind.Tidy) TidySite.Run(site, ScheduledWork.NightOf(subject), progress, cancel);
        else if (kind == JobKind.Night) NightPipeline.Run(site, ScheduledWork.NightOf(subject), progress, cancel);
        else QuarterPipeline.Run(site, Quarter.Parse(subject), new QuarterRequest(WallClock.DayOf(site.Clock.GetUtcNow(), site.Clock.LocalTimeZone)), progress, cancel);
    }

    private static string Example(JobKind kind) => kind == JobKind.Quarter ? "--quarter 2026Q3" : "--date 2026-09-30";
}
