using System.Globalization;
using DataMatching.Web.Hosting;

namespace DataMatching.Web.Words;

/// <summary>Moments by the clock of the site.</summary>
internal static class ClockWords
{
    /// <summary><c>09-30 01:30</c>, with the year where it is not this one.</summary>
    public static string Of(DateTimeOffset moment, SiteForWeb site)
    {
        var local = Local(moment, site);
        return local.ToString(local.Year == site.Today.Year ? "MM-dd HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary><c>2026-09-30 01:30</c>, for files that are read in another year.</summary>
    public static string InFull(DateTimeOffset moment, SiteForWeb site) => Local(moment, site).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The day of a moment.</summary>
    public static DateOnly Day(DateTimeOffset moment, SiteForWeb site) => DateOnly.FromDateTime(Local(moment, site).DateTime);

    private static DateTimeOffset Local(DateTimeOffset moment, SiteForWeb site) => TimeZoneInfo.ConvertTime(moment, site.Clock.LocalTimeZone);
}
