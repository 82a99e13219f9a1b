using System.Data.Common;
using DataMatching.App;
using DataMatching.Jobs;
using DataMatching.Jobs.Units;
using DataMatching.Storage;
using DataMatching.Tests.App;
using DataMatching.Tests.Sql;
using Npgsql;

namespace DataMatching.Tests.Units;

/// <summary>Quartz's cluster on a PostgreSQL.</summary>
[TestClass]
public sealed class QuartzEngineTests : ClusterCompliance
{
    private static PostgresServer? _server;

    [ClassInitialize]
    public static void Begin(TestContext context) => _server = PostgresServer.TryStart();

    [ClassCleanup]
    public static void End() => _server?.Dispose();

    [TestMethod]
    public void A_node_that_could_not_join_is_off_the_list_and_handed_nothing()
    {
        Start(NodeOf((_, _) => { }, "before")).Dispose();
        Execute("ALTER TABLE node RENAME TO node_away");
        Assert.Throws<DbException>(() => Start(NodeOf((_, _) => { }, "broken")));
        Execute("ALTER TABLE node_away RENAME TO node");
        using var other = Start(NodeOf((_, _) => Thread.Sleep(TimeSpan.FromMilliseconds(100)), "other"));
        var (stage, _) = Site.Store.Units.Open("s", "step", "{}", Units(30));
        other.Carry(stage, _ => { }, CancellationToken.None);
        CollectionAssert.AreEqual(Enumerable.Range(0, 30).Select(i => $"u{i} by other").ToArray(), Site.Store.Units.Outcomes(stage).ToArray());
        CollectionAssert.AreEqual(new[] { "other" }, Site.Store.Nodes.There(TimeSpan.FromMinutes(1)).Select(n => n.Name).ToArray());
    }

    [TestMethod]
    public void A_node_ends_though_its_database_is_gone()
    {
        var (server, begun) = (PostgresServer.Needed(PostgresServer.TryStart()), new ManualResetEventSlim());
        using var line = new CommandLine();
        using var stop = new CancellationTokenSource();
        Task carried;
        IEngine engine;
        try
        {
            Assert.AreEqual(0, line.Run("init").Code);
            PostgresSite.Use(line, server);
            var site = Guard.Open(SiteFolder.At(line.Site), TimeProvider.System, SiteUse.Change);
            engine = Start(new Node(site, "node", (_, _) => new UntilStopped(begun)));
            var (stage, _) = site.Store.Units.Open("s", "step", "{}", Units(4));
            carried = Task.Run(() => engine.Carry(stage, _ => { }, stop.Token));
            Assert.IsTrue(begun.Wait(TimeSpan.FromMinutes(1)));
        }
        finally
        {
            server.Dispose();
        }

        stop.Cancel();
        Assert.Throws<Exception>(() => carried.Wait(TimeSpan.FromMinutes(1)));
        var left = Task.Run(engine.Dispose);
        Assert.IsTrue(left.Wait(TimeSpan.FromMinutes(2)));
    }

    /// <summary>A unit that is in hand until the node stops.</summary>
    private sealed class UntilStopped(ManualResetEventSlim begun) : StageWork
    {
        public override void Perform(UnitClaim claim, CancellationToken cancel)
        {
            begun.Set();
            cancel.WaitHandle.WaitOne();
            cancel.ThrowIfCancellationRequested();
        }
    }

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(Site.Store.Server!.Connection);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private protected override void Prepare() => PostgresSite.Use(Line, PostgresServer.Needed(_server));
}
