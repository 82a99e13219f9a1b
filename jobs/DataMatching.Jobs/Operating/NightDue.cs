using System.Globalization;
using DataMatching.Jobs.Schedule;
using DataMatching.Storage;

namespace DataMatching.Jobs.Operating;

/// <summary>Which night the schedule owes.</summary>
public static class NightDue
{
    /// <summary>The newest night that was due, has not ended well and was not taken out of the schedule, with the moment at which it was due; null when none is owed.</summary>
    public static (DateOnly Day, DateTimeOffset Due)? Last(Site site) =>
        ScheduleState.Owed(site, JobKind.Night).LastOrDefault(d => d.State != DueState.PassedOver) is { } owed
            ? (DateOnly.ParseExact(owed.Subject, "yyyy-MM-dd", CultureInfo.InvariantCulture), owed.Since)
            : null;

    /// <summary>How long ago that night was due; null when none is owed.</summary>
    public static TimeSpan? Lateness(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return Last(site) is { } last ? site.Clock.GetUtcNow() - last.Due : null;
    }
}
