using DataMatching.Jobs;
using DataMatching.Jobs.Schedule;
using DataMatching.Jobs.Work;
using DataMatching.Storage;
using Quartz;

namespace DataMatching.App.Operations;

/// <summary>
/// Has the worker asked for what is due. Quartz says when to look: at the moments of each job's cron. Between them a timer looks every few seconds, for what is due one after the other, for windows that
/// open, and for clocks that are set. What is due <see cref="AskDue"/> works out anew each time, so that nothing hangs on what a trigger or the timer missed.
/// </summary>
internal sealed class ScheduleClock : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    private readonly Site _site;
    private readonly Worker _worker;
    private readonly Action<Exception> _tell;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private IScheduler? _scheduler;
    private Type? _told;
    private bool _stopped;

    private ScheduleClock(Site site, Worker worker, Action<Exception> tell)
    {
        _site = site;
        _worker = worker;
        _tell = tell;
        _timer = site.Clock.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Notes the schedule that is in force and begins to look. Null when no job is on it.</summary>
    /// <param name="tell">Keeps a failure of a look, which the next one may make good.</param>
    public static async Task<ScheduleClock?> Start(Site site, Worker worker, Action<Exception> tell, CancellationToken cancel)
    {
        AskDue.Note(site);
        if (SiteSchedule.Jobs.All(kind => site.Configuration.Schedule.Of(kind) is null)) return null;
        var clock = new ScheduleClock(site, worker, tell);
        clock._scheduler = await QuartzSchedulerBuilder.Create(clock.Set).BuildScheduler(cancel);
        await clock._scheduler.Start(cancel);
        clock._timer.Change(TimeSpan.Zero, Between);
        return clock;
    }

    /// <summary>Asks for the next piece of work, if one is due and nobody is looking already. What fails is told once until it changes: the next look tries again.</summary>
    private void Look()
    {
        if (!_gate.TryEnter()) return;
        try
        {
            if (_stopped) return;
            AskDue.Next(_site, _worker);
            _told = null;
        }
#pragma warning disable CA1031 // Nobody is above it: a database that is gone for a minute must end neither the timer nor the pages.
        catch (Exception e)
        {
            if (_told == e.GetType()) return;
            _told = e.GetType();
            _tell(e);
        }
#pragma warning restore CA1031
        finally
        {
            _gate.Exit();
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate) _stopped = true;
        await _timer.DisposeAsync();
        if (_scheduler is { } scheduler) await scheduler.Shutdown(true);
    }

    /// <summary>Where triggers are kept: in memory, since nothing hangs on them.</summary>
    private static void Keep(IQuartzBuilder quartz) => quartz.UseInMemoryStore();

    private void Set(IQuartzBuilder quartz)
    {
        Keep(quartz);
        quartz.UseTimeProvider(_site.Clock);
        quartz.UseDefaultThreadPool(1);
        foreach (var kind in SiteSchedule.Jobs)
        {
            if (_site.Configuration.Schedule.Of(kind) is not { } on) continue;
            quartz.ScheduleJob(ScheduledWork.NameOf(kind), Look, trigger => trigger.WithSchedule(
                CronScheduleBuilder.Create(on.Cron).InTimeZone(on.Zone(_site.Clock.LocalTimeZone)).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
        }
    }
}
