using DataMatching.Review;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>When a quarter may be run and closed: once it is over and its cutoff has come, this day included. Before that deliveries that count are still to come.</summary>
internal static class QuarterDates
{
    /// <summary>A moment's day by the clock of the site.</summary>
    public static DateOnly Of(DateTimeOffset moment, TimeProvider clock) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, clock.LocalTimeZone).DateTime);

    /// <summary>The newest as-of date that counts: the one named, else the quarter's last day and the site's cutoff days.</summary>
    /// <exception cref="JobRefused">It lies before the quarter's last day.</exception>
    public static DateOnly Cutoff(Quarter quarter, DateOnly? named, SiteSettings settings)
    {
        var cutoff = named ?? quarter.LastDay.AddDays(settings.CutoffDays);
        return cutoff >= quarter.LastDay ? cutoff
            : throw new JobRefused($"The cutoff {cutoff:yyyy-MM-dd} lies before the end of {quarter}. Expected {quarter.LastDay:yyyy-MM-dd} or later.");
    }

    /// <exception cref="JobRefused">The quarter has not ended on that day, or its cutoff lies after it.</exception>
    public static void RefuseTooEarly(Quarter quarter, DateOnly cutoff, DateOnly today)
    {
        if (IsDue(quarter, cutoff, today)) return;
        var why = today <= quarter.LastDay
            ? $"{quarter} has not ended: today is {today:yyyy-MM-dd}, its last day {quarter.LastDay:yyyy-MM-dd}."
            : $"The cutoff of {quarter} has not come: today is {today:yyyy-MM-dd}, and deliveries count up to {cutoff:yyyy-MM-dd}. When all have come, name an earlier --cutoff.";
        throw new JobRefused($"{why} Run it from {First(quarter, cutoff):yyyy-MM-dd} on. To see what is known now, add --preview: it pins nothing and writes to lists/{quarter}-preview/.");
    }

    /// <summary>Why a quarter that was run on that day can't be closed; null when it can: what it rests on was pinned when everything that counts could be known.</summary>
    public static Refusal? TooEarlyToClose(Quarter quarter, DateOnly cutoff, DateOnly run) => IsDue(quarter, cutoff, run) ? null : new Refusal(
        "too-early", $"本季度于 {run:yyyy-MM-dd} 运行，早于截止日：请在 {First(quarter, cutoff):yyyy-MM-dd} 或以后以最新数据重新运行",
        $"{quarter} was run on {run:yyyy-MM-dd}, too early to be closed: expected a run on {First(quarter, cutoff):yyyy-MM-dd} or later, "
        + $"by the machine's clock. Run 'quarter run {quarter} --repin' then, and close it after that.");

    private static bool IsDue(Quarter quarter, DateOnly cutoff, DateOnly day) => day >= First(quarter, cutoff);

    /// <summary>The first day on which a quarter with this cutoff may be run.</summary>
    internal static DateOnly First(Quarter quarter, DateOnly cutoff) => cutoff > quarter.LastDay ? cutoff : quarter.LastDay.AddDays(1);
}
