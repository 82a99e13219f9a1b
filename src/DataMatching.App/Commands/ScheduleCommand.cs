using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DataMatching.App.Screen;
using DataMatching.Jobs;
using DataMatching.Jobs.Schedule;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.App.Commands;

/// <summary><c>schedule show|run|skip</c>.</summary>
internal static class ScheduleCommand
{
    public static Command Make(TimeProvider clock)
    {
        var command = new Command("schedule", "What runs when by itself: show, run, skip. 'serve' runs it.");
        command.Subcommands.Add(Show(clock));
        command.Subcommands.Add(Run(clock));
        command.Subcommands.Add(Skip(clock));
        return command;
    }

    private static Command Show(TimeProvider clock)
    {
        var command = new Command("show", "The next times of each job, what is due, what was skipped by whom, what ran.");
        command.SetAction(parsed => Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var report = ScheduleReport.Read(site);
            terminal.Result(report, () => Show(terminal, report, clock.LocalTimeZone));
            return Guard.Done;
        }, SiteUse.Look));
        return command;
    }

    private static void Show(Terminal terminal, ScheduleReport report, TimeZoneInfo zone)
    {
        var jobs = Tables.Of("Schedule", "job", "cron", "time zone", "days", "missed", "window", "next");
        foreach (var j in report.Jobs) jobs.Row(j.Job, j.Cron ?? "on none", j.TimeZone ?? "", j.Days ?? "", j.Missed ?? "", j.Window ?? "", string.Join(", ", j.Next.Select(n => $"{n.Subject} at {Minute(n.At, zone)}")));
        terminal.Show(jobs);
        foreach (var j in report.Jobs.Where(j => j.Waits is not null)) terminal.Say($"{j.Job} waits for its window, which opens at {Minute(j.Waits!.Value, zone)}");
        if (report.Owed.Count == 0) terminal.Say("Nothing is due.");
        else terminal.Show(report.Owed.Aggregate(Tables.Of("Due", "job", "business date", "since", "state", ">tries", "again at"), (t, o) => t.Row(o.Job, o.Subject, Minute(o.Since, zone), o.State, o.Tries, o.Again is { } again ? Minute(again, zone) : "")));
        if (report.Skipped.Count > 0) terminal.Show(report.Skipped.Aggregate(Tables.Of("Skipped", "job", "business date", "who", "why", "at"), (t, s) => t.Row(s.Job, s.Subject, s.Who, s.Why, Minute(s.At, zone))));
        if (report.Ran.Count > 0) terminal.Show(report.Ran.Aggregate(Tables.Of("Ran", "job", "business date", "ended"), (t, r) => t.Row(r.Job, r.Subject, Minute(r.At, zone))));
    }

    private static Command Run(TimeProvider clock)
    {
        var (job, date, quarter) = (Job(), Date(), QuarterOption());
        var command = new Command("run", "Run now what is due of a job, in order, or the night or quarter that is named. What has run is refused.") { job, date, quarter };
        command.SetAction((parsed, cancel) => Task.FromResult(Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var kind = parsed.GetValue(job);
            var subjects = RunDue.Subjects(site, kind, Subject(kind, parsed.GetValue(date), parsed.GetValue(quarter)));
            foreach (var subject in subjects)
            {
                terminal.Begin($"{ScheduledWork.NameOf(kind)} {subject}");
                terminal.WithProgress(p =>
                {
                    RunDue.Run(site, kind, subject, p, cancel);
                    return true;
                });
            }

            terminal.Result(new { job = ScheduledWork.NameOf(kind), ran = subjects }, () => terminal.Say(subjects.Count == 0 ? "Nothing is due." : $"Ran: {string.Join(", ", subjects)}"));
            return Guard.Done;
        })));
        return command;
    }

    private static Command Skip(TimeProvider clock)
    {
        var (job, date, quarter) = (Job(), Date(), QuarterOption());
        var who = new Option<string>("--who") { Description = "Who answers for it.", Required = true };
        var why = new Option<string>("--why") { Description = "Why it is not to be run. Kept encrypted.", Required = true };
        var command = new Command("skip", "Take a night or a quarter out of the schedule for good; who and why are kept. By name it can still be run.") { job, date, quarter, who, why };
        command.SetAction(parsed => Guard.OnSite(parsed, clock, (site, terminal) =>
        {
            var kind = parsed.GetValue(job);
            var subject = Subject(kind, parsed.GetValue(date), parsed.GetValue(quarter)) ?? throw new UsageRefused($"Name what is to be skipped: {(kind == JobKind.Quarter ? "--quarter 2026Q3" : "--date 2026-09-30")}.");
            var skip = SkipWork.Run(site, kind, subject, parsed.GetValue(who)!, parsed.GetValue(why)!);
            terminal.Result(new SkippedWork(ScheduledWork.NameOf(kind), skip.Subject, skip.Who, skip.Why, skip.At), () => terminal.Say($"The schedule will not run {ScheduledWork.NameOf(kind)} {subject}: on the word of {skip.Who}, kept with why."));
            return Guard.Done;
        }, SiteUse.Change));
        return command;
    }

    /// <exception cref="UsageRefused">It names what the job does not go by.</exception>
    private static string? Subject(JobKind kind, DateOnly? date, Quarter? quarter)
    {
        if (kind != JobKind.Quarter && quarter is not null) throw new UsageRefused($"{(kind == JobKind.Night ? "A night" : "Tidying")} goes by its date: --date 2026-09-30 in place of --quarter.");
        if (kind == JobKind.Quarter && date is not null) throw new UsageRefused("A quarter goes by its name: --quarter 2026Q3 in place of --date.");
        return date is { } day ? ScheduledWork.Subject(day) : quarter?.ToString();
    }

    private static Argument<JobKind> Job() => new("JOB")
    {
        Description = "night, quarter or tidy.",
        CustomParser = r =>
        {
            foreach (var kind in SiteSchedule.Jobs)
            {
                if (r.Tokens.Count == 1 && r.Tokens[0].Value == ScheduledWork.NameOf(kind)) return kind;
            }

            r.AddError("Expected a job of the schedule: night, quarter or tidy.");
            return default;
        },
    };

    private static Option<DateOnly?> Date() => new("--date") { Description = "The night of this business date, such as 2026-09-30.", CustomParser = r => BusinessDate.Parse(r) };

    private static Option<Quarter?> QuarterOption() => new("--quarter") { Description = "This quarter, such as 2026Q3.", CustomParser = r => QuarterCommand.Parse(r) };

    private static string Minute(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
