using DataMatching.App;
using DataMatching.Jobs;
using DataMatching.Jobs.Work;
using DataMatching.Storage;
using DataMatching.Tests.Jobs;

namespace DataMatching.Tests.Operations;

/// <summary>One job at a time, in the order in which they were asked for; what is stopped goes on, what fails says why.</summary>
[TestClass]
public sealed class WorkerTests : IDisposable
{
    private const string Night = "2026-09-30";
    private readonly NightSite _files = new();
    private readonly GateClock _clock = new();
    private readonly Site _site;

    public WorkerTests() => _site = Guard.Open(SiteFolder.At(_files.Line.Site), _clock);

    private JobTables Jobs => _site.Store.Jobs;

    [TestMethod]
    public void Jobs_run_one_at_a_time_in_their_order_and_tell_how_far_they_are()
    {
        using var worker = New();
        _clock.HoldWhen(() => worker.Now is { Step: "judge", Done: > 0 });
        var night = worker.Ask(JobKind.Night, Night, "", null);
        var preview = worker.Ask(JobKind.Preview, "2026Q3", "", null);
        worker.Start();
        _clock.WaitUntilHeld();

        Assert.AreEqual((night.Id, "judge"), (worker.Now!.Job, worker.Now.Step));
        Assert.IsTrue(worker.Now.Done > 0);
        Assert.AreEqual((JobState.Running, JobState.Waiting), (Jobs.Find(night.Id)!.State, Jobs.Find(preview.Id)!.State));
        Assert.AreEqual(_site.Store.Runs.Newest("night/" + Night)!.Id, Jobs.Find(night.Id)!.Run, "who asked is found from the run while it runs");
        _clock.Release();
        Until(() => Jobs.Unfinished().Count == 0);
        Assert.AreEqual((JobState.Done, JobState.Done), (Jobs.Find(night.Id)!.State, Jobs.Find(preview.Id)!.State), Jobs.Find(preview.Id)!.Failure);
        Assert.Contains("lists/2026Q3-preview", Jobs.Outcome(preview.Id)!, StringComparison.Ordinal);
        Until(() => worker.Now is null);
    }

    [TestMethod]
    public void A_waiting_job_that_is_cancelled_never_runs_and_a_running_one_stops_at_its_next_unit()
    {
        using var worker = New();
        _clock.HoldWhen(() => worker.Now?.Step == "match");
        var night = worker.Ask(JobKind.Night, Night, "", null);
        var waiting = worker.Ask(JobKind.Night, "2026-06-30", "", null);
        worker.Start();
        _clock.WaitUntilHeld();
        Assert.IsTrue(worker.Cancel(waiting.Id));
        Assert.IsTrue(worker.Cancel(night.Id));
        Assert.IsTrue(worker.Now!.Stopping);
        _clock.Release();
        Until(() => Jobs.Unfinished().Count == 0 && worker.Now is null);

        Assert.AreEqual((JobState.Cancelled, JobState.Cancelled), (Jobs.Find(night.Id)!.State, Jobs.Find(waiting.Id)!.State));
        Assert.AreEqual(0, Jobs.Find(waiting.Id)!.Attempts);
        Assert.IsNull(_site.Store.Runs.Newest("night/" + Night)!.EndedAt, "the run is there to be gone on with");
        Assert.IsFalse(worker.Cancel(night.Id));
        var again = worker.Ask(JobKind.Night, Night, "", null);
        Until(() => Jobs.Unfinished().Count == 0);
        Assert.AreEqual(JobState.Done, Jobs.Find(again.Id)!.State);
        Assert.AreEqual(Jobs.Find(night.Id)!.Run, Jobs.Find(again.Id)!.Run, "it went on with the run that was stopped");
    }

    [TestMethod]
    public void A_job_in_which_the_process_is_stopped_goes_on_at_the_next_start()
    {
        long night;
        using (var worker = New())
        {
            _clock.HoldWhen(() => worker.Now?.Step == "match");
            night = worker.Ask(JobKind.Night, Night, "", null).Id;
            worker.Start();
            _clock.WaitUntilHeld();
            var stopped = Task.Run(worker.Dispose);
            Until(() => worker.Now is { Stopping: true });
            _clock.Release();
            Assert.IsTrue(stopped.Wait(TimeSpan.FromMinutes(1)));
        }

        Assert.AreEqual((JobState.Waiting, 0), (Jobs.Find(night)!.State, Jobs.Find(night)!.Attempts));
        using var next = New();
        next.Start();
        Until(() => Jobs.Unfinished().Count == 0);
        Assert.AreEqual(JobState.Done, Jobs.Find(night)!.State);
    }

