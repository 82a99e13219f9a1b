using System.Globalization;
using DataMatching.Jobs.Work;
using DataMatching.Storage;

namespace DataMatching.Jobs.Schedule;

/// <summary>How work on the schedule is called: a job by its name, a piece of it by its subject (a night or a tidying by its business date, a quarter as 2026Q3), its run by its key.</summary>
public static class ScheduledWork
{
    public static string NameOf(JobKind kind) => kind switch
    {
        JobKind.Night => "night",
        JobKind.Tidy => "tidy",
        _ => "quarter",
    };

    /// <summary>How a night's date is written in jobs.</summary>
    public static string Subject(DateOnly night) => night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The business date of a night that is written so.</summary>
    internal static DateOnly NightOf(string subject) => DateOnly.ParseExact(subject, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What all run keys of a job begin with.</summary>
    internal static string KeysOf(JobKind kind) => NameOf(kind) + "/";

    internal static string RunKey(JobKind kind, string subject) => KeysOf(kind) + subject;

    /// <summary>What goes with work that the schedule asks for.</summary>
    internal static string DocumentOf(JobKind kind) => kind == JobKind.Quarter ? new QuarterOptions(false, null).ToJson() : "";

    /// <summary>True when nothing is left to do of it by itself: it has run, was skipped, or (a quarter) is closed.</summary>
    internal static bool IsSettled(Store store, JobKind kind, string subject) =>
        store.Runs.HasFinished(RunKey(kind, subject)) || store.Schedule.Skip(kind, subject) is not null
        || (kind == JobKind.Quarter && store.Quarters.Find(Time.Quarter.Parse(subject))?.State == QuarterRow.Closed);
}
