using DataMatching.Storage;

namespace DataMatching.Jobs.Schedule;

/// <summary>A moment at which a night or quarter is due, or will be.</summary>
public sealed record ComingWork(string Subject, DateTimeOffset At);

/// <summary>A job as it is on the schedule. <paramref name="Cron"/> null: it is on none. <paramref name="TimeZone"/>: by whose clock. <paramref name="Waits"/>: when its window opens, null while it is open.</summary>
public sealed record JobOnSchedule(string Job, string? Cron, string? TimeZone, string? Days, string? Missed, string? Window, DateTimeOffset? Waits, IReadOnlyList<ComingWork> Next);

/// <summary>What is owed. <paramref name="State"/>: due, tried-in-vain, given-up, passed-over. <paramref name="Since"/>: when it was due; <paramref name="Again"/>: when it is tried again by itself.</summary>
public sealed record OwedWork(string Job, string Subject, DateTimeOffset Since, string State, int Tries, DateTimeOffset? Again);

/// <summary>What somebody took out of the schedule.</summary>
public sealed record SkippedWork(string Job, string Subject, string Who, string Why, DateTimeOffset At);

/// <summary>A night or quarter that has run, and when its first such run ended.</summary>
public sealed record WorkThatRan(string Job, string Subject, DateTimeOffset At);

/// <summary>What <c>schedule show</c> tells. <paramref name="Owed"/> in the order in which it is run; <paramref name="Ran"/> the newest nights and quarters.</summary>
public sealed record ScheduleReport(IReadOnlyList<JobOnSchedule> Jobs, IReadOnlyList<OwedWork> Owed, IReadOnlyList<SkippedWork> Skipped, IReadOnlyList<WorkThatRan> Ran)
{
    private const int NextShown = 3, RanShown = 10;

    public static ScheduleReport Read(Site site) => new(
        [.. SiteSchedule.Jobs.Select(kind => OnSchedule(site, kind))],
        [.. ScheduleState.Owed(site).OrderBy(d => d.Since).ThenBy(d => d.Kind).Select(d => new OwedWork(ScheduledWork.NameOf(d.Kind), d.Subject, d.Since, NameOf(d.State), d.Tries, d.Again))],
        [.. site.Store.Schedule.Skips().Select(s => new SkippedWork(ScheduledWork.NameOf(s.Kind), s.Subject, s.Who, s.Why, s.At))],
        [.. SiteSchedule.Jobs.SelectMany(kind => Finished(site, kind))]);

    private static JobOnSchedule OnSchedule(Site site, JobKind kind)
    {
        var name = ScheduledWork.NameOf(kind);
        if (site.Configuration.Schedule.Of(kind) is not { } on) return new JobOnSchedule(name, null, null, null, null, null, null, []);
        return new JobOnSchedule(
            name, on.Cron, on.Zone(site.Clock.LocalTimeZone).Id, JobSchedule.NameOf(on.Days), JobSchedule.NameOf(on.Missed), on.Window?.ToString(), ScheduleState.WaitsForWindow(site, kind),
            [.. ScheduleState.Next(site, kind, NextShown).Select(n => new ComingWork(n.Subject, n.At))]);
    }

    private static IEnumerable<WorkThatRan> Finished(Site site, JobKind kind)
    {
        var keys = ScheduledWork.KeysOf(kind);
        return site.Store.Runs.FinishedOfLast(keys, RanShown).GroupBy(r => r.Key).OrderByDescending(r => r.Key, StringComparer.Ordinal)
            .Select(r => new WorkThatRan(ScheduledWork.NameOf(kind), r.Key[keys.Length..], r.Min(run => run.EndedAt!.Value)));
    }

    private static string NameOf(DueState state) => state switch
    {
        DueState.Due => "due",
        DueState.TriedInVain => "tried-in-vain",
        DueState.GivenUp => "given-up",
        _ => "passed-over",
    };
}
