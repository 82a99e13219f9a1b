using DataMatching.Assessment;
using DataMatching.Batches;
using DataMatching.Households;
using DataMatching.Storage;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    [TestMethod]
    public void What_is_removed_of_a_batch_is_all_but_its_row_and_broken_off_it_is_gone_on_with()
    {
        using var store = Open();
        var (_, kept, _) = Plant(store);
        var old = store.Batches.Register(Samples.Manifest("old"), "tax/old.csv");
        using (var writer = store.Facts.Write(old.Id))
        {
            foreach (var household in new[] { "家庭甲", "家庭乙" }) writer.Add(household, Samples.Wage(old, household + "/1", 2));
            writer.SetAside(new QuarantinedRow("tax/old.csv", 9, 90, null, "列数不符", null));
            writer.Accept(new BatchCounts(2, 2, 0, 0, 0, 0, 9));
        }

        var refused = store.Batches.Register(Samples.Manifest("bad"), "tax/bad.csv");
        store.Batches.Refuse(refused.Id, "half a file", [new QuarantinedRow("tax/bad.csv", 3, 30, null, "列数不符", null)]);
        var pending = store.Batches.Register(Samples.Manifest("p"), "tax/p.csv").Id;
        var before = store.Facts.ReadSpan([kept], Spans.Whole).SelectMany(f => f.Facts).Count();
        Assert.ThrowsExactly<OperationCanceledException>(() => store.Tidy.RemoveBatches([old.Id, refused.Id, pending], new CancellationToken(true)));
        Assert.IsNotNull(store.Batches.Find(old.Id)!.RemovedAt, "what is half removed speaks for nothing");
        Assert.AreEqual(1 + 1 + 1 + 1, store.Tidy.RemoveBatches([], CancellationToken.None), "facts, digests, rows set aside");
        Assert.AreEqual(0, store.Tidy.RemoveBatches([old.Id], CancellationToken.None));
        Assert.IsEmpty(store.Facts.ReadSpan([old.Id, refused.Id], Spans.Whole));
        Assert.IsEmpty(store.Facts.HouseholdsIn(old.Id));
        Assert.IsEmpty(store.Batches.Quarantine(refused.Id, 10));
        Assert.AreEqual(before, store.Facts.ReadSpan([kept], Spans.Whole).SelectMany(f => f.Facts).Count());
        var row = store.Batches.Find(old.Id)!;
        Assert.AreEqual((BatchState.Accepted, 2L, 1L), (row.State, row.Counts.Facts, row.Counts.Quarantined));
        Assert.AreEqual((BatchState.Pending, null), (store.Batches.Find(pending)!.State, store.Batches.Find(pending)!.RemovedAt));
        Assert.AreEqual(row, store.Batches.Register(Samples.Manifest("old"), "tax/old.csv"), "the file that lies there still is no new delivery");
    }

    [TestMethod]
    public void Of_nights_only_verdicts_that_no_later_night_looks_at_are_removed_and_of_quarters_none()
    {
        using var store = Open();
        Night("2026-09-01", "A", "B", "C");
        Night("2026-09-02", "A");
        Night("2026-09-20", "B");
        var quarter = store.Runs.StartOrResume("quarter/2026Q2", "p").Id;
        store.SaveVerdicts(quarter, "s", [Kept("A", "{}")]);
        store.Runs.Finish(quarter);
        var failed = store.Runs.StartOrResume("quarter/2026Q3", "p").Id;
        store.SaveVerdicts(failed, "s", [Kept("A", "{}"), Kept("B", "{}")]);
        store.Runs.Fail(failed, "IOException");
        Clock.Set(TimeSpan.FromDays(1));
        var moment = Clock.GetUtcNow();
        var flags = Flags();
        foreach (var remove in new[] { false, true }) Assert.AreEqual(1 + 2, store.Tidy.Verdicts("night/2026-09-10", moment, remove, CancellationToken.None), "A of the first, and what failed");
        Assert.AreEqual(0, store.Tidy.Verdicts("night/2026-09-10", moment, true, CancellationToken.None));
        Assert.AreEqual(flags, Flags());
        Assert.HasCount(1, store.Runs.Verdicts(quarter).ToList());
        CollectionAssert.AreEqual(new[] { "p" }, store.Runs.Pins("quarter/", "").ToArray(), "what failed rests on nothing");
        Assert.HasCount(2, store.Runs.Pins("night/", "night/2026-09-02"));

        void Night(string date, params string[] households)
        {
            var run = store.Runs.StartOrResume("night/" + date, "{}").Id;
            store.SaveVerdicts(run, "s", [.. households.Select(h => new StoredVerdict(h, 440106, FileState.Active, h == "A" ? Flag.Exit : Flag.Add, null, [], 1, "{}"))]);
            store.Runs.Finish(run);
        }

        string Flags() => string.Join(' ', new[] { "night/2026-09-10", "night/2026-09-21" }.SelectMany(n => store.Runs.LatestFlags("night/", n, Spans.Whole).OrderBy(f => f.Key, StringComparer.Ordinal)).Select(f => $"{f.Key}:{f.Value}"));
    }

    [TestMethod]
    public void Ended_units_and_what_was_told_go_when_they_are_old_and_what_is_open_stays()
    {
        using var store = Open();
        store.Units.Open("night/1", "judge", "{}", ThreeUnits);
        store.Units.Close("night/1");
        store.Units.Open("night/2", "judge", "{}", ThreeUnits);
        foreach (var (subject, kind) in new[] { ("a", "night-failed"), ("b", "agreement-expires"), ("c", "batch-refused") }) store.Notices.Claim(subject, kind, TimeSpan.Zero);
        foreach (var subject in new[] { "a", "b" }) store.Notices.Told(subject);
        Clock.Set(TimeSpan.FromDays(10));
        var moment = Clock.GetUtcNow();
        Assert.AreEqual((0L, 0L), (store.Tidy.Ledger(moment.AddDays(-20), true, CancellationToken.None), store.Tidy.Notices(moment.AddDays(-20), true)));
        foreach (var remove in new[] { false, true }) Assert.AreEqual((4L, 2L), (store.Tidy.Ledger(moment, remove, CancellationToken.None), store.Tidy.Notices(moment, remove)));
        Assert.AreEqual((0L, 0L), (store.Tidy.Ledger(moment, true, CancellationToken.None), store.Tidy.Notices(moment, true)));
        Assert.IsEmpty(store.Units.Of("night/1", "judge"));
        Assert.HasCount(3, store.Units.Of("night/2", "judge"));
        CollectionAssert.AreEqual(new[] { "a", "c" }, store.Notices.Untold(["a", "b", "c"]).ToArray(), "an agreement that ran out is told of once, however long ago");
    }
}
