using DataMatching.Jobs.Work;
using DataMatching.Storage;

namespace DataMatching.Jobs.Schedule;

/// <summary>Asks a worker for what the schedule owes, one piece at a time, the oldest first. It keeps nothing in mind: whoever calls it, however often, asks for each piece once.</summary>
public static class AskDue
{
    /// <summary>Notes the schedules that are in force from now on, where they are others than before.</summary>
    public static void Note(Site site)
    {
        foreach (var kind in SiteSchedule.Jobs) site.Store.Schedule.Note(kind, site.Configuration.Schedule.Of(kind)?.Wording ?? ScheduleVersion.Off);
    }

    /// <summary>
    /// Asks for the piece that comes first. Null: nothing is due, an earlier piece waits or runs, its window is not open, or (with a window) the worker has other work, behind which it might begin
    /// when the window is over.
    /// </summary>
    public static Job? Next(Site site, Worker worker)
    {
        // Only looked at here: AskOnce asks it of all processes, but to write waits for whoever writes a night's verdicts.
        var open = site.Store.Jobs.Unfinished();
        if (open.Any(j => j.AskedBy is null)) return null;
        if (ScheduleState.First(ScheduleState.Owed(site)) is not { } first || ScheduleState.WaitsForWindow(site, first.Kind) is not null) return null;
        if (open.Count > 0 && site.Configuration.Schedule.Of(first.Kind)!.Window is not null) return null;
        return worker.AskOnce(first);
    }
}
