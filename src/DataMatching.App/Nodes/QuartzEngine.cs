using System.Data.Common;
using DataMatching.Jobs;
using DataMatching.Jobs.Units;
using DataMatching.Storage;
using Quartz;

namespace DataMatching.App.Nodes;

/// <summary>
/// Units on all nodes of a database: Quartz.NET's clustered store hands each to one of them, and to another when that one dies. Nodes of another version or configuration are another cluster
/// (<see cref="Cluster"/>) and are handed nothing. The node that carries a stage performs units too.
/// </summary>
internal sealed class QuartzEngine : IEngine
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500), HandOutAgain = TimeSpan.FromSeconds(20), Say = TimeSpan.FromSeconds(5), Patience = TimeSpan.FromMinutes(3);
    private const int ThreadsOfQuartz = 8;
    private readonly NodeOptions _options;
    private readonly AutoResetEvent _changed = new(false);
    private readonly CancellationTokenSource _stop = new();
    private IScheduler _scheduler = null!;
    private Thread? _pulse;

    private QuartzEngine(Node node, NodeOptions options) => (Node, _options, Clock) = (node, options, new ServerClock(node.Site.Store, TimeProvider.System));

    public Node Node { get; }
    public ServerClock Clock { get; }

    /// <summary>The name under which nodes share work: those that judge and read alike.</summary>
    public static string Cluster(SiteConfiguration configuration) => $"datamatching {Site.ProgramVersion} {Node.Configuration(configuration)}";

    /// <summary>Joins the nodes of the site's database.</summary>
    public static QuartzEngine Start(Node node, NodeOptions options)
    {
        var engine = new QuartzEngine(node, options);
        engine.Clock.Set();
        // Units hold their threads for long; what Quartz itself does, its signs of life above all, must not wait for one.
        ThreadPool.GetMinThreads(out var threads, out var completion);
        ThreadPool.SetMinThreads(Math.Max(threads, options.Hands + ThreadsOfQuartz), completion);
        try
        {
            QuartzTables.Make(node.Site.Store);
            // Two nodes that start at once must not both make Quartz's tables.
            node.Site.Store.Alone(() => engine._scheduler = engine.Make().GetAwaiter().GetResult());
        }
        catch (SchedulerException e)
        {
            throw new StoreException("Quartz cannot work on the site's database: its tables (qrtz_…) are missing and this account may not make them, or are of another version. Let the account that owns the database run a night or a worker once, "
                + "or drop those tables while no node runs.", e);
        }

        engine.SayHello();
        engine._pulse = new Thread(engine.Pulse) { Name = "node", IsBackground = true };
        engine._pulse.Start();
        return engine;
    }

    /// <summary>Told when a unit ended on this node.</summary>
    public void Changed() => _changed.Set();

    public void Carry(Stage stage, Action<StageProgress> tell, CancellationToken cancel)
    {
        var (units, handedOut) = (Node.Site.Store.Units, (long?)null);
        try
        {
            while (true)
            {
                var progress = Patiently(() => units.Progress(stage.Id), cancel);
                tell(progress);
                if (progress.Failure is { } why) throw new JobRefused($"A unit of the work failed: {why}");
                if (progress.Done == progress.Units) return;
                Node.Site.CheckWork();
                if (handedOut is not { } last || Clock.GetElapsedTime(last) > HandOutAgain)
                {
                    Patiently(() => HandOut(stage, units.Undone(stage.Id)), cancel);
                    handedOut = Clock.GetTimestamp();
                }

                // Several units may have ended: one look tells of all.
                WaitHandle.WaitAny([_changed, cancel.WaitHandle], Look);
                cancel.ThrowIfCancellationRequested();
            }
        }
        catch (Exception e) when (RunFailures.EndsRun(e) || e is OperationCanceledException)
        {
            Withdraw(stage);
            throw;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _pulse?.Join();
        try
        {
            _scheduler.Shutdown(waitForJobsToComplete: true).AsTask().GetAwaiter().GetResult();
            Node.Site.Store.Nodes.Leave(Node.Name);
        }
        catch (Exception e) when (e is DbException or SchedulerException or TimeoutException)
        {
            // Nobody can be told: the others take this node for dead, and its units over.
        }

        _stop.Dispose();
        _changed.Dispose();
    }

    /// <summary>Units that nobody carries yet, or any more.</summary>
    private bool HandOut(Stage stage, IReadOnlyList<int> undone)
    {
        var carried = _scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(UnitJob.Group(stage.Id))).AsTask().GetAwaiter().GetResult().Select(UnitJob.Ordinal).ToHashSet();
        foreach (var some in undone.Where(u => !carried.Contains(u)).Chunk(100))
        {
            var jobs = some.ToDictionary(
                u => JobBuilder.Create<UnitJob>().WithIdentity(UnitJob.Key(stage.Id, u)).RequestRecovery().Build(),
                IReadOnlyCollection<ITrigger> (u) => [TriggerBuilder.Create().WithIdentity(UnitJob.Key(stage.Id, u).Name, UnitJob.Group(stage.Id)).WithExecutionGroup(stage.Step).StartNow().Build()]);
            _scheduler.ScheduleJobs(jobs, new ScheduleJobOptions { Replace = true }).AsTask().GetAwaiter().GetResult();
        }

        return true;
    }

    private void Withdraw(Stage stage)
    {
        try
        {
            _scheduler.DeleteJobs(GroupMatcher<JobKey>.GroupEquals(UnitJob.Group(stage.Id))).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is DbException or SchedulerException or TimeoutException)
        {
            // What is still handed to a node ends there: the ledger has nothing to do for it once the stage is ended.
        }
    }

    private async Task<IScheduler> Make()
    {
        var server = Node.Site.Store.Server ?? throw new InvalidOperationException("Only nodes of a server share work.");
        var scheduler = await QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.ConfigureScheduler(o =>
            {
                (o.InstanceName, o.InstanceId, o.IdleWaitTime) = (Cluster(Node.Site.Configuration), Node.Name, TimeSpan.FromSeconds(1));
                o.ShutdownJobInterruption = ShutdownJobInterruption.Always;
                if (!_options.Deliveries) o.RefusedExecutionGroups.Add(IEngine.Deliveries);
            });
            quartz.UseTimeProvider(Clock);
            quartz.UseDefaultThreadPool(_options.Hands);
            // Reading a delivery takes all processors.
            quartz.UseExecutionLimits(limits => limits.ForGroup(IEngine.Deliveries, 1));
            quartz.UsePersistentStore(store =>
            {
                if (server.Kind == "postgresql") store.UsePostgres(server.Factory, server.Connection);
                else store.UseSqlServer(server.Factory, server.Connection);
                store.UseSystemTextJsonSerializer();
                store.ProvisionSchema();
                store.ConfigureStore(o =>
                {
                    o.RecoverFiringsCancelledByShutdown = true;
                    o.DbRetryInterval = TimeSpan.FromSeconds(2);
                });
                store.UseClustering(c => (c.CheckinInterval, c.CheckinMisfireThreshold) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8)));
            });
        }).BuildScheduler();
        scheduler.Context.Add(UnitJob.Engine, this);
        await scheduler.Start();
        return scheduler;
    }

    /// <summary>A database that can't be asked for a while ends no work.</summary>
    private T Patiently<T>(Func<T> ask, CancellationToken cancel)
    {
        for (var since = Clock.GetTimestamp(); ;)
        {
            try
            {
                return ask();
            }
            catch (Exception e) when ((RunFailures.MayPass(e) || e is SchedulerException) && Clock.GetElapsedTime(since) < Patience)
            {
                cancel.WaitHandle.WaitOne(Look);
                cancel.ThrowIfCancellationRequested();
            }
        }
    }

    private void Pulse()
    {
        while (!_stop.Token.WaitHandle.WaitOne(Say))
        {
            try
            {
                Clock.Set();
                SayHello();
            }
            catch (Exception e) when (e is DbException or TimeoutException or InvalidOperationException)
            {
                // The next time.
            }
        }
    }

    private void SayHello() => Node.Site.Store.Nodes.Say(
        Node.Name, Site.ProgramVersion, Node.Configuration(Node.Site.Configuration), _options.Hands, _options.Deliveries ? null : "judges only: it does not reach the drop folder");
}
