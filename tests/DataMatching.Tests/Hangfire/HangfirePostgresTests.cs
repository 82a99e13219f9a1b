using System.Collections.Concurrent;
using DataMatching.App.Nodes;
using DataMatching.Jobs;
using DataMatching.Jobs.Hangfire;
using DataMatching.Jobs.Units;
using DataMatching.Storage;
using DataMatching.Tests.Jobs;
using DataMatching.Tests.Sql;
using DataMatching.Tests.Units;
using Hangfire;
using Hangfire.Storage;
using Hangfire.Storage.Monitoring;

namespace DataMatching.Tests.Hangfire;

/// <summary>Hangfire on a PostgreSQL, with several nodes.</summary>
[TestClass]
public sealed class HangfirePostgresTests : EngineCompliance
{
    private static PostgresServer? _server;

    [ClassInitialize]
    public static void Begin(TestContext context) => _server = PostgresServer.TryStart();

    [ClassCleanup]
    public static void End() => _server?.Dispose();

    [TestMethod]
    public void Nodes_share_the_units_of_a_stage_and_a_continuation_joins_it()
    {
        var by = new ConcurrentDictionary<string, int>();
        using var together = new CountdownEvent(4);
        void Work(string node)
        {
            by.AddOrUpdate(node, 1, (_, n) => n + 1);
            // The first four wait for each other: two hands of two nodes.
            if (!together.IsSet) together.Signal();
            Assert.IsTrue(together.Wait(TimeSpan.FromSeconds(30)), "only one node was handed units");
        }

        using var one = HangfireNode.Start(NodeOf((_, _) => Work("one"), "one"), new NodeOptions(2));
        using var two = HangfireNode.Start(NodeOf((_, _) => Work("two"), "two"), new NodeOptions(2));
        var (stage, _) = Site.Store.Units.Open("s", "step", "{}", Units(12));
        one.Carry(stage, _ => { }, CancellationToken.None);
        CollectionAssert.AreEquivalent(new[] { "one", "two" }, by.Keys.ToArray());
        Assert.AreEqual(12, by.Values.Sum());
        CollectionAssert.AreEqual(new[] { "one", "two" }, Site.Store.Nodes.There(TimeSpan.FromMinutes(1)).Select(n => n.Name).ToArray());

        var storage = HangfireStorage.Of(Site);
        var joined = Eventually(() => Succeeded(storage).FirstOrDefault(j => j.Job.Method.Name == nameof(UnitCall.Join) && j.Result is string told && told.StartsWith("\"12 of 12", StringComparison.Ordinal)));
        Assert.IsNotNull(joined, "the continuation did not see all units done");
        Assert.HasCount(12, Succeeded(storage).Where(j => j.Job.Method.Name == nameof(UnitCall.Perform)).ToList());
    }

