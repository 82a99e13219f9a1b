using System.Collections.Concurrent;
using DataMatching.App;
using DataMatching.Jobs;
using DataMatching.Jobs.Units;
using DataMatching.Storage;
using DataMatching.Tests.App;

namespace DataMatching.Tests.Units;

/// <summary>What every engine has to keep, on a site whose units do what the test says.</summary>
public abstract class EngineCompliance : IDisposable
{
    private readonly CommandLine _line = new();
    private Site? _site;

    private protected CommandLine Line => _line;

    private protected Site Site => _site ??= Opened();

    /// <summary>Makes the site's database.</summary>
    private protected abstract void Prepare();

    /// <summary>The engine, with two hands.</summary>
    private protected abstract IEngine Start(Node node);

    public virtual void Dispose()
    {
        _site?.Dispose();
        _line.Dispose();
        GC.SuppressFinalize(this);
    }

    [TestMethod]
    public void Every_unit_is_done_once_and_what_came_of_them_stands_in_their_order()
    {
        var done = new ConcurrentBag<int>();
        using var engine = Start(NodeOf((claim, _) => done.Add(claim.Ordinal)));
        var (stage, _) = Site.Store.Units.Open("s", "step", "{}", Units(30));
        var told = new List<StageProgress>();
        engine.Carry(stage, told.Add, CancellationToken.None);
        CollectionAssert.AreEqual(Enumerable.Range(0, 30).ToArray(), done.Order().ToArray());
        CollectionAssert.AreEqual(Enumerable.Range(0, 30).Select(i => $"u{i} by node").ToArray(), Site.Store.Units.Outcomes(stage).ToArray());
        Assert.AreEqual((30, 30L), (told[^1].Done, told[^1].Rows));
        CollectionAssert.AreEqual(told.Select(t => t.Done).Order().ToArray(), told.Select(t => t.Done).ToArray(), "it never goes back");

        engine.Carry(stage, _ => { }, CancellationToken.None);
        Assert.HasCount(30, done, "what is done is not done again");
    }

    [TestMethod]
    public void A_unit_that_cannot_be_done_ends_the_work_and_what_was_done_stays()
    {
        var (begun, broken) = (new ConcurrentDictionary<int, int>(), true);
        using var engine = Start(NodeOf((claim, _) =>
        {
            begun.AddOrUpdate(claim.Ordinal, 1, (_, n) => n + 1);
            if (claim.Ordinal == 3 && broken) throw new JobRefused("column 姓名 is missing");
        }));
        var (stage, _) = Site.Store.Units.Open("s", "step", "{}", Units(6));
        Assert.Contains("column 姓名 is missing", Assert.ThrowsExactly<JobRefused>(() => engine.Carry(stage, _ => { }, CancellationToken.None)).Message, StringComparison.Ordinal);
        Assert.AreEqual(1, begun[3], "it is not tried again by itself");
        broken = false;
        var (again, resumed) = Site.Store.Units.Open("s", "step", "{}", Units(6));
        Assert.IsTrue(resumed);
        engine.Carry(again, _ => { }, CancellationToken.None);
        Assert.AreEqual(2, begun[3]);
        Assert.HasCount(6, Site.Store.Units.Outcomes(again).ToList());
    }

    [TestMethod]
    public void What_may_pass_is_tried_again()
    {
        var failures = 0;
        using var engine = Start(NodeOf((claim, _) =>
        {
            if (claim.Ordinal == 1 && Interlocked.Increment(ref failures) == 1) throw new TimeoutException("no answer");
        }));
        var (stage, _) = Site.Store.Units.Open("s", "step", "{}", Units(3));
        engine.Carry(stage, _ => { }, CancellationToken.None);
        Assert.AreEqual(2, failures);
        Assert.AreEqual(2, Site.Store.Units.Of("s", "step")[1].Attempts);
    }

    [TestMethod]
    public void Stopped_it_gives_back_what_it_has_in_hand_and_goes_on_later()
    {
        using var stop = new CancellationTokenSource();
        var slow = true;
        using var engine = Start(NodeOf((claim, cancel) =>
        {
            if (!slow || claim.Ordinal < 2) return;
            stop.Cancel();
            if (cancel.WaitHandle.WaitOne(TimeSpan.FromSeconds(3))) cancel.ThrowIfCancellationRequested();
        }));
        var (stage, _) = Site.Store.Units.Open("s", "step", "{}", Units(8));
        Assert.Throws<OperationCanceledException>(() => engine.Carry(stage, _ => { }, stop.Token));
        slow = false;
        engine.Carry(stage, _ => { }, CancellationToken.None);
        Assert.HasCount(8, Site.Store.Units.Outcomes(stage).ToList());
    }

    [TestMethod]
    public void Nothing_of_a_stage_that_was_given_up_is_saved()
    {
        Stage? newer = null;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var engine = Start(NodeOf((claim, _) =>
        {
            if (claim is not { Ordinal: 0, Stage.Document: "{}" }) return;
            newer = Site.Store.Units.Open("s", "step", "{\"newer\":1}", Units(2)).Stage;
            patience.CancelAfter(TimeSpan.FromSeconds(4));
        }));
        var (stage, _) = Site.Store.Units.Open("s", "step", "{}", Units(1));
        Assert.IsNotNull(Assert.Throws<Exception>(() => engine.Carry(stage, _ => { }, patience.Token)));
        Assert.ThrowsExactly<StoreException>(() => Site.Store.Units.Outcomes(stage).ToList());
        engine.Carry(newer!, _ => { }, CancellationToken.None);
        Assert.HasCount(2, Site.Store.Units.Outcomes(newer!).ToList());
    }

    private protected Node NodeOf(Action<UnitClaim, CancellationToken> work, string name = "node") => new(Site, name, (site, _) => new TestedWork(site, name, work));

    private protected static UnitToDo[] Units(int count) => [.. Enumerable.Range(0, count).Select(i => new UnitToDo($"u{i}", 1))];

    private Site Opened()
    {
        Assert.AreEqual(0, _line.Run("init").Code);
        Prepare();
        return Guard.Open(SiteFolder.At(_line.Site), TimeProvider.System, SiteUse.Change);
    }

    private sealed class TestedWork(Site site, string name, Action<UnitClaim, CancellationToken> work) : StageWork
    {
        public override void Perform(UnitClaim claim, CancellationToken cancel)
        {
            work(claim, cancel);
            site.Store.Units.Done(claim, $"{claim.Document} by {name}", 1);
        }
    }
}
