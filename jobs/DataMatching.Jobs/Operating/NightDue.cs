using DataMatching.Jobs.Schedule;
using DataMatching.Storage;

namespace DataMatching.Jobs.Operating;

/// <summary>Which night the schedule owes.</summary>
public static class NightDue
{
    /// <summary>The newest night that was due, has not ended well and was not taken out of the schedule; null when none is owed.</summary>
    public static DueItem? Last(Site site) => ScheduleState.Owed(site, JobKind.Night).LastOrDefault(d => d.State != DueState.PassedOver);

    /// <summary>How long ago that night was due; null when none is owed.</summary>
    public static TimeSpan? Lateness(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return Last(site) is { } last ? site.Clock.GetUtcNow() - last.Since : null;
    }
}
