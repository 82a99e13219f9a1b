using DataMatching.Matching.Linkage.Deciding;
using DataMatching.Matching.Linkage.Plans;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Tests.Matching.Linkage;

/// <summary>What people said of pairs, against what weights say.</summary>
[TestClass]
public sealed class DecidedPairsTests
{
    [TestMethod]
    public void What_was_said_holds_in_entities_whatever_the_weights_say()
    {
        // Said to be two although all agree, and one although nothing does; the rest goes by its weights.
        var weights = new Dictionary<(int, int), double> { [(0, 1)] = 30, [(1, 2)] = 30, [(0, 2)] = 30, [(3, 4)] = -40 };
        var decided = Said(5, (0, 1, false), (3, 4, true));
        var entities = Entities.Of(5, [.. weights.Select(w => new ScoredPair(w.Key.Item1, w.Key.Item2, w.Value))], (a, b) => weights.GetValueOrDefault((Math.Min(a, b), Math.Max(a, b)), -20), 0, 10, decided, CancellationToken.None);
        Assert.AreNotEqual(entities[0], entities[1]);
        Assert.AreEqual(3, entities[3]);
        Assert.AreEqual(3, entities[4]);
        var link = EntityLinks.Of([0, 1, 1, 3, 3], (_, _) => -40, decided, CancellationToken.None).Single(l => l.Left == 3);
        Assert.IsTrue(link.IsDecided);
        Assert.AreEqual(-40, link.Bits);
        Assert.AreEqual(1, link.Probability);
    }

    [TestMethod]
    public void It_holds_in_a_heap_that_is_too_large_for_a_table_too()
    {
        const int Many = 2500;
        ScoredPair[] pairs = [.. Enumerable.Range(1, Many - 1).Select(i => new ScoredPair(i - 1, i, 30)), new(0, Many - 1, 30)];
        var entities = Entities.Of(Many, pairs, (_, _) => 30, 0, 10, Said(Many, (7, 1900, false)), CancellationToken.None);
        Assert.AreNotEqual(entities[7], entities[1900]);
        Assert.HasCount(2, entities.Distinct());
    }

    /// <summary>Any partition that people know in part: the answers always hold, and where they are all there nothing else matters.</summary>
    [TestMethod]
    public void Of_random_weights_and_answers_the_answers_win()
    {
        var random = new Random(11);
        for (var run = 0; run < 200; run++)
        {
            var people = Enumerable.Range(0, 12).Select(_ => random.Next(4)).ToArray();
            var weights = new Dictionary<(int, int), double>();
            var decided = new DecidedPairs(Records(people.Length, true), Assignment.Many);
            for (var a = 0; a < people.Length; a++)
            {
                for (var b = a + 1; b < people.Length; b++)
                {
                    weights[(a, b)] = (random.NextDouble() * 80) - 40;
                    if (run % 2 == 0 || random.Next(3) == 0) Assert.IsNull(decided.Add(b, a, people[a] == people[b], "here"));
                }
            }

            Assert.IsNull(decided.Contradiction());
            var entities = Entities.Of(people.Length, [.. weights.Select(w => new ScoredPair(w.Key.Item1, w.Key.Item2, w.Value))], (a, b) => weights[(Math.Min(a, b), Math.Max(a, b))], 0, 10, decided, CancellationToken.None);
            foreach (var (a, b) in decided.Same) Assert.AreEqual(entities[a], entities[b]);
            foreach (var (a, b) in decided.Different) Assert.AreNotEqual(entities[a], entities[b]);
            if (run % 2 == 0) Assert.AreEqual(people.Distinct().Count(), entities.Distinct().Count());
        }
    }

    [TestMethod]
    public void Answers_that_contradict_each_other_are_told()
    {
        var one = new DecidedPairs(Records(3, true), Assignment.OneToOne);
        Assert.IsNull(one.Add(0, 1, true, "here"));
        Assert.IsNull(one.Add(2, 1, true, "here"));
        Assert.IsNull(one.Add(0, 2, false, "here"));
        Assert.AreEqual("here", one.Contradiction());
        Assert.IsNotNull(one.Add(1, 0, false, "here"));

        var two = new DecidedPairs(Records(3, false), Assignment.OneToOne);
        Assert.IsNull(two.Add(0, 1, true, "here"));
        Assert.IsNull(two.Add(0, 1, true, "here"));
        Assert.IsNotNull(two.Add(0, 2, true, "here"));
        Assert.IsNotNull(two.Add(2, 1, true, "here"));
        Assert.IsNull(two.Add(2, 2, false, "here"));
        var many = new DecidedPairs(Records(3, false), Assignment.OneToMany);
        Assert.IsNull(many.Add(0, 1, true, "here"));
        Assert.IsNull(many.Add(0, 2, true, "here"));
        Assert.IsNotNull(many.Add(1, 2, true, "here"));
    }

    private static DecidedPairs Said(int records, params (int A, int B, bool Same)[] said)
    {
        var decided = new DecidedPairs(Records(records, true), Assignment.Many);
        foreach (var (a, b, same) in said) Assert.IsNull(decided.Add(a, b, same, "here"));
        return decided;
    }

    private static LinkRecords Records(int count, bool isOne)
    {
        var records = new LinkRecords([new LinkField("name", ContentKind.Text)], isOne);
        string[] ids = [.. Enumerable.Range(0, count).Select(i => $"r{i}")];
        records.Add(true, ids, [ids]);
        if (!isOne) records.Add(false, ids, [ids]);
        return records;
    }
}
