using DataMatching.Matching.Linkage.Deciding;

namespace DataMatching.Tests.Matching.Linkage;

/// <summary>Entities keep their keys from run to run.</summary>
[TestClass]
public sealed class EntityRegisterTests
{
    [TestMethod]
    public void A_run_that_changes_nothing_leaves_no_trace()
    {
        var register = new EntityRegister();
        Assert.AreEqual(new EntityRun(1, 2, 0, 2, 0, 0, 0), Run(register, "a b", "c"));
        Assert.AreEqual(new EntityRun(1, 2, 2, 0, 0, 0, 0), Run(register, "a b", "c"));
        Assert.HasCount(3, register.Moves);
    }

    [TestMethod]
    public void The_key_stays_when_an_earlier_record_comes_in()
    {
        var register = new EntityRegister();
        Run(register, "b c", "d");
        Run(register, "a b c", "d");
        Assert.AreEqual("b", register.KeyOf("a"));
        Assert.AreEqual("b", register.KeyOf("c"));
    }

    [TestMethod]
    public void A_merge_is_recorded_and_its_key_comes_back_when_it_is_undone()
    {
        var register = new EntityRegister();
        Run(register, "a b c", "d e");
        Assert.AreEqual(new EntityRun(2, 1, 0, 0, 1, 0, 0), Run(register, "a b c d e"));
        CollectionAssert.AreEqual(new[] { new EntityMove(2, "d", "d", "a"), new EntityMove(2, "e", "d", "a") }, register.Moves.Where(m => m.Run == 2).ToArray());
        Assert.AreEqual(new EntityRun(3, 2, 0, 0, 0, 1, 0), Run(register, "a b c", "d e"));
        Assert.AreEqual("d", register.KeyOf("e"));
        Assert.AreEqual("a", register.KeyOf("c"));
    }

    [TestMethod]
    public void A_key_comes_back_whichever_way_its_records_went()
    {
        var register = new EntityRegister();
        Run(register, "a b c", "d e f g");
        Run(register, "a b d e f g", "c");
        Assert.AreEqual("a", register.KeyOf("c"), "who stays keeps the key");
        Run(register, "a b c", "d e f g");
        Assert.AreEqual("a", register.KeyOf("b"));
        Run(register, "a b c d e f g");
        Run(register, "a b c d e f g h");
        Run(register, "a b c", "d e f g h");
        Assert.AreEqual("a", register.KeyOf("b"), "also after several merges");
    }

    [TestMethod]
    public void A_key_of_others_is_not_taken_by_the_few_that_leave()
    {
        var register = new EntityRegister();
        Run(register, "a b c", "d e f");
        Run(register, "a b c d e f");
        Run(register, "a b c e f", "d");
        // Of three that were d once only one is here: d would be another entity's name.
        Assert.AreEqual("d#2", register.KeyOf("d"));
        Run(register, "a b c e f");
        Assert.IsNull(register.KeyOf("d"));
        Run(register, "a b c e f", "d");
        Assert.AreNotEqual("d", register.KeyOf("d"));
    }

    [TestMethod]
    public void The_larger_part_keeps_the_key_of_what_was_split()
    {
        var register = new EntityRegister();
        Run(register, "a b c d e");
        Assert.AreEqual(new EntityRun(2, 2, 0, 0, 0, 1, 0), Run(register, "a b", "c d e"));
        Assert.AreEqual("a", register.KeyOf("d"));
        Assert.AreEqual("a#2", register.KeyOf("b"));
    }

    /// <summary>Whatever happens: one key an entity, moves that can be gone through again, and any earlier state to be had.</summary>
    [TestMethod]
    public void Of_random_runs_each_state_can_be_had_again()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 60; trial++)
        {
            var register = new EntityRegister();
            List<Dictionary<string, string>> states = [[]];
            for (var run = 0; run < 8; run++)
            {
                var there = Enumerable.Range(0, 14).Where(_ => random.Next(8) > 0).ToList();
                var groups = there.ToLookup(r => random.Next(10) == 0 ? random.Next(6) : r % 5).Select(g => string.Join(' ', g.Select(r => $"r{r:00}"))).ToArray();
                var before = register.Runs;
                var told = Run(register, groups);
                foreach (var group in groups) Assert.HasCount(1, group.Split(' ').Select(register.KeyOf).Distinct(), group);
                Assert.AreEqual(groups.Length, there.Select(r => register.KeyOf($"r{r:00}")).Distinct().Count());
                Assert.AreEqual(groups.Length, told.Entities);
                if (register.Runs > before) states.Add(there.ToDictionary(r => $"r{r:00}", r => register.KeyOf($"r{r:00}")!));
            }

            for (var last = 0; last < states.Count; last++)
            {
                var again = new EntityRegister();
                foreach (var move in register.Moves.Where(m => m.Run <= last)) Assert.IsTrue(again.Replay(move));
                foreach (var record in Enumerable.Range(0, 14).Select(r => $"r{r:00}")) Assert.AreEqual(states[last].GetValueOrDefault(record), again.KeyOf(record));
            }
        }
    }

    [TestMethod]
    public void Moves_that_cannot_have_been_are_refused()
    {
        var register = new EntityRegister();
        Assert.IsTrue(register.Replay(new EntityMove(1, "a", null, "a")));
        foreach (var wrong in new EntityMove[] { new(1, "a", null, "b"), new(3, "a", "a", "b"), new(0, "c", null, "c"), new(2, "a", "x", "b"), new(2, "", null, "b"), new(2, "b", null, null), new(2, "a", "a", "a") })
            Assert.IsFalse(register.Replay(wrong), wrong.ToString());
        Assert.IsTrue(register.Replay(new EntityMove(2, "a", "a", null)));
    }

    /// <summary>Each text is an entity, its records in their order.</summary>
    private static EntityRun Run(EntityRegister register, params string[] groups)
    {
        var records = groups.SelectMany(g => g.Split(' ')).Order(StringComparer.Ordinal).ToList();
        return register.Run(records, [.. records.Select(r => records.IndexOf(groups.Single(g => g.Split(' ').Contains(r)).Split(' ').Order(StringComparer.Ordinal).First()))]);
    }
}