    [TestMethod]
    public void A_failure_is_shown_in_words_and_the_next_job_runs()
    {
        using var worker = New();
        var early = worker.Ask(JobKind.Quarter, "2026Q4", "", null);
        var night = worker.Ask(JobKind.Night, Night, "", null);
        worker.Start();
        Until(() => Jobs.Unfinished().Count == 0);
        Assert.AreEqual(JobState.Failed, Jobs.Find(early.Id)!.State);
        Assert.Contains("No union files were imported yet", Jobs.Find(early.Id)!.Failure!, StringComparison.Ordinal);
        Assert.IsNull(Jobs.Find(early.Id)!.Run);
        Assert.AreEqual(JobState.Done, Jobs.Find(night.Id)!.State);
    }

    [TestMethod]
    public void An_unexpected_failure_is_told_without_what_the_exception_says()
    {
        File.WriteAllText(_files.Line.At("site", "lists", "nights"), "a file where a folder belongs");
        using var worker = new Worker(_site, (job, e) => $"{job?.Kind}: {e.GetType().Name}");
        var night = worker.Ask(JobKind.Night, Night, "", null);
        worker.Start();
        Until(() => Jobs.Unfinished().Count == 0);
        Assert.AreEqual(JobState.Failed, Jobs.Find(night.Id)!.State);
        Assert.StartsWith("Night: ", Jobs.Find(night.Id)!.Failure!, StringComparison.Ordinal);
        Assert.IsNotNull(_site.Store.Runs.Find(Jobs.Find(night.Id)!.Run!.Value)!.Failure);
    }

    [TestMethod]
    public void A_job_in_which_the_process_died_again_and_again_is_given_up()
    {
        var job = Jobs.Ask(JobKind.Night, Night, "", null);
        for (var i = 0; i < Worker.MostAttempts; i++) Jobs.Begin(job.Id);
        using var worker = New();
        worker.Start();
        Until(() => Jobs.Unfinished().Count == 0);
        Assert.AreEqual(JobState.Failed, Jobs.Find(job.Id)!.State);
        Assert.Contains("ended in the middle", Jobs.Find(job.Id)!.Failure!, StringComparison.Ordinal);
        Assert.IsNull(_site.Store.Runs.Newest("night/" + Night));
    }

    [TestMethod]
    public void A_queue_that_cannot_be_read_for_a_while_is_told_and_the_worker_goes_on_after_it()
    {
        var told = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var worker = new Worker(_site, (job, e) =>
        {
            told.Enqueue($"{job?.Kind} {e.GetType().Name}");
            return "";
        });
        var night = worker.Ask(JobKind.Night, Night, "", null);
        Meddle("ALTER TABLE job RENAME TO job_elsewhere");
        worker.Start();
        Until(() => !told.IsEmpty);
        Meddle("ALTER TABLE job_elsewhere RENAME TO job");
        Until(() => Jobs.Unfinished().Count == 0);
        Assert.AreEqual(JobState.Done, Jobs.Find(night.Id)!.State);
        Assert.AreEqual(" SqliteException", told.First());
    }

    [TestMethod]
    public void A_job_whose_end_cannot_be_noted_is_noted_later_and_not_done_twice()
    {
        var told = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var worker = new Worker(_site, (job, e) =>
        {
            told.Enqueue($"{job?.Kind} {e.GetType().Name}");
            return "";
        });
        Meddle("CREATE TRIGGER job_cannot_end BEFORE UPDATE ON job WHEN NEW.state = 2 BEGIN SELECT RAISE(ABORT, 'no room'); END");
        var night = worker.Ask(JobKind.Night, Night, "", null);
        worker.Start();
        Until(() => !told.IsEmpty);
        Assert.AreEqual("Night SqliteException", told.First());
        Meddle("DROP TRIGGER job_cannot_end");
        Until(() => Jobs.Unfinished().Count == 0 && worker.Now is null);
        Assert.AreEqual((JobState.Done, 1), (Jobs.Find(night.Id)!.State, Jobs.Find(night.Id)!.Attempts));
    }

    public void Dispose()
    {
        _site.Dispose();
        _clock.Dispose();
        _files.Dispose();
    }

    private void Meddle(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_files.Line.At("site", "data", "datamatching.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Worker New() => new(_site, (_, e) => e.GetType().Name);

    private static void Until(Func<bool> done)
    {
        for (var i = 0; i < 1200; i++)
        {
            if (done()) return;
            Thread.Sleep(50);
        }

        Assert.Fail("It did not come to pass within a minute.");
    }
}
