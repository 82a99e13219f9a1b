using System.Collections.Concurrent;
using DataMatching.App.Nodes;
using DataMatching.Jobs.Units;

namespace DataMatching.Tests.Units;

/// <summary>What Quartz's cluster has to keep on every server that it works over.</summary>
public abstract class ClusterCompliance : EngineCompliance
{
    [TestMethod]
    public void Nodes_share_the_units_of_a_stage()
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

        using var one = Start(NodeOf((_, _) => Work("one"), "one"));
        using var two = Start(NodeOf((_, _) => Work("two"), "two"));
        var (stage, _) = Site.Store.Units.Open("s", "step", "{}", Units(12));
        one.Carry(stage, _ => { }, CancellationToken.None);
        CollectionAssert.AreEquivalent(new[] { "one", "two" }, by.Keys.ToArray());
        Assert.AreEqual(12, by.Values.Sum());
        CollectionAssert.AreEqual(new[] { "one", "two" }, Site.Store.Nodes.There(TimeSpan.FromMinutes(1)).Select(n => n.Name).ToArray());
    }

    [TestMethod]
    public void A_node_that_does_not_reach_the_drop_folder_is_handed_no_deliveries()
    {
        var judged = new ConcurrentBag<string>();
        using var judging = QuartzEngine.Start(NodeOf((claim, _) => judged.Add(claim.Stage.Step), "judging"), new NodeOptions(2, Deliveries: false));
        using var all = Start(NodeOf((_, _) => { }, "all"));
        var (deliveries, _) = Site.Store.Units.Open("s", IEngine.Deliveries, "{}", Units(12));
        judging.Carry(deliveries, _ => { }, CancellationToken.None);
        Assert.IsTrue(Site.Store.Units.Of("s", IEngine.Deliveries).All(u => u.Node == "all"));
        Assert.IsEmpty(judged);
    }

    [TestMethod]
    public void Units_that_the_engine_lost_are_handed_out_again_by_who_asks_for_them()
    {
        var (first, lost) = (Site.Store.Units.Open("s", "step", "{}", Units(4)).Stage, 0);
        Site.Store.Units.Begin(first.Id, 2, "a node that is gone");
        using var engine = Start(NodeOf((_, _) => lost++, "node"));
        engine.Carry(first, _ => { }, CancellationToken.None);
        Assert.AreEqual(4, lost);
        Assert.AreEqual(2, Site.Store.Units.Of("s", "step")[2].Attempts);
    }

    private protected override IEngine Start(Node node) => QuartzEngine.Start(node, new NodeOptions(2));
}
