using System.Globalization;
using DataMatching.Jobs.Schedule;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Tests.Schedule;

/// <summary>Words in which these tests speak of schedules and their past.</summary>
internal static class Schedules
{
    public static readonly TimeZoneInfo China = TimeZoneInfo.CreateCustomTimeZone("China", TimeSpan.FromHours(8), "China", "China");

    /// <summary>2026: 1 to 7 October are holidays, Saturday 10 October is a make-up workday. No other year is known.</summary>
    public static readonly WorkingCalendar PublicCalendar = WorkingCalendar.Parse(
        ["date,kind,name", "2026-01-01,holiday,元旦", .. Enumerable.Range(1, 7).Select(d => $"2026-10-0{d},holiday,国庆"), "2026-10-10,workday,国庆"], "calendar");

    public static readonly ScheduleTerms Terms = new(PublicCalendar, China, 20);

    public static readonly JobSchedule Nightly = new("0 30 1 * * ?");

    /// <summary>A moment as <c>2026-09-30 01:30</c> by the clock of China.</summary>
    public static DateTimeOffset At(string local) => new(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    /// <summary>A past in which the versions were noted one after the other.</summary>
    public static SchedulePast Past(IEnumerable<(JobSchedule? Schedule, string Since)> versions, IEnumerable<string>? settled = null, params (string Subject, string EndedAt)[] tries) => new(
        [.. versions.Select((v, i) => new ScheduleVersion(i + 1, v.Schedule?.Wording ?? ScheduleVersion.Off, At(v.Since)))],
        (settled ?? []).ToHashSet(StringComparer.Ordinal), tries.ToLookup(t => t.Subject, t => At(t.EndedAt), StringComparer.Ordinal));

    /// <summary>What is owed, as <c>2026-09-30 Due</c>.</summary>
    public static string[] Owed(JobKind kind, SchedulePast past, string now) => [.. DueWork.Of(kind, past, Terms, At(now)).Select(d => $"{d.Subject} {d.State}")];
}
