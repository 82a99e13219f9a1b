using DataMatching.Assessment;
using DataMatching.Households;
using DataMatching.Storage;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    private static readonly UnitToDo[] ThreeUnits = [new("甲𠮷", 5), new("b", 3), new("c", 2)];

    private static StoredVerdict Kept(string key, string json) => new(key, 440106, FileState.Active, Flag.Keep, null, [], 1, json);

    [TestMethod]
    public void Units_are_begun_done_and_read_in_their_order()
    {
        using var store = Open();
        var (stage, resumed) = store.Units.Open("night/2026-09-30", "judge", "{\"pins\":1}", ThreeUnits);
        Assert.IsFalse(resumed);
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, store.Units.Undone(stage.Id).ToArray());
        var second = store.Units.Begin(stage.Id, 1, "n1")!;
        Assert.AreEqual((1, "b"), (second.Attempt, second.Document));
        store.Units.Done(second, "结果𠮷", 30);
        Assert.IsNull(store.Units.Begin(stage.Id, 1, "n2"), "what is done is not begun again");
        CollectionAssert.AreEqual(new[] { 0, 2 }, store.Units.Undone(stage.Id).ToArray());
        Assert.AreEqual(new StageProgress(3, 1, 10, 3, 30, null), store.Units.Progress(stage.Id));
        Assert.ThrowsExactly<StoreException>(() => store.Units.Outcomes(stage).ToList());
        foreach (var ordinal in new[] { 2, 0 }) store.Units.Done(store.Units.Begin(stage.Id, ordinal, "n2")!, $"of {ordinal}", 1);
        CollectionAssert.AreEqual(new[] { "of 0", "结果𠮷", "of 2" }, store.Units.Outcomes(stage).ToArray());
        Assert.AreEqual(10, store.Units.Progress(stage.Id).SizeDone);

        var rows = store.Units.Of("night/2026-09-30", "judge");
        CollectionAssert.AreEqual(new[] { "n2", "n1", "n2" }, rows.Select(r => r.Node).ToArray());
        Assert.IsTrue(rows.All(r => r is { Done: true, Attempts: 1, EndedAt: not null }));
    }

    [TestMethod]
    public void Who_lost_a_unit_saves_nothing_of_it()
    {
        using var store = Open();
        var run = store.Runs.StartOrResume("quarter/2026Q3", "{}").Id;
        var (stage, _) = store.Units.Open("quarter/2026Q3", "judge", "{}", ThreeUnits);
        var slow = store.Units.Begin(stage.Id, 0, "slow")!;
        var quick = store.Units.Begin(stage.Id, 0, "quick")!;
        Assert.AreEqual(2, quick.Attempt);
        Assert.ThrowsExactly<UnitLostException>(() => store.Runs.SaveVerdicts(run, slow, [Kept("A", "{\"by\":\"slow\"}")], () => "slow"));
        Assert.IsEmpty(store.Runs.Verdicts(run));
        Assert.IsFalse(store.Units.GiveBack(slow, "why"));
        Assert.IsFalse(store.Units.Fail(slow, "why"));
        store.Runs.SaveVerdicts(run, quick, [Kept("A", "{\"by\":\"quick\"}"), Kept("B", "{}")], () => "quick");
        Assert.ThrowsExactly<UnitLostException>(() => store.Runs.SaveVerdicts(run, slow, [Kept("A", "{\"by\":\"slow\"}")], () => "slow"));
        Assert.AreEqual("{\"by\":\"quick\"}", store.Runs.Verdict(run, "A", null)!.Json);
        Assert.AreEqual(2, store.Units.Progress(stage.Id).Rows);
    }

    [TestMethod]
    public void A_unit_is_given_back_or_fails_for_good_and_is_tried_anew_by_who_asks_anew()
    {
        using var store = Open();
        var (stage, _) = store.Units.Open("match", "match", "{}", ThreeUnits);
        var claim = store.Units.Begin(stage.Id, 0, "n")!;
        Assert.IsTrue(store.Units.GiveBack(claim, null));
        Assert.AreEqual(1, store.Units.Begin(stage.Id, 0, "n")!.Attempt, "a node that stops has not tried");
        var again = store.Units.Begin(stage.Id, 0, "n")!;
        Assert.IsTrue(store.Units.GiveBack(again, "the line was cut"));
        var third = store.Units.Begin(stage.Id, 0, "n")!;
        Assert.AreEqual(3, third.Attempt);
        Assert.IsTrue(store.Units.Fail(third, "no such column"));
        Assert.AreEqual("no such column", store.Units.Progress(stage.Id).Failure);
        CollectionAssert.AreEqual(new[] { 1, 2 }, store.Units.Undone(stage.Id).ToArray());
        Assert.IsNull(store.Units.Begin(stage.Id, 0, "n"));

        var (resumed, isResumed) = store.Units.Open("match", "match", "{}", ThreeUnits);
        Assert.IsTrue(isResumed);
        Assert.AreEqual(stage.Id, resumed.Id);
        Assert.AreEqual((1, null), (store.Units.Begin(stage.Id, 0, "n")!.Attempt, store.Units.Progress(stage.Id).Failure));
    }

    [TestMethod]
    public void A_stage_of_another_document_or_other_units_takes_the_place_of_the_one_left_open()
    {
        using var store = Open();
        var (old, _) = store.Units.Open("night/1", "judge", "{}", ThreeUnits);
        var claim = store.Units.Begin(old.Id, 0, "n")!;
        store.Units.Done(store.Units.Begin(old.Id, 1, "n")!, "secret", 1);
        var (other, _) = store.Units.Open("night/1", "judge", "{\"other\":1}", ThreeUnits);
        Assert.AreNotEqual(old.Id, other.Id);
        Assert.ThrowsExactly<UnitLostException>(() => store.Units.Done(claim, "late", 1));
        Assert.IsNull(store.Units.Begin(old.Id, 2, "n"));
        Assert.DoesNotContain(old.Id, store.Units.UnderWay().Select(s => s.Id));
        var (fewer, resumed) = store.Units.Open("night/1", "judge", "{\"other\":1}", ThreeUnits[..2]);
        Assert.IsFalse(resumed);
        Assert.IsTrue(store.Units.Open("night/1", "judge", "{\"other\":1}", ThreeUnits[..2]).Resumed);
        store.Units.Open("night/2", "judge", "{}", ThreeUnits);
        store.Units.Close("night/1");
        Assert.DoesNotContain(fewer.Id, store.Units.UnderWay().Select(s => s.Id));
        Assert.IsFalse(store.Units.Open("night/1", "judge", "{\"other\":1}", ThreeUnits[..2]).Resumed, "what has ended is not gone on with");
        Assert.IsTrue(store.Units.Open("night/2", "judge", "{}", ThreeUnits).Resumed, "another subject is not touched");
    }

    [TestMethod]
    public void Many_nodes_that_begin_the_same_units_do_each_once()
    {
        using var store = Open();
        var units = Enumerable.Range(0, 40).Select(i => new UnitToDo($"u{i}", 1)).ToList();
        var (stage, _) = store.Units.Open("s", "t", "{}", units);
        var done = 0;
        Parallel.For(0, 4, node =>
        {
            var order = Enumerable.Range(0, 40).Select(i => (i * (node + 3)) % 40).Distinct().Union(Enumerable.Range(0, 40));
            foreach (var ordinal in order)
            {
                if (store.Units.Begin(stage.Id, ordinal, $"n{node}") is not { } claim) continue;
                try
                {
                    store.Units.Done(claim, $"of {ordinal}", 1);
                    Interlocked.Increment(ref done);
                }
                catch (UnitLostException)
                {
                    // Another began it meanwhile.
                }
            }
        });
        Assert.AreEqual(40, done);
        CollectionAssert.AreEqual(Enumerable.Range(0, 40).Select(i => $"of {i}").ToArray(), store.Units.Outcomes(stage).ToArray());
        Assert.AreEqual(40, store.Units.Progress(stage.Id).Rows);
    }

    [TestMethod]
    public void Nodes_say_that_they_are_there_and_leave()
    {
        using var store = Open();
        store.Nodes.Say("b", "1.0.0", "c1", 4, null);
        store.Nodes.Say("a", "1.0.0", "c2", 2, "judges only");
        var first = store.Nodes.All().Single(n => n.Name == "b");
        store.Nodes.Say("b", "1.0.1", "c1", 8, null);
        CollectionAssert.AreEqual(new[] { "a", "b" }, store.Nodes.There(TimeSpan.FromMinutes(10)).Select(n => n.Name).ToArray());
        var now = store.Nodes.All().Single(n => n.Name == "b");
        Assert.AreEqual((first.BeganAt, "1.0.1", 8), (now.BeganAt, now.Program, now.Hands));
        Assert.IsGreaterThanOrEqualTo(first.SeenAt, now.SeenAt);
        store.Nodes.Leave("b");
        CollectionAssert.AreEqual(new[] { "judges only" }, store.Nodes.All().Select(n => n.Problem).ToArray());
    }

    [TestMethod]
    public void One_node_at_a_time_has_the_right_to_work_on_a_server()
    {
        using var store = Open();
        using var other = Open();
        var right = store.TakeWorkRight();
        Assert.IsNotNull(right);
        Assert.IsTrue(right.IsHeld());
        if (store.Server is null)
        {
            using var file = other.TakeWorkRight();
            Assert.IsNotNull(file, "of a file the lock of the folder is the right");
            return;
        }

        Assert.IsNull(other.TakeWorkRight());
        right.Dispose();
        Assert.IsFalse(right.IsHeld());
        using var next = other.TakeWorkRight();
        Assert.IsNotNull(next);
        Assert.IsTrue(next.IsHeld());
    }

    [TestMethod]
    public void A_span_holds_both_its_ends()
    {
        using var store = Open();
        var import = store.Union.Import("s", new[] { "A", "B", "C", "D" }.Select(k => Samples.Household(k)), []);
        CollectionAssert.AreEqual(new[] { "A", "B", "C", "D" }, store.Union.Keys(import.Id).ToArray());
        CollectionAssert.AreEqual(new[] { "B", "C" }, store.Union.Read(import.Id, new HouseholdSpan("B", "C")).Select(h => h.Key).ToArray());
        CollectionAssert.AreEqual(new[] { "D" }, store.Union.Read(import.Id, new HouseholdSpan("CC", "D")).Select(h => h.Key).ToArray());
        Assert.IsEmpty(store.Union.Read(import.Id, new HouseholdSpan("E", "F")));
    }
}
