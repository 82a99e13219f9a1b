using DataMatching.Batches;
using DataMatching.Storage;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    [TestMethod]
    public void A_profile_is_kept_with_its_batch_and_only_with_an_accepted_one()
    {
        using var store = Open();
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
        var profile = new BatchProfile(5000, 900, 5000, 3, 40, [
            new ColumnProfile("扣缴义务人", 12, new Dictionary<string, long>(StringComparer.Ordinal) { ["#7"] = 4000, ["2^10"] = 988 }),
            new ColumnProfile("收入额", 0, new Dictionary<string, long>(StringComparer.Ordinal) { ["m-"] = 1 })]);
        using (var writer = store.Facts.Write(batch.Id)) Assert.IsNull(store.Drift.Profile(batch.Id));
        using (var writer = store.Facts.Write(batch.Id)) writer.Accept(BatchCounts.None, null, profile);
        CollectionAssert.AreEquivalent(profile.Counts().ToArray(), store.Drift.Profile(batch.Id)!.Counts().ToArray());

        var refused = store.Batches.Register(Samples.Manifest("b"), "tax/x.csv");
        using (var writer = store.Facts.Write(refused.Id)) writer.SetAside(new QuarantinedRow("tax/x.csv", 2, 10, "收入额", "no amount", null));
        store.Batches.Refuse(refused.Id, "unlike the deliveries before it", [], drift: "行数：1");
        Assert.AreEqual((BatchState.Refused, (BatchProfile?)null), (store.Batches.Find(refused.Id)!.State, store.Drift.Profile(refused.Id)));
    }

    [TestMethod]
    public void A_batch_refused_for_drift_is_taken_over_once_and_stands_in_line_again()
    {
        using var store = Open();
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
        store.Batches.Refuse(batch.Id, "unlike the deliveries before it", [], drift: "行数：1");
        Assert.AreEqual("行数：1", store.Batches.Find(batch.Id)!.Drift);
        Assert.Contains("have to be said", Assert.ThrowsExactly<StoreException>(() => store.Drift.Override(batch.Id, " ", "x")).Message, StringComparison.Ordinal);
        Assert.Contains("have to be said", Assert.ThrowsExactly<StoreException>(() => store.Drift.Override(batch.Id, "x", "")).Message, StringComparison.Ordinal);
        Assert.HasCount(1, store.Batches.All());

        var pending = store.Drift.Override(batch.Id, "张三", "部门来函说明属实");
        Assert.AreEqual((BatchState.Pending, (string?)null, batch.Manifest), (pending.State, pending.Drift, pending.Manifest));
        var kept = store.Drift.Overrides().Single();
        Assert.AreEqual((batch.Id, "张三", "部门来函说明属实", "行数：1"), (kept.Batch, kept.Who, kept.Why, kept.Explained));
        Assert.Contains("accepted already by 张三", Assert.ThrowsExactly<StoreException>(() => store.Drift.Override(batch.Id, "李四", "again")).Message, StringComparison.Ordinal);
        Assert.HasCount(2, store.Batches.All());
        Assert.AreEqual(BatchState.Refused, store.Batches.Find(batch.Id)!.State, "the refusal itself stays");
    }

    [TestMethod]
    public void What_was_not_refused_for_drift_or_has_come_further_is_not_taken_over()
    {
        using var store = Open();
        Assert.ThrowsExactly<StoreException>(() => store.Drift.Override(99, "a", "b"));
        var batch = store.Batches.Register(Samples.Manifest(), "tax/w.csv");
        Assert.Contains("waiting to be matched", Assert.ThrowsExactly<StoreException>(() => store.Drift.Override(batch.Id, "a", "b")).Message, StringComparison.Ordinal);
        store.Batches.Refuse(batch.Id, "SHA-256", []);
        Assert.Contains("refused for another reason", Assert.ThrowsExactly<StoreException>(() => store.Drift.Override(batch.Id, "a", "b")).Message, StringComparison.Ordinal);
        var second = store.Batches.RegisterPass(batch.Id);
        store.Batches.Refuse(second.Id, "unlike", [], drift: "行数：1");
        var third = store.Batches.RegisterPass(second.Id);
        Assert.Contains("come further", Assert.ThrowsExactly<StoreException>(() => store.Drift.Override(second.Id, "a", "b")).Message, StringComparison.Ordinal);
        store.Batches.Refuse(third.Id, "unlike", [], drift: "行数：2");
        Assert.AreEqual(BatchState.Pending, store.Drift.Override(third.Id, "a", "b").State);
        Assert.HasCount(1, store.Drift.Overrides());
    }
}
