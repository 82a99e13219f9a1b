using System.Globalization;

namespace DataMatching.Storage;

/// <summary>Dates and instants as ISO text (instants in UTC, to the tick), so that text order is time order in every database. Yes and no as 1 and 0.</summary>
internal static class Iso
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static int Of(bool yes) => yes ? 1 : 0;

    public static string Of(DateTimeOffset instant) => instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(string text) =>
        DateTimeOffset.ParseExact(text, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    public static string? Of(DateOnly? day) => day is { } d ? Of(d) : null;
    public static DateOnly? DayOrNull(string? text) => text is null ? null : Day(text);
}
