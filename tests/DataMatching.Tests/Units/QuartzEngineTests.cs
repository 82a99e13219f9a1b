using System.Data.Common;
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

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(Site.Store.Server!.Connection);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private protected override void Prepare() => PostgresSite.Use(Line, PostgresServer.Needed(_server));
}
