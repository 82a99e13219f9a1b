using DataMatching.Jobs;
using DataMatching.Jobs.Units;
using DataMatching.Storage;
using Quartz;

namespace DataMatching.App.Nodes;

/// <summary>
/// Units on all nodes of a database: Quartz.NET's clustered store hands each to one of them, and to another when that one dies. Nodes of another version or configuration are another cluster
/// (<see cref="Cluster"/>) and are handed nothing. The node that carries a stage performs units too.
/// </summary>
internal sealed class QuartzEngine : SharedEngine
{
    private const int ThreadsOfQuartz = 8;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);
    private readonly NodeOptions _options;
    private IScheduler? _scheduler;
    private NodePulse? _pulse;

    private QuartzEngine(Node node, NodeOptions options, ServerClock clock)
        : base(node, clock) => (_options, Clock) = (options, clock);

    public ServerClock Clock { get; }

    /// <summary>The name under which nodes share work: those that judge and read alike.</summary>
    public static string Cluster(SiteConfiguration configuration) => $"datamatching {Site.ProgramVersion} {Node.Configuration(configuration)}";

    /// <summary>Joins the nodes of the site's database.</summary>
    public static QuartzEngine Start(Node node, NodeOptions options)
    {
        var engine = new QuartzEngine(node, options, new ServerClock(node.Site.Store, TimeProvider.System));
        engine.Clock.Set();
        // Units hold their threads for long; what Quartz itself does, its signs of life above all, must not wait for one.
        ThreadPool.GetMinThreads(out var threads, out var completion);
        ThreadPool.SetMinThreads(Math.Max(threads, options.Hands + ThreadsOfQuartz), completion);
        engine._pulse = new NodePulse(node, options, engine.Clock);
        try
        {
            QuartzTables.Make(node.Site.Store);
            // Two nodes that start at once must not both make Quartz's tables.
            node.Site.Store.Alone(() => engine.Schedule().GetAwaiter().GetResult());
            return engine;
        }
        catch (Exception e)
        {
            // A scheduler that nobody stops goes on taking units, and the process never ends.
            engine.Dispose();
            if (e is not SchedulerException) throw;
            if (IsOfLine(e)) throw new TimeoutException("The line to the database was lost while this node joined the others.", e);
            throw new StoreException("Quartz cannot work on the site's database: its tables (qrtz_…) are missing and this account may not make them, or are of another version. Let the account that owns the database run a night or a worker once, "
                + "or drop those tables while no node runs.", e);
        }
    }

    protected override void Leave()
    {
        // Its clock stays right until the last unit is given back.
        _pulse?.Stop();
        try
        {
            if (_scheduler?.Shutdown(waitForJobsToComplete: true).AsTask() is { } left)
            {
                // Quartz tries for ever to tell a database that is gone; then the process ends without it.
                while (!((IAsyncResult)left).AsyncWaitHandle.WaitOne(Silence) && Node.Site.Store.Answers())
                {
                }

                if (left.IsCompleted) left.GetAwaiter().GetResult();
            }
        }
        catch (Exception e) when (DatabaseFailure.Is(e) || e is SchedulerException)
        {
            // Nobody can be told: the others take this node for dead, and its units over.
        }

        _pulse?.Dispose();
    }

    protected override bool HandOut(Stage stage, IReadOnlyList<int> undone)
    {
        var carried = _scheduler!.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(UnitJob.Group(stage.Id))).AsTask().GetAwaiter().GetResult().Select(UnitJob.Ordinal).ToHashSet();
        foreach (var some in undone.Where(u => !carried.Contains(u)).Chunk(100))
        {
            var jobs = some.ToDictionary(
                u => JobBuilder.Create<UnitJob>().WithIdentity(UnitJob.Key(stage.Id, u)).RequestRecovery().Build(),
                IReadOnlyCollection<ITrigger> (u) => [TriggerBuilder.Create().WithIdentity(UnitJob.Key(stage.Id, u).Name, UnitJob.Group(stage.Id)).WithExecutionGroup(stage.Step).StartNow().Build()]);
            _scheduler!.ScheduleJobs(jobs, new ScheduleJobOptions { Replace = true }).AsTask().GetAwaiter().GetResult();
        }

        return true;
    }

    protected override void Withdraw(Stage stage)
    {
        try
        {
            _scheduler!.DeleteJobs(GroupMatcher<JobKey>.GroupEquals(UnitJob.Group(stage.Id))).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (DatabaseFailure.Is(e) || e is SchedulerException)
        {
            // Nodes that have a unit end it in vain.
        }
    }

    private async Task Schedule()
    {
        var server = Node.Site.Store.Server ?? throw new InvalidOperationException("Only nodes of a server share work.");
        _scheduler = await QuartzSchedulerBuilder.Create(quartz =>
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
                    o.UseBackgroundThreads = true;
                });
                store.UseClustering(c => (c.CheckinInterval, c.CheckinMisfireThreshold) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8)));
            });
        }).BuildScheduler();
        _scheduler.Context.Add(UnitJob.Engine, this);
        await _scheduler.Start();
    }

    private static bool IsOfLine(Exception? failure) => failure is not null && (DatabaseFailure.MayPass(failure) || IsOfLine(failure.InnerException));

    protected override bool MayPass(Exception failure) => base.MayPass(failure) || failure is SchedulerException;
}
