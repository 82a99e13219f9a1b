using DataMatching.Review;
using DataMatching.Storage;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    [TestMethod]
    public void The_same_work_is_asked_for_once_while_it_waits_or_runs()
    {
        using var store = Open();
        var account = store.Accounts.Create("li", "李娜", Role.Operator, null, StampA).Id;
        var night = store.Jobs.Ask(JobKind.Night, "2026-09-30", "", account);
        Assert.AreEqual((JobState.Waiting, (long?)account, 0), (night.State, night.AskedBy, night.Attempts));
        Assert.AreEqual(night, store.Jobs.Ask(JobKind.Night, "2026-09-30", "", null));
        var again = store.Jobs.Ask(JobKind.Quarter, "2026Q3", "{\"repin\":true}", account);
        Assert.AreNotEqual(again.Id, store.Jobs.Ask(JobKind.Quarter, "2026Q3", "{\"repin\":false}", account).Id);
        Assert.AreEqual("{\"repin\":true}", store.Jobs.Document(again.Id));
        store.Jobs.Begin(night.Id);
        Assert.AreEqual(night.Id, store.Jobs.Ask(JobKind.Night, "2026-09-30", "", account).Id);
        store.Jobs.Finish(night.Id, "{}");
        Assert.AreNotEqual(night.Id, store.Jobs.Ask(JobKind.Night, "2026-09-30", "", account).Id);
        Assert.AreEqual("{}", store.Jobs.Outcome(night.Id));
    }

    [TestMethod]
    public void Jobs_outlive_the_process_and_keep_their_place_and_their_attempts()
    {
        long first;
        using (var store = Open())
        {
            first = store.Jobs.Ask(JobKind.Night, "2026-09-29", "", null).Id;
            var second = store.Jobs.Ask(JobKind.Night, "2026-09-30", "", null).Id;
            var run = store.Runs.StartOrResume("night/2026-09-29", "{}");
            store.Jobs.Begin(first);
            store.Jobs.Became(first, run.Id);
            CollectionAssert.AreEqual(new[] { first, second }, store.Jobs.Unfinished().Select(j => j.Id).ToArray());
        }

        using var after = Open();
        var left = after.Jobs.Unfinished()[0];
        Assert.AreEqual((first, JobState.Running, 1), (left.Id, left.State, left.Attempts));
        after.Jobs.Begin(first);
        Assert.AreEqual(2, after.Jobs.Find(first)!.Attempts);
        after.Jobs.Rest(first);
        Assert.AreEqual((JobState.Waiting, 1), (after.Jobs.Find(first)!.State, after.Jobs.Find(first)!.Attempts));
        Assert.AreEqual(first, after.Jobs.OfRuns([left.Run!.Value]).Single().Id);
        CollectionAssert.AreEqual(after.Jobs.Latest(10).Select(j => j.Id).ToArray(), after.Jobs.Latest(JobKind.Night, 10).Select(j => j.Id).ToArray());
        Assert.IsEmpty(after.Jobs.Latest(JobKind.DryRun, 10));
    }

    [TestMethod]
    public void A_job_ends_once_and_is_never_deleted()
    {
        using var store = Open();
        var job = store.Jobs.Ask(JobKind.Preview, "2026Q3", "", null).Id;
        Assert.IsTrue(store.Jobs.Cancel(job));
        Assert.IsFalse(store.Jobs.Cancel(job));
        Assert.ThrowsExactly<StoreException>(() => store.Jobs.Begin(job));
        Assert.ThrowsExactly<StoreException>(() => store.Jobs.Finish(job, null));
        var failed = store.Jobs.Ask(JobKind.Preview, "2026Q3", "", null).Id;
        store.Jobs.Fail(failed, "why");
        Assert.AreEqual((JobState.Failed, "why"), (store.Jobs.Find(failed)!.State, store.Jobs.Find(failed)!.Failure));
        Assert.Throws<Exception>(() => Meddle("DELETE FROM job"));
    }

    [TestMethod]
    public void Runs_are_found_by_number_by_key_and_page_by_page()
    {
        using var store = Open();
        var runs = new[] { "night/2026-09-28", "night/2026-09-29", "night/2026-09-29", "quarter/2026Q3" }.Select(key =>
        {
            var run = store.Runs.StartOrResume(key, "{}");
            store.Runs.Finish(run.Id);
            return run.Id;
        }).ToArray();
        Assert.AreEqual("quarter/2026Q3", store.Runs.Find(runs[3])!.Key);
        Assert.IsNull(store.Runs.Find(99));
        Assert.AreEqual(runs[2], store.Runs.Newest("night/2026-09-29")!.Id);
        Assert.IsNull(store.Runs.Newest("night/2026-09-30"));
        CollectionAssert.AreEqual(new[] { runs[3], runs[2] }, store.Runs.Before(null, 2).Select(r => r.Id).ToArray());
        CollectionAssert.AreEqual(new[] { runs[1], runs[0] }, store.Runs.Before(runs[2], 2).Select(r => r.Id).ToArray());
        CollectionAssert.AreEqual(new[] { runs[1], runs[2] }, store.Runs.FinishedOfLast("night/", 1).Select(r => r.Id).ToArray());
        CollectionAssert.AreEqual(new[] { runs[0], runs[1], runs[2] }, store.Runs.FinishedOfLast("night/", 5).Select(r => r.Id).ToArray());
    }
}
