using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Jobs.Schedule;

/// <summary>What the schedule of a site owes, by its configuration, its database and its clock.</summary>
public static class ScheduleState
{
    // Subjects and due moments of different time zones lie a day apart at most; the rest is for cutoffs and holidays.
    private const int SlackDays = 200;

    /// <summary>
    /// All that is owed of a job, in the order of its subjects; empty when it is on no schedule. A schedule that differs from the one that was noted last counts from now on, as if it were noted now.
    /// </summary>
    public static IReadOnlyList<DueItem> Owed(Site site, JobKind kind)
    {
        if (site.Configuration.Schedule.Of(kind) is not { } configured) return [];
        var now = site.Clock.GetUtcNow();
        var versions = site.Store.Schedule.Versions(kind);
        if (ScheduleTables.InForce(versions, now)?.Wording != configured.Wording) versions = [.. versions, new ScheduleVersion(long.MaxValue, configured.Wording, now)];
        return DueWork.Of(kind, Past(site, kind, versions, now), Terms(site), now);
    }

    /// <summary>What is owed of all jobs.</summary>
    public static IReadOnlyList<DueItem> Owed(Site site) => [.. SiteSchedule.Jobs.SelectMany(kind => Owed(site, kind))];

    /// <summary>
    /// The piece of work that comes first of what is due: of each job the oldest, of these the one that was due first. Null: nothing is due.
    /// </summary>
    public static DueItem? First(IEnumerable<DueItem> owed) =>
        owed.Where(d => d.State == DueState.Due).GroupBy(d => d.Kind).Select(job => job.First()).OrderBy(d => d.Since).ThenBy(d => d.Kind).FirstOrDefault();

    /// <summary>The next nights or quarters of a job that have neither run nor been skipped, with their moments; empty when it is on no schedule.</summary>
    public static IReadOnlyList<(string Subject, DateTimeOffset At)> Next(Site site, JobKind kind, int count)
    {
        if (site.Configuration.Schedule.Of(kind) is not { } schedule) return [];
        var (now, terms) = (site.Clock.GetUtcNow(), Terms(site));
        var coming = kind == JobKind.Quarter
            ? Quarters(schedule, terms, now)
            : DueTimes.Between(schedule, terms.Machine, terms.Calendar, now, now.AddYears(2)).Select(d => (ScheduledWork.Subject(d.Day), d.At));
        return [.. coming.Where(c => !ScheduledWork.IsSettled(site.Store, kind, c.Item1)).Take(count)];
    }

    /// <summary>The moment from which the job may begin; null when that is now.</summary>
    public static DateTimeOffset? WaitsForWindow(Site site, JobKind kind)
    {
        var (now, schedule) = (site.Clock.GetUtcNow(), site.Configuration.Schedule.Of(kind));
        var opens = schedule?.Window?.Opens(now, schedule.Zone(site.Clock.LocalTimeZone)) ?? now;
        return opens > now ? opens : null;
    }

    private static IEnumerable<(string, DateTimeOffset)> Quarters(JobSchedule schedule, ScheduleTerms terms, DateTimeOffset now)
    {
        var quarter = Quarter.Of(WallClock.DayOf(now, terms.Machine)).Previous.Previous;
        for (var i = 0; i < 12; i++, quarter = quarter.Next)
        {
            if (DueWork.QuarterDue(quarter, schedule, terms, DateTimeOffset.MinValue) is { } at && at > now) yield return (quarter.ToString(), at);
        }
    }

    private static SchedulePast Past(Site site, JobKind kind, IReadOnlyList<ScheduleVersion> versions, DateTimeOffset now)
    {
        var reach = WallClock.DayOf(now, TimeZoneInfo.Utc).AddDays(-SlackDays - (kind == JobKind.Quarter ? DueWork.QuartersReachDays : DueWork.NightsReachDays));
        var from = kind == JobKind.Quarter ? Quarter.Of(reach).ToString() : ScheduledWork.Subject(reach);
        var keys = ScheduledWork.KeysOf(kind);
        var settled = site.Store.Runs.FinishedKeys(keys, keys + from).Select(key => key[keys.Length..]).Concat(site.Store.Schedule.Skips().Where(s => s.Kind == kind).Select(s => s.Subject));
        if (kind == JobKind.Quarter) settled = settled.Concat(site.Store.Quarters.All().Where(q => q.State == QuarterRow.Closed).Select(q => q.Quarter.ToString()));
        return new SchedulePast(versions, settled.ToHashSet(StringComparer.Ordinal), site.Store.Schedule.Tries(kind, from).ToLookup(t => t.Subject, t => t.EndedAt, StringComparer.Ordinal));
    }

    private static ScheduleTerms Terms(Site site) => new(site.Configuration.Calendar, site.Clock.LocalTimeZone, site.Configuration.Settings.CutoffDays);
}
