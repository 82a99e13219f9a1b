using System.Globalization;
using System.Text.Json;
using Quartz;

namespace DataMatching.Jobs.Schedule;

/// <summary>
/// On which days a job is due: every day that its cron names; of these the working days of the public calendar; or, when one is a day off, the next working day instead. A day of a year that the
/// calendar does not know counts as a working day.
/// </summary>
public enum ScheduledDays { EveryDay = 0, WorkingDays = 1, NextWorkingDay = 2 }

/// <summary>What becomes of what was missed: each is run, in order; or only the newest, and those before it are passed over.</summary>
public enum MissedRule { Each = 0, Newest = 1 }

/// <summary>
/// When a job is due, as config/schedule.json says. <paramref name="Cron"/>: six or seven fields, as Quartz reads them. <paramref name="TimeZone"/>: an IANA name; null: the machine's.
/// <paramref name="Window"/>: between which times of day it may begin; null: always.
/// </summary>
public sealed record JobSchedule(string Cron, string? TimeZone = null, ScheduledDays Days = ScheduledDays.EveryDay, MissedRule Missed = MissedRule.Each, TimeWindow? Window = null)
{
    public static string NameOf(ScheduledDays days) => days switch
    {
        ScheduledDays.EveryDay => "every-day",
        ScheduledDays.WorkingDays => "working-days",
        _ => "next-working-day",
    };

    public static string NameOf(MissedRule missed) => missed == MissedRule.Each ? "each" : "newest";

    /// <summary>All of it in one text, in the form of the configuration: the same wording is the same schedule.</summary>
    public string Wording => JsonSerializer.Serialize(new
    {
        cron = Cron,
        timeZone = TimeZone,
        days = NameOf(Days),
        missed = NameOf(Missed),
        window = Window is { } w ? new { from = w.From.ToString("HH:mm", CultureInfo.InvariantCulture), to = w.To.ToString("HH:mm", CultureInfo.InvariantCulture) } : null,
    });

    /// <summary>The schedule that was once worded so; null when this program on this machine cannot read it (any more).</summary>
    public static JobSchedule? OfWording(string wording)
    {
        if (!wording.StartsWith('{')) return null;
        var errors = new List<ConfigurationError>();
        using var document = JsonDocument.Parse(wording);
        var read = JobScheduleReader.Read(document.RootElement, "$", errors);
        return errors.Count == 0 ? read : null;
    }

    /// <summary>The time zone by whose clock it is due.</summary>
    public TimeZoneInfo Zone(TimeZoneInfo machine) => TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : machine;

    internal CronExpression Times(TimeZoneInfo machine) => new(Cron, Zone(machine));
}
