namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    [TestMethod]
    public void One_of_several_tells_of_a_thing_and_when_it_was_told_nobody_does_again()
    {
        using var store = Open();
        using var other = Open();
        var hold = TimeSpan.FromMinutes(5);
        CollectionAssert.AreEqual(new[] { "b", "a" }, store.Notices.Untold(["b", "a"]).ToArray());
        Assert.IsTrue(store.Notices.Claim("a", "night-failed", hold));
        Assert.IsFalse(other.Notices.Claim("a", "night-failed", hold));
        Assert.IsTrue(other.Notices.Claim("a", "night-failed", TimeSpan.Zero), "who took it on is taken for dead");
        Clock.Set(TimeSpan.FromMinutes(-4));
        Assert.IsFalse(store.Notices.Claim("a", "night-failed", hold), "clocks of nodes differ");
        Clock.Set(TimeSpan.FromDays(-30));
        Assert.IsTrue(store.Notices.Claim("a", "night-failed", hold), "the clock was a month ahead when it was taken on");
        other.Notices.Told("a");
        Assert.IsFalse(store.Notices.Claim("a", "night-failed", TimeSpan.Zero));
        CollectionAssert.AreEqual(new[] { "b" }, store.Notices.Untold(["b", "a"]).ToArray());
    }

    [TestMethod]
    public void Failed_runs_are_found_since_a_moment_and_neither_finished_nor_abandoned_ones()
    {
        using var store = Open();
        store.Runs.Fail(store.Runs.StartOrResume("night/2026-09-28", "{}").Id, "why");
        var since = Clock.GetUtcNow();
        var failed = store.Runs.StartOrResume("night/2026-09-29", "{}");
        store.Runs.Fail(failed.Id, "IOException");
        store.Runs.StartOrResume("quarter/2026Q3", "{}");
        store.Runs.Finish(store.Runs.StartOrResume("quarter/2026Q3", "{\"again\":1}").Id);
        Assert.AreEqual((failed.Id, "IOException"), store.Runs.FailedSince(since).Select(r => (r.Id, r.Failure!)).Single());
        Assert.HasCount(2, store.Runs.FailedSince(DateTimeOffset.MinValue));
    }
}