    [TestMethod]
    public void A_node_that_does_not_reach_the_drop_folder_is_handed_no_deliveries()
    {
        var judged = new ConcurrentBag<string>();
        using var judging = HangfireEngine.Start(NodeOf((claim, _) => judged.Add(claim.Stage.Step), "judging"), HangfireStorage.Of(Site), 2, deliveries: false);
        var (busy, most) = (0, 0);
        using var all = Start(NodeOf((_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref busy));
            Thread.Sleep(50);
            Interlocked.Decrement(ref busy);
        }, "all"));
        var (deliveries, _) = Site.Store.Units.Open("s", IEngine.Deliveries, "{}", Units(12));
        judging.Carry(deliveries, _ => { }, CancellationToken.None);
        Assert.IsTrue(Site.Store.Units.Of("s", IEngine.Deliveries).All(u => u.Node == "all"));
        Assert.IsEmpty(judged);
        Assert.AreEqual(1, most, "deliveries come one after the other");
    }

    [TestMethod]
    public void Units_that_the_engine_lost_are_handed_out_again_by_who_asks_for_them()
    {
        var (first, lost) = (Site.Store.Units.Open("s", "step", "{}", Units(4)).Stage, 0);
        Site.Store.Units.Begin(first.Id, 2, "a node that is gone");
        using var engine = Start(NodeOf((_, _) => Interlocked.Increment(ref lost), "node"));
        engine.Carry(first, _ => { }, CancellationToken.None);
        Assert.AreEqual(4, lost);
        Assert.AreEqual(2, Site.Store.Units.Of("s", "step")[2].Attempts);
    }

    /// <summary>Who deletes a job on the dashboard takes nothing from the work.</summary>
    [TestMethod]
    public void A_unit_whose_job_was_deleted_is_handed_out_again()
    {
        using var first = new ManualResetEventSlim();
        using var engine = HangfireEngine.Start(NodeOf((_, _) => first.Wait(TimeSpan.FromMinutes(1)), "node"), HangfireStorage.Of(Site), 1);
        var (stage, _) = Site.Store.Units.Open("s", "step", "{}", Units(3));
        var carried = Task.Run(() => engine.Carry(stage, _ => { }, CancellationToken.None));
        var storage = HangfireStorage.Of(Site);
        var waiting = Eventually(() => storage.GetMonitoringApi().EnqueuedJobs(UnitQueues.Of(Site).Judging, 0, 10) is { Count: 2 } jobs ? jobs : null);
        Assert.IsNotNull(waiting);
        Assert.IsTrue(new BackgroundJobClient(storage).Delete(waiting[0].Key));
        first.Set();
        Assert.IsTrue(carried.Wait(TimeSpan.FromMinutes(1)), "the unit was not handed out again");
        Assert.HasCount(3, Site.Store.Units.Outcomes(stage).ToList());
    }

    [TestMethod]
    public void What_Hangfire_keeps_is_numbers_of_stages_and_units()
    {
        using var engine = Start(NodeOf((claim, _) =>
        {
            if (claim.Ordinal == 1) throw new InvalidOperationException("张三 11010519491231002X");
        }));
        var (stage, _) = Site.Store.Units.Open("s", "step", "{\"household\":\"KN1\"}", [new UnitToDo("张三", 1), new UnitToDo("李四", 1)]);
        Assert.ThrowsExactly<JobRefused>(() => engine.Carry(stage, _ => { }, CancellationToken.None));
        var storage = HangfireStorage.Of(Site);
        var failed = Eventually(() => storage.GetMonitoringApi().FailedJobs(0, 10) is { Count: 1 } jobs ? jobs[0].Value : null);
        Assert.IsNotNull(failed);
        Assert.AreEqual("Failed unexpectedly: InvalidOperationException.", failed.ExceptionMessage);
        var kept = PostgresSite.Text(Site.Store.Server!.Connection, HangfireStorage.Schema);
        Assert.Contains("UnitCall", kept, StringComparison.Ordinal);
        foreach (var secret in new[] { "张三", "李四", "KN1", "11010519491231002X" }) Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Nights_and_a_quarter_by_Hangfire_write_the_same_bytes_as_by_one_process()
    {
        var server = PostgresServer.Needed(_server);
        ServerNights.AreTheSame("postgresql", server.Connection(server.NewDatabase(), pooled: 30), "hangfire");
    }

    private protected override void Prepare() => PostgresSite.Use(Line, PostgresServer.Needed(_server));

    private protected override IEngine Start(Node node) => HangfireEngine.Start(node, HangfireStorage.Of(node.Site), 2);

    private static IEnumerable<SucceededJobDto> Succeeded(JobStorage storage) => storage.GetMonitoringApi().SucceededJobs(0, 100).Select(j => j.Value);

    private static T? Eventually<T>(Func<T?> look)
        where T : class
    {
        T? found = null;
        SpinWait.SpinUntil(() =>
        {
            Thread.Sleep(50);
            return (found = look()) is not null;
        }, TimeSpan.FromSeconds(30));
        return found;
    }
}
