using DataMatching.Storage;

namespace DataMatching.Tests.Storage;

public abstract partial class StoreCompliance
{
    private const string Due = "2026-09-30", DueKey = "night/2026-09-30";

    [TestMethod]
    public void A_schedule_is_noted_when_it_is_another_than_the_one_in_force_and_never_changed()
    {
        using var store = Open();
        store.Schedule.Note(JobKind.Night, ScheduleVersion.Off);
        Assert.IsEmpty(store.Schedule.Versions(JobKind.Night), "what was never on a schedule needs no note that it is on none");
        foreach (var wording in new[] { "a", "a", "b", "a", ScheduleVersion.Off }) store.Schedule.Note(JobKind.Night, wording);
        store.Schedule.Note(JobKind.Quarter, "q");
        var versions = store.Schedule.Versions(JobKind.Night);
        CollectionAssert.AreEqual(new[] { "a", "b", "a", ScheduleVersion.Off }, versions.Select(v => v.Wording).ToArray());
        CollectionAssert.AreEqual(versions.OrderBy(v => v.Since).ToArray(), versions.ToArray());
        Assert.AreEqual("q", store.Schedule.Versions(JobKind.Quarter).Single().Wording);
        Assert.Throws<Exception>(() => Meddle("UPDATE schedule_version SET wording = 'x'"));
        Assert.Throws<Exception>(() => Meddle("DELETE FROM schedule_version"));
    }

    [TestMethod]
    public void What_is_due_is_asked_for_once_however_many_ask()
    {
        using var one = Open();
        using var other = Open();
        Job? Ask(Store store, int tries = 0) => store.Schedule.AskOnce(JobKind.Night, Due, DueKey, "", tries);

        var answers = new Job?[8];
        Parallel.For(0, answers.Length, i => answers[i] = Ask(i % 2 == 0 ? one : other));
        var job = answers.Single(a => a is not null)!;
        Assert.AreEqual((JobKind.Night, Due, (long?)null, JobState.Waiting), (job.Kind, job.Subject, job.AskedBy, job.State));
        Assert.IsNull(one.Schedule.AskOnce(JobKind.Night, "2026-10-01", "night/2026-10-01", "", 0), "one piece of the schedule's work after the other");

        one.Jobs.Begin(job.Id);
        one.Jobs.Fail(job.Id, "why");
        Assert.AreEqual(Due, other.Schedule.Tries(JobKind.Night, "2026-09-01").Single().Subject);
        Assert.IsEmpty(other.Schedule.Tries(JobKind.Night, "2026-10-01"));
        Assert.IsNull(Ask(other), "somebody tried since");
        var again = Ask(other, 1)!;
        other.Runs.Finish(other.Runs.StartOrResume(DueKey, "{}").Id);
        other.Jobs.Finish(again.Id, null);
        Assert.IsNull(Ask(one, 1), "it has run");
        Assert.IsTrue(one.Runs.HasFinished(DueKey));
        CollectionAssert.AreEqual(new[] { DueKey }, one.Runs.FinishedKeys("night/", "night/2026-09-30").ToArray());
        Assert.IsEmpty(one.Runs.FinishedKeys("night/", "night/2026-10-01"));
        Assert.IsEmpty(one.Runs.FinishedKeys("quarter/", "quarter/"));
    }

    [TestMethod]
    public void What_somebody_asked_for_is_not_asked_for_again_by_the_schedule()
    {
        using var store = Open();
        var account = store.Accounts.Create("li", "李娜", DataMatching.Review.Role.Operator, null, StampA).Id;
        store.Jobs.Ask(JobKind.Quarter, "2026Q3", "{\"repin\":true}", account);
        Assert.IsNull(store.Schedule.AskOnce(JobKind.Quarter, "2026Q3", "quarter/2026Q3", "", 0));
        Assert.IsNotNull(store.Schedule.AskOnce(JobKind.Night, Due, DueKey, "", 0), "of another piece it is no hindrance");
    }

    [TestMethod]
    public void A_skip_is_kept_with_who_and_why_and_takes_the_work_out_of_the_queue()
    {
        using var store = Open();
        var job = store.Schedule.AskOnce(JobKind.Night, Due, DueKey, "", 0)!;
        store.Schedule.AddSkip(JobKind.Night, Due, DueKey, "张三", "机房停电");
        Assert.AreEqual(JobState.Cancelled, store.Jobs.Find(job.Id)!.State);
        Assert.IsNull(store.Schedule.AskOnce(JobKind.Night, Due, DueKey, "", 1));
        var skip = store.Schedule.Skips().Single();
        Assert.AreEqual((JobKind.Night, Due, "张三", "机房停电"), (skip.Kind, skip.Subject, skip.Who, skip.Why));
        Assert.AreEqual(skip, store.Schedule.Skip(JobKind.Night, Due));
        Assert.IsNull(store.Schedule.Skip(JobKind.Quarter, Due));
        Assert.Contains("skipped already by 张三", Assert.ThrowsExactly<StoreException>(() => store.Schedule.AddSkip(JobKind.Night, Due, DueKey, "李四", "again")).Message, StringComparison.Ordinal);
        store.Runs.Finish(store.Runs.StartOrResume("night/2026-10-01", "{}").Id);
        Assert.Contains("has run", Assert.ThrowsExactly<StoreException>(() => store.Schedule.AddSkip(JobKind.Night, "2026-10-01", "night/2026-10-01", "李四", "x")).Message, StringComparison.Ordinal);
        Assert.Throws<Exception>(() => Meddle("UPDATE schedule_skip SET who = 'x'"));
        Assert.Throws<Exception>(() => Meddle("DELETE FROM schedule_skip"));
        var words = System.Text.Encoding.UTF8.GetBytes("机房停电");
        Assert.IsFalse(Kept().Any(k => k.AsSpan().IndexOf(words) >= 0), "why is sealed");
    }
}
