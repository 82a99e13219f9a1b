using DataMatching.Jobs.Schedule;

namespace DataMatching.Jobs.Operating;

/// <summary>Which night the schedule owes.</summary>
public static class NightDue
{
    /// <summary>The last night that was due by now and when; null when the site has no schedule, or none was due since it has this one.</summary>
    public static (DateOnly Day, DateTimeOffset Due)? Last(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (site.Configuration.Settings.Night is not { } night) return null;
        var due = night.Last(site.Clock.GetUtcNow(), site.Clock.LocalTimeZone, site.Configuration.Calendar);
        return due <= site.Store.Jobs.ScheduledSince(night.Wording) ? null : (NightSchedule.DayOf(due, site.Clock.LocalTimeZone), due);
    }

    /// <summary>How long ago the last night was due, when it has not ended well; null when none is owed.</summary>
    public static TimeSpan? Lateness(Site site) =>
        Last(site) is { } last && site.Store.Runs.LastFinished($"night/{MissedNight.Subject(last.Day)}") is null ? site.Clock.GetUtcNow() - last.Due : null;
}
