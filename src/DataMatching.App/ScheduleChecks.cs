using DataMatching.Jobs;
using DataMatching.Jobs.Schedule;

namespace DataMatching.App;

/// <summary>What <c>doctor</c> finds of the schedule: when each job is due next, and what did not run as it should have.</summary>
internal static class ScheduleChecks
{
    /// <summary>Nothing when the configuration can't be read, which is told by itself.</summary>
    public static IEnumerable<SiteCheck> Of(SiteFolder folder, TimeProvider clock)
    {
        if (SiteConfiguration.Load(folder).Configuration is not { } configuration) yield break;
        using var site = Site.Open(folder, configuration, clock, exclusive: false);
        foreach (var kind in SiteSchedule.Jobs)
        {
            var what = "schedule " + ScheduledWork.NameOf(kind);
            if (site.Configuration.Schedule.Of(kind) is null)
            {
                yield return new SiteCheck(SiteCheck.Ok, what, "on none: it runs when somebody starts it", null);
                continue;
            }

            yield return ScheduleState.Next(site, kind, 1) is [var next]
                ? new SiteCheck(SiteCheck.Ok, what, FormattableString.Invariant($"{next.Subject} next, at {TimeZoneInfo.ConvertTime(next.At, site.Clock.LocalTimeZone):yyyy-MM-dd HH:mm}"), null)
                : new SiteCheck(SiteCheck.Warn, what, "never due again", $"correct its cron in {SiteSchedule.File}");
            var owed = ScheduleState.Owed(site, kind);
            if (Named(owed, DueState.Due) is { } due) yield return new SiteCheck(SiteCheck.Warn, what, "due: " + due, $"'datamatching serve' runs it in order; by hand 'datamatching schedule run {ScheduledWork.NameOf(kind)}'");
            if (Named(owed, DueState.TriedInVain) is { } vain) yield return new SiteCheck(SiteCheck.Warn, what, "did not come to its end: " + vain, "'datamatching status' says why; it is tried again when the job is due next");
            if (Named(owed, DueState.GivenUp) is { } left) yield return new SiteCheck(SiteCheck.Warn, what, "not tried any more: " + left, $"'datamatching status' says why; then 'datamatching schedule run {ScheduledWork.NameOf(kind)}', or 'schedule skip'");
        }
    }

    /// <summary>The first few of them; null when there are none.</summary>
    private static string? Named(IReadOnlyList<DueItem> owed, DueState state)
    {
        const int Shown = 5;
        var subjects = owed.Where(d => d.State == state).Select(d => d.Subject).ToList();
        return subjects.Count == 0 ? null : string.Join(", ", subjects.Take(Shown)) + (subjects.Count > Shown ? FormattableString.Invariant($" and {subjects.Count - Shown} more") : "");
    }
}
