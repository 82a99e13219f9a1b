using System.Globalization;
using DataMatching.Jobs;
using DataMatching.Jobs.Schedule;
using DataMatching.Jobs.Work;
using DataMatching.Storage;
using Quartz;
using Quartz.Impl.Calendar;

namespace DataMatching.App.Operations;

/// <summary>
/// Asks the worker for the night when it is due. Quartz decides when, in this process and in memory: what was due while the process was off is found by
/// <see cref="MissedNight"/>, what was due while the machine slept fires once when it wakes.
/// </summary>
internal sealed class NightClock : IAsyncDisposable
{
    private const string Calendar = "public";
    private readonly IScheduler _scheduler;

    private NightClock(IScheduler scheduler) => _scheduler = scheduler;

    /// <summary>Null when the site has no schedule.</summary>
    public static async Task<NightClock?> Start(Site site, Worker worker, CancellationToken cancel)
    {
        if (site.Configuration.Settings.Night is not { } night) return null;
        if (MissedNight.Of(site.Store, night, site.Configuration.Calendar, site.Clock) is { } missed) worker.Ask(JobKind.Night, MissedNight.Subject(missed), "", null);
        var cron = string.Create(CultureInfo.InvariantCulture, $"0 {night.At.Minute} {night.At.Hour} * * ?");
        var scheduler = await QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.UseTimeProvider(site.Clock);
            quartz.UseInMemoryStore();
            quartz.UseDefaultThreadPool(1);
            quartz.AddCalendar(Calendar, new DaysOfNights(site, night));
            quartz.ScheduleJob("night", () => { worker.Ask(JobKind.Night, Today(site), "", null); }, trigger => trigger
                .WithCalendarName(Calendar)
                .WithSchedule(CronScheduleBuilder.Create(cron).InTimeZone(site.Clock.LocalTimeZone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
        }).BuildScheduler(cancel);
        await scheduler.Start(cancel);
        return new NightClock(scheduler);
    }

    public async ValueTask DisposeAsync() => await _scheduler.Shutdown(true);

    private static string Today(Site site) => MissedNight.Subject(NightSchedule.DayOf(site.Clock.GetUtcNow(), site.Clock.LocalTimeZone));

    /// <summary>The days on which a night is due, as Quartz asks for them.</summary>
    private sealed class DaysOfNights(Site site, NightSchedule night) : BaseCalendar
    {
        public override bool IsTimeIncluded(DateTimeOffset timeUtc) =>
            base.IsTimeIncluded(timeUtc) && night.IsOn(NightSchedule.DayOf(timeUtc, site.Clock.LocalTimeZone), site.Configuration.Calendar);

        public override DateTimeOffset GetNextIncludedTimeUtc(DateTimeOffset timeUtc) => night.Next(timeUtc, site.Clock.LocalTimeZone, site.Configuration.Calendar).ToUniversalTime();

        public override ICalendar Clone() => new DaysOfNights(site, night);
    }
}
