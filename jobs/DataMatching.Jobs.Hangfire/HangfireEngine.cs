using DataMatching.Jobs.Units;
using DataMatching.Storage;
using Hangfire;
using Hangfire.Storage;

namespace DataMatching.Jobs.Hangfire;

/// <summary>
/// Units as background jobs of Hangfire, on all nodes of a database: it hands each to a node that serves its queue (<see cref="UnitQueues"/>), hands it to another when that one dies, tries again what may pass,
/// and joins a stage by a continuation. What is done is known from the ledger alone, so that whatever is done on the dashboard changes no list.
/// </summary>
public sealed class HangfireEngine : SharedEngine
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), Beat = TimeSpan.FromSeconds(5), Gone = TimeSpan.FromMinutes(1);
    private readonly UnitQueues _queues;
    private readonly List<BackgroundJobServer> _servers = [];
    private (long Stage, int Undone)? _last;

    private HangfireEngine(Node node, JobStorage storage)
        : base(node, TimeProvider.System) => (Storage, Handed, _queues) = (storage, new HandedUnits(storage), UnitQueues.Of(node.Site));

    /// <summary>Where Hangfire keeps its jobs.</summary>
    public JobStorage Storage { get; }

    internal HandedUnits Handed { get; }

    /// <summary>Joins the nodes that share the storage.</summary>
    /// <param name="hands">How many units at the same time; deliveries one after the other.</param>
    /// <param name="deliveries">False: the node does not reach the drop folder.</param>
    public static HangfireEngine Start(Node node, JobStorage storage, int hands, bool deliveries = true)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(storage);
        var engine = new HangfireEngine(node, storage);
        try
        {
            engine.Serve(engine._queues.Judging, hands, isLightweight: false);
            if (deliveries) engine.Serve(engine._queues.Deliveries, 1, isLightweight: true);
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    protected override bool HandOut(Stage stage, IReadOnlyList<int> undone)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(undone);
        // While units end, none is looked for: each look asks for the state of every unit that is not done.
        if (_last is { } last && last.Stage == stage.Id && last.Undone != undone.Count)
        {
            _last = (stage.Id, undone.Count);
            return true;
        }

        Handed.HandOut(stage.Id, undone, _queues.For(stage.Step), _queues.Judging);
        _last = (stage.Id, undone.Count);
        return true;
    }

    protected override void Joined(Stage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        _last = null;
        Quietly(() => Handed.Forget(stage.Id));
    }

    protected override void Withdraw(Stage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        _last = null;
        Quietly(() => Handed.TakeBack(stage.Id, Node.Site.Store.Units.Undone(stage.Id)));
    }

    protected override void Leave()
    {
        foreach (var server in _servers) Quietly(server.SendStop);
        foreach (var server in _servers) Quietly(server.Dispose);
        Quietly(() => (Storage as IDisposable)?.Dispose());
    }

    protected override bool MayPass(Exception failure) => base.MayPass(failure) || failure is BackgroundJobClientException or DistributedLockTimeoutException;

    private void Serve(string queue, int hands, bool isLightweight) => _servers.Add(new BackgroundJobServer(
        new BackgroundJobServerOptions
        {
            ServerName = Node.Name,
            Queues = [queue],
            WorkerCount = hands,
            IsLightweightServer = isLightweight,
            Activator = new Calls(this),
            SchedulePollingInterval = Second,
            CancellationCheckInterval = Second,
            HeartbeatInterval = Beat,
            ServerCheckInterval = Beat,
            ServerTimeout = Gone,
        },
        Storage));

    private static void Quietly(Action note)
    {
        try
        {
            note();
        }
        catch (Exception e) when (DatabaseFailure.Is(e) || e is BackgroundJobClientException or DistributedLockTimeoutException or OperationCanceledException or ObjectDisposedException or AggregateException)
        {
            // The database is gone: nodes that have a unit end it in vain, and whoever carries the stage next hands out what is undone.
            // Several failures at once are of those who listen to a stop; the work was done before.
        }
    }

    private sealed class Calls(HangfireEngine engine) : JobActivator
    {
        public override object ActivateJob(Type jobType) => new UnitCall(engine);
    }
}
