using System.Globalization;
using DataMatching.Web.Hosting;

namespace DataMatching.Web.Words;

/// <summary>Moments by the clock of the site.</summary>
internal static class ClockWords
{
    /// <summary><c>09-30 01:30</c>, with the year where it is not this one.</summary>
    public static string Of(DateTimeOffset moment, SiteForWeb site)
    {
        var local = TimeZoneInfo.ConvertTime(moment, site.Clock.LocalTimeZone);
        return local.ToString(local.Year == site.Today.Year ? "MM-dd HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }
}
