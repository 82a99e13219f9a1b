namespace DataMatching.Jobs.Schedule;

/// <summary>Between what a clock on the wall of a time zone shows and moments.</summary>
internal static class WallClock
{
    /// <summary>The moment at which the clock shows it. What the clocks skip comes an hour later; what comes twice is the second time.</summary>
    public static DateTimeOffset At(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    public static DateOnly DayOf(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
}
