using DataMatching.Matching.Linkage.Deciding;
using DataMatching.Matching.Linkage.Plans;

namespace DataMatching.Tests.Matching.Linkage;

/// <summary>From weights to links and entities.</summary>
[TestClass]
public sealed class DecidingTests
{
    [TestMethod]
    public void One_to_one_takes_those_that_have_the_most_bits_together()
    {
        // Taking 0-0 first would leave 1 without a link.
        ScoredPair[] pairs = [new(0, 0, 10), new(0, 1, 9.5), new(1, 0, 9)];
        CollectionAssert.AreEquivalent(new[] { (0, 1), (1, 0) }, Links(pairs, Assignment.OneToOne, 0.1));
    }

    [TestMethod]
    public void Two_weak_links_do_not_take_the_place_of_a_strong_one()
    {
        ScoredPair[] pairs = [new(0, 0, 13), new(0, 1, 1), new(1, 0, 1)];
        CollectionAssert.AreEquivalent(new[] { (0, 0) }, Links(pairs, Assignment.OneToOne, 0.5));
    }

    [TestMethod]
    public void A_heap_of_records_that_are_all_alike_is_one_entity_in_good_time()
    {
        const int Many = 2500;
        ScoredPair[] pairs = [.. Enumerable.Range(1, Many - 1).Select(i => new ScoredPair(i - 1, i, 30))];
        Assert.IsTrue(Array.TrueForAll(Entities.Of(Many, pairs, (_, _) => 30, 0, 10, null, CancellationToken.None), e => e == 0));
        Assert.HasCount(400 * 399 / 2, EntityLinks.Of(new int[400], (_, _) => 30, null, CancellationToken.None));
    }

    [TestMethod]
    public void A_heap_that_hangs_together_by_weak_pairs_falls_apart_at_them()
    {
        const int Many = 2500;
        ScoredPair[] pairs = [.. Enumerable.Range(1, Many - 1).Select(i => new ScoredPair(i - 1, i, i == 1000 ? 3 : 30))];
        var entities = Entities.Of(Many, pairs, (a, b) => (a < 1000) == (b < 1000) ? 30 : -50, 0, 10, null, CancellationToken.None);
        CollectionAssert.AreEqual(new[] { 0, 1000 }, entities.Distinct().ToArray());
    }

    [TestMethod]
    public void Of_two_that_say_the_same_neither_is_linked()
    {
        ScoredPair[] pairs = [new(0, 0, 20), new(1, 0, 20), new(2, 2, 20)];
        CollectionAssert.AreEquivalent(new[] { (2, 2) }, Links(pairs, Assignment.OneToOne, 0.5));
        CollectionAssert.AreEquivalent(new[] { (2, 2) }, Links(pairs, Assignment.OneToMany, 0.5));
        CollectionAssert.AreEquivalent(new[] { (0, 0), (1, 0), (2, 2) }, Links(pairs, Assignment.Many, 0.5));
    }

    [TestMethod]
    public void One_to_many_gives_each_of_the_right_its_best()
    {
        ScoredPair[] pairs = [new(0, 0, 10), new(0, 1, 10), new(1, 1, 4), new(1, 2, -3)];
        CollectionAssert.AreEquivalent(new[] { (0, 0), (0, 1) }, Links(pairs, Assignment.OneToMany, 0.5));
    }

    [TestMethod]
    public void The_heaviest_matching_is_that_of_trying_all()
    {
        var random = new Random(5);
        for (var run = 0; run < 300; run++)
        {
            var pairs = (from l in Enumerable.Range(0, random.Next(1, 5)) from r in Enumerable.Range(0, random.Next(1, 6)) where random.Next(3) > 0 select new ScoredPair(l, r, random.Next(1, 40) + (random.NextDouble() / 10))).ToList();
            if (pairs.Count == 0) continue;
            var links = HeaviestMatching.Of(pairs, [.. pairs.Select(p => p.Left).Distinct().Order()], [.. pairs.Select(p => p.Right).Distinct().Order()], 0).ToList();
            Assert.AreEqual(links.Count, links.Select(l => l.Left).Distinct().Count());
            Assert.AreEqual(links.Count, links.Select(l => l.Right).Distinct().Count());
            Assert.AreEqual(Best(pairs), links.Sum(l => pairs.First(p => p.Left == l.Left && p.Right == l.Right).Bits), 1e-6);
        }
    }

    [TestMethod]
    public void A_single_pair_does_not_join_groups_that_contradict_each_other()
    {
        var weights = new Dictionary<(int, int), double> { [(0, 1)] = 20, [(2, 3)] = 20, [(1, 2)] = 5, [(0, 2)] = -8, [(0, 3)] = -8, [(1, 3)] = -8 };
        CollectionAssert.AreEqual(new[] { 0, 0, 2, 2 }, EntitiesOf(4, weights));
    }

    [TestMethod]
    public void A_pair_too_weak_alone_is_joined_by_its_neighbours_and_told_by_the_chain()
    {
        var weights = new Dictionary<(int, int), double> { [(0, 1)] = 12, [(1, 2)] = 9, [(0, 2)] = -3 };
        var entities = EntitiesOf(3, weights);
        CollectionAssert.AreEqual(new[] { 0, 0, 0 }, entities);
        var links = EntityLinks.Of(entities, (a, b) => weights[(Math.Min(a, b), Math.Max(a, b))], null, CancellationToken.None);
        var joined = links.Single(l => l.Left == 0 && l.Right == 2);
        Assert.AreEqual(-3, joined.Bits);
        Assert.AreEqual(9, joined.Chained);
    }

    [TestMethod]
    public void A_pair_below_the_threshold_joins_nobody() => CollectionAssert.AreEqual(new[] { 0, 1 }, EntitiesOf(2, new Dictionary<(int, int), double> { [(0, 1)] = -0.1 }));

    private static int[] EntitiesOf(int records, Dictionary<(int, int), double> weights) =>
        Entities.Of(records, [.. weights.Select(w => new ScoredPair(w.Key.Item1, w.Key.Item2, w.Value))], (a, b) => weights[(Math.Min(a, b), Math.Max(a, b))], 0, 10, null, CancellationToken.None);

    private static (int, int)[] Links(ScoredPair[] pairs, Assignment assignment, double least) => [.. Assign.Of(Assign.Likely(pairs, assignment), assignment, least).Select(l => (l.Left, l.Right))];

    private static double Best(List<ScoredPair> pairs)
    {
        var best = double.NegativeInfinity;
        void Try(int from, HashSet<int> lefts, HashSet<int> rights, double sum)
        {
            best = Math.Max(best, sum);
            for (var i = from; i < pairs.Count; i++)
            {
                if (lefts.Contains(pairs[i].Left) || rights.Contains(pairs[i].Right)) continue;
                Try(i + 1, [.. lefts, pairs[i].Left], [.. rights, pairs[i].Right], sum + pairs[i].Bits);
            }
        }

        Try(0, [], [], 0);
        return best;
    }
}
