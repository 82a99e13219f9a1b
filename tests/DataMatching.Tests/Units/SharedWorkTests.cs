using DataMatching.App;
using DataMatching.Batches;
using DataMatching.Jobs;
using DataMatching.Jobs.Operating;
using DataMatching.Jobs.Schedule;
using DataMatching.Jobs.Units;
using DataMatching.Jobs.Work;
using DataMatching.Storage;
using DataMatching.Tests.App;
using DataMatching.Tests.Operating;
using DataMatching.Tests.Reports;
using DataMatching.Tests.Sql;
using Npgsql;

namespace DataMatching.Tests.Units;

/// <summary>Two processes' sites on one PostgreSQL: who has the right to work, who loses it, and what a node that lacks a file does to a night.</summary>
[TestClass]
public sealed class SharedWorkTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 9, 30);
    private static PostgresServer? _server;
    private readonly CommandLine _line = new();
    private readonly CommandLine _other = new();
    private Site? _here, _there;

    [ClassInitialize]
    public static void Begin(TestContext context) => _server = PostgresServer.TryStart();

    [ClassCleanup]
    public static void End() => _server?.Dispose();

    public void Dispose()
    {
        _here?.Dispose();
        _there?.Dispose();
        _line.Dispose();
        _other.Dispose();
    }

    [TestMethod]
    public void Who_lost_the_right_to_another_leaves_its_run_to_it()
    {
        var (here, there) = Sites();
        IDisposable? taken = null;
        using var right = here.BeginWork();
        Assert.ThrowsExactly<JobRefused>(there.BeginWork);
        var progress = new Told(step =>
        {
            if (step.Step != "pull" || taken is not null) return;
            CutRight(here);
            taken = there.BeginWork();
        });
        Assert.ThrowsExactly<WorkLostException>(() => NightPipeline.Run(here, Day, progress, CancellationToken.None));
        var run = there.Store.Runs.Newest("night/2026-09-30")!;
        Assert.AreEqual((null, null), (run.EndedAt, run.Failure), "the run is the other's now");
        NightPipeline.Run(there, Day, progress, CancellationToken.None);
        Assert.AreEqual(run.Id, there.Store.Runs.LastFinished("night/2026-09-30")!.Id, "which goes on with it");
        taken!.Dispose();
    }

    [TestMethod]
    public void Who_lost_the_right_to_nobody_takes_it_again_and_goes_on()
    {
        var (here, there) = Sites();
        using var right = here.BeginWork();
        var cuts = 0;
        NightPipeline.Run(here, Day, new Told(step =>
        {
            if (cuts == 0 && step.Step == "pull") CutRight(here);
            if (step.Step == "pull") cuts++;
        }), CancellationToken.None);
        Assert.IsGreaterThan(0, cuts);
        Assert.IsNotNull(here.Store.Runs.LastFinished("night/2026-09-30"));
        Assert.ThrowsExactly<JobRefused>(there.BeginWork, "it has the right still");
    }

    [TestMethod]
    public void A_job_whose_right_was_lost_is_left_to_the_node_that_has_it()
    {
        var (here, there) = Sites();
        var told = new List<string>();
        using var worker = new Worker(here, (_, e) =>
        {
            lock (told) told.Add(e.GetType().Name);
            return "";
        });
        var job = worker.Ask(JobKind.Night, "2026-09-30", "", null);
        IDisposable? taken = null;
        here.Join(here.Node, new TakingEngine(new HereEngine(here.Node, 1), () =>
        {
            if (taken is not null) return;
            CutRight(here);
            taken = there.BeginWork();
        }));
        worker.Start();
        Assert.IsTrue(SpinWait.SpinUntil(() => taken is not null && worker.Now is null, TimeSpan.FromMinutes(1)));
        Assert.AreEqual(JobState.Running, here.Store.Jobs.Find(job.Id)!.State, "neither failed nor done");
        lock (told) CollectionAssert.Contains(told, nameof(WorkLostException));
        worker.Dispose();
        taken!.Dispose();
    }

    [TestMethod]
    public void Deliveries_that_a_node_cannot_reach_are_read_by_the_one_that_found_them()
    {
        var (here, there) = Sites();
        Directory.Delete(_other.At("site", "drop"), recursive: true);
        using var right = here.BeginWork();
        here.Join(here.Node, new HereEngine(new Node(there, "there"), 1));
        NightPipeline.Run(here, Day, new Told(_ => { }), CancellationToken.None);
        var batches = here.Store.Batches.All();
        Assert.IsGreaterThan(20, batches.Count);
        Assert.IsEmpty(batches.Where(b => b.State == BatchState.Pending));
        Assert.IsTrue(here.Store.Units.Of("night/2026-09-30", IEngine.Deliveries).All(u => u.Node == "there"));
    }

    [TestMethod]
    public void A_night_whose_database_was_gone_for_a_while_goes_on_by_itself()
    {
        var (here, _) = Sites();
        using var right = here.BeginWork();
        var (cuts, told) = (0, new List<bool>());
        var night = WhenBack.Run(here, () => NightPipeline.Run(here, Day, new Told(step =>
        {
            if (step.Step == "pull" && cuts++ == 0) throw new NpgsqlException("gone", new IOException());
        }), CancellationToken.None), told.Add, CancellationToken.None);
        Assert.IsGreaterThan(0, night.Reassessed);
        CollectionAssert.AreEqual(new[] { false, true }, told, "gone, and back");
        Assert.HasCount(1, here.Store.Runs.Latest(10).Where(r => r.Key == "night/2026-09-30").ToList(), "the same run went on");
    }

    [TestMethod]
    public void Two_that_serve_ask_for_what_is_due_once_and_tell_of_it_once()
    {
        using var receiver = new Receiver();
        var (here, there) = Sites(file =>
        {
            File.WriteAllText(Path.Combine(file, "schedule.json"), """{ "night": { "cron": "* * * * * ?" }, "quarter": null }""");
            SecretFile.Write(_line.At("site", "secrets", "notify.key"), "a key");
            var settings = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(file, "site.json")))!;
            settings["notify"] = new System.Text.Json.Nodes.JsonObject { ["url"] = receiver.Address + "/", ["secret"] = "file:secrets/notify.key" };
            File.WriteAllText(Path.Combine(file, "site.json"), settings.ToJsonString());
        });
        Site[] sites = [here, there];
        using var one = new Worker(here, (_, e) => e.GetType().Name);
        using var other = new Worker(there, (_, e) => e.GetType().Name);
        foreach (var site in sites) AskDue.Note(site);
        Thread.Sleep(TimeSpan.FromSeconds(2));
        var asked = new Job?[8];
        Parallel.For(0, asked.Length, i => asked[i] = AskDue.Next(sites[i % 2], i % 2 == 0 ? one : other));
        Assert.HasCount(1, asked.Where(j => j is not null).ToList(), "however many look at once");
        Assert.HasCount(1, here.Store.Jobs.Unfinished().ToList());

        here.Store.Runs.Fail(here.Store.Runs.StartOrResume("night/2026-09-29", "{}").Id, "IOException");
        var told = new int[8];
        Parallel.For(0, told.Length, i => told[i] = TellNotices.Run(sites[i % 2], CancellationToken.None));
        Assert.AreEqual((told.Sum(), told.Sum()), (receiver.Posts.Count, receiver.Posts.Select(p => System.Text.Json.JsonDocument.Parse(p.Body).RootElement.GetProperty("id").GetString()).Distinct().Count()), "each thing once");
        Assert.HasCount(1, receiver.Posts.Where(p => System.Text.Encoding.UTF8.GetString(p.Body).Contains("night-failed", StringComparison.Ordinal)).ToList());
    }

    /// <summary>One site, and another folder with a copy of it.</summary>
    private (Site Here, Site There) Sites(Action<string>? configure = null)
    {
        Assert.AreEqual(0, _line.Run("sample", "--out", _line.Site, "--households", "200", "--quiet").Code);
        Assert.AreEqual(0, _line.Run("init").Code);
        PostgresSite.Use(_line, PostgresServer.Needed(_server));
        configure?.Invoke(_line.At("site", "config"));
        foreach (var file in Directory.EnumerateFiles(_line.Site, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_other.Site, Path.GetRelativePath(_line.Site, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        _here = Guard.Open(SiteFolder.At(_line.Site), TimeProvider.System, SiteUse.Change);
        _there = Guard.Open(SiteFolder.At(_other.Site), TimeProvider.System, SiteUse.Change);
        return (_here, _there);
    }

    /// <summary>The server loses the connection by which a site holds the right.</summary>
    private static void CutRight(Site site)
    {
        using var connection = new NpgsqlConnection(site.Store.Server!.Connection);
        connection.Open();
        using var command = new NpgsqlCommand(
            "SELECT COUNT(pg_terminate_backend(pid, 30000)) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
            + "AND classid::bigint = hashtext('datamatching work')::bigint & 4294967295", connection);
        Assert.AreEqual(1L, command.ExecuteScalar());
    }

    private sealed class Told(Action<StepProgress> tell) : IProgress<StepProgress>
    {
        public void Report(StepProgress value) => tell(value);
    }

    /// <summary>Something happens before each stage.</summary>
    private sealed class TakingEngine(IEngine inner, Action before) : IEngine
    {
        public void Carry(Stage stage, Action<StageProgress> tell, CancellationToken cancel)
        {
            before();
            inner.Carry(stage, tell, cancel);
        }

        public void Dispose() => inner.Dispose();
    }
}
