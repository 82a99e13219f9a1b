using DataMatching.Assessment;
using DataMatching.Batches;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Matching;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    [TestMethod]
    public void The_same_delivery_again_is_the_same_batch()
    {
        using var store = Open();
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
        Assert.AreEqual(Samples.Manifest(), batch.Manifest);
        Assert.AreEqual(batch, store.Batches.Register(Samples.Manifest() with { Rows = 99 }, "tax/other.csv"));
        Assert.AreNotEqual(batch.Id, store.Batches.Register(Samples.Manifest() with { Mode = DeliveryMode.Increment }, "tax/w.csv").Id);
        Assert.AreNotEqual(batch.Id, store.Batches.Register(Samples.Manifest() with { AsOf = new DateOnly(2026, 10, 1) }, "tax/w.csv").Id);
        Assert.HasCount(3, store.Batches.All());
    }

    [TestMethod]
    public void A_number_that_was_rolled_back_is_given_to_the_next_batch()
    {
        using var store = Open();
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
        Assert.ThrowsExactly<TimeoutException>(() => store.Write((connection, transaction) =>
        {
            store.Batches.Insert(connection, transaction, Samples.Manifest() with { AsOf = new DateOnly(2026, 10, 1) }, "tax/w.csv", 1);
            throw new TimeoutException();
        }));
        var next = store.Batches.Register(Samples.Manifest() with { AsOf = new DateOnly(2026, 10, 1) }, "tax/w.csv");
        if (LeavesNumbersOut) Assert.IsGreaterThan(batch.Id, next.Id);
        else Assert.AreEqual(batch.Id + 1, next.Id);
        Assert.AreEqual(next.Id + 1, store.Batches.Register(Samples.Manifest() with { AsOf = new DateOnly(2026, 10, 2) }, "tax/w.csv").Id);
        Assert.IsEmpty(Whole.Check(KeyRing.Load(KeyFolder)).Findings);
    }

    /// <summary>What an account without rights to alter tables cannot help.</summary>
    protected virtual bool LeavesNumbersOut => false;

    [TestMethod]
    public void Accepting_keeps_the_counts_and_the_rows_set_aside()
    {
        using var store = Open();
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
        QuarantinedRow[] rows = [new("tax/w.csv", 9, 90, "收入额", "不是金额", "B/1"), new("tax/w.csv", 3, 30, null, "列数不符", null), new("tax/w.csv", 4, 40, null, "列数不符", "A/1")];
        using (var writer = store.Facts.Write(batch.Id))
        {
            writer.Add("A", Samples.Wage(batch, "A/1", 2));
            foreach (var row in rows) writer.SetAside(row);
            writer.Accept(new BatchCounts(100, 4, 0, 0, 5, 6, 700), header: new FileHeader(["姓名", "收入额"], "多出一列：备注"));
        }

        var accepted = store.Batches.Find(batch.Id)!;
        CollectionAssert.AreEqual(new[] { "姓名", "收入额" }, accepted.Header.ToArray());
        Assert.AreEqual(batch with { State = BatchState.Accepted, Counts = new BatchCounts(100, 4, 1, 3, 5, 6, 700), HeaderDrift = "多出一列：备注", Matcher = MatcherVersion.Current }, accepted with { Header = [] });
        CollectionAssert.AreEqual(rows, store.Batches.Quarantine(batch.Id, 10).ToArray());
        CollectionAssert.AreEqual(rows[..1], store.Batches.Quarantine(batch.Id, 1).ToArray());
        CollectionAssert.AreEqual(new[] { "A/1", "B/1" }, store.Batches.PeopleSetAside(batch.Id).ToArray());
        Assert.ThrowsExactly<StoreException>(() => store.Batches.Refuse(batch.Id, "late", []));
    }

    [TestMethod]
    public void How_a_file_looked_when_it_was_checked_is_kept_to_the_tick_and_not_for_the_next_pass()
    {
        using var store = Open();
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
        Assert.IsNull(batch.Checked);
        var stamp = new FileStamp(long.MaxValue, new DateTimeOffset(2026, 10, 1, 23, 59, 59, TimeSpan.Zero).AddTicks(1_234_567));
        store.Batches.MarkChecked([(batch.Id, stamp)]);
        Assert.AreEqual(stamp, store.Batches.Find(batch.Id)!.Checked);
        store.Batches.Refuse(batch.Id, "other", []);
        Assert.IsNull(store.Batches.RegisterPass(batch.Id).Checked);
    }

    [TestMethod]
    public void A_refused_batch_keeps_its_first_reason_and_takes_no_facts()
    {
        using var store = Open();
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
        store.Batches.Refuse(batch.Id, "SHA-256 不符", [new("tax/w.csv", 9, 90, null, "列数不符", null)]);
        store.Batches.Refuse(batch.Id, "again", []);
        var refused = store.Batches.All().Single();
        Assert.AreEqual((BatchState.Refused, "SHA-256 不符", 1L), (refused.State, refused.Refusal, refused.Counts.Quarantined));
        Assert.ThrowsExactly<StoreException>(() => store.Facts.Write(batch.Id));
        store.Batches.RecordRefusal("tax/x.csv", null, "wages", "清单无法读取");
        store.Batches.RecordRefusal("tax/x.csv", null, "wages", "清单无法读取");
        var (file, registry, dataset, reason, _) = store.Batches.Refusals().Single();
        Assert.AreEqual(("tax/x.csv", (string?)null, "wages", "清单无法读取"), (file, registry, dataset, reason));
    }

    [TestMethod]
    public void An_unfinished_run_with_the_same_pins_goes_on_with_others_it_is_abandoned()
    {
        using var store = Open();
        var first = store.Runs.StartOrResume("quarter/2026Q3", "p1");
        Assert.AreEqual(first, store.Runs.StartOrResume("quarter/2026Q3", "p1"));
        var second = store.Runs.StartOrResume("quarter/2026Q3", "p2");
        Assert.AreNotEqual(first.Id, second.Id);
        Assert.Contains("Abandoned", store.Runs.Latest(2)[1].Failure!, StringComparison.Ordinal);
        Assert.ThrowsExactly<StoreException>(() => store.Runs.Finish(first.Id));
        store.Runs.Finish(second.Id);
        var third = store.Runs.StartOrResume("quarter/2026Q3", "p2");
        Assert.AreNotEqual(second.Id, third.Id);
        store.Runs.Fail(third.Id, "disk full");
        Assert.AreEqual("disk full", store.Runs.Latest(1).Single().Failure);
        Assert.AreEqual(second.Id, store.Runs.LastFinished("quarter/")!.Id);
        Assert.IsNull(store.Runs.LastFinished("night/"));
        Assert.IsNull(store.Runs.LastFinished("quarter_"));
    }

    [TestMethod]
    public void The_ledger_keeps_every_step()
    {
        using var store = Open();
        var run = store.Runs.StartOrResume("night/2026-09-30", "p");
        var step = store.Runs.StartStep(run.Id, "match", "node-1");
        store.Runs.StartStep(run.Id, "assess", "node-2");
        store.Runs.EndStep(step, 1, 2, 3, 4, "broken pipe");
        var steps = store.Runs.Steps(run.Id);
        Assert.AreEqual(("match", "node-1", 1L, 2L, 3L, 4L, "broken pipe"), (steps[0].Step, steps[0].Node, steps[0].RowsIn, steps[0].RowsOut, steps[0].Quarantined, steps[0].Bytes, steps[0].Failure));
        Assert.IsTrue(steps[0].EndedAt > steps[0].StartedAt);
        Assert.IsNull(steps[1].EndedAt);
    }

    [TestMethod]
    public void A_shard_saved_again_replaces_itself_and_an_interrupted_one_is_not_done()
    {
        using var store = Open();
        var run = store.Runs.StartOrResume("quarter/2026Q3", "p").Id;
        StoredVerdict Verdict(string key, string json, params string[] rules) =>
            new(key, 440106, FileState.Monitored, rules.Length == 0 ? Flag.Keep : Flag.Exit, rules.Length == 0 ? null : ExitKind.Relieved, rules, 64, json);
        IEnumerable<StoredVerdict> Interrupted()
        {
            yield return Verdict("A", "{}");
            throw new InvalidOperationException("killed");
        }

        Assert.ThrowsExactly<InvalidOperationException>(() => store.SaveVerdicts(run, "s1", Interrupted()));
        Assert.IsEmpty(store.Runs.Verdicts(run));
        store.SaveVerdicts(run, "s1", [Verdict("C", "{}"), Verdict("A", "{\"old\":1}")]);
        store.Runs.ForgetVerdicts(run);
        store.SaveVerdicts(run, "s2", [Verdict("B", "{\"名\":\"𠮷\"}", "member-died", "vehicle-beyond-limits")]);
        store.SaveVerdicts(run, "s1", [Verdict("A", "{\"new\":1}")]);
        CollectionAssert.AreEqual(new[] { "A {\"new\":1} ", "B {\"名\":\"𠮷\"} member-died,vehicle-beyond-limits" },
            store.Runs.Verdicts(run).Select(v => $"{v.Household} {v.Json} {string.Join(',', v.Rules)}").ToArray());
        var one = store.Runs.Verdict(run, "B", null)!;
        Assert.AreEqual((440106, FileState.Monitored, Flag.Exit, ExitKind.Relieved, 64), (one.District, one.State, one.Flag, one.ExitKind!.Value, one.Priority));
        Assert.IsNull(store.Runs.Verdict(run, "C", null));
        foreach (var (place, there) in new[] { (440000, true), (440100, true), (440106, true), (440107, false), (440200, false), (350000, false) })
            Assert.AreEqual(there, store.Runs.Verdict(run, "B", new District(place)) is not null, $"within {place}");
        store.Runs.Finish(run);
        Assert.ThrowsExactly<StoreException>(() => store.SaveVerdicts(run, "s1", []));
    }

    [TestMethod]
    public void A_closed_quarter_keeps_its_run()
    {
        using var store = Open();
        Quarter q = new(2026, 3);
        long one = store.Runs.StartOrResume("quarter/2026Q3", "p1").Id, two = store.Runs.StartOrResume("quarter/2026Q3", "p2").Id;
        Assert.ThrowsExactly<StoreException>(() => store.Quarters.Close(new QuarterClosing(q, [], 0, null, null)));
        store.Quarters.Pin(q, one, "p1");
        store.Quarters.Pin(q, two, "p2");
        store.Quarters.Close(new QuarterClosing(q, [], 0, null, null));
        var closed = store.Quarters.Find(q)!;
        Assert.Contains("closed", Assert.ThrowsExactly<StoreException>(() => store.Quarters.Pin(q, one, "p1")).Message, StringComparison.Ordinal);
        store.Quarters.Close(new QuarterClosing(q, [], 0, null, null));
        Assert.AreEqual(closed, store.Quarters.All().Single());
        Assert.AreEqual((QuarterRow.Closed, two, "p2"), (closed.State, closed.Run!.Value, closed.Pins));
        Assert.IsNull(store.Quarters.Find(q.Next));
    }
}
