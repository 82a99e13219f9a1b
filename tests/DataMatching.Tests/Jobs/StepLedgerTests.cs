using DataMatching.App;
using DataMatching.Jobs;
using DataMatching.Tests.App;

namespace DataMatching.Tests.Jobs;

/// <summary>Two steps at the same time in the run's ledger.</summary>
[TestClass]
public sealed class StepLedgerTests : IDisposable
{
    private readonly CommandLine _line = new();
    private readonly Site _site;

    public StepLedgerTests()
    {
        _line.Init();
        _site = Guard.Open(SiteFolder.At(_line.Site), _line.Clock, SiteUse.Change);
    }

    public void Dispose()
    {
        _site.Dispose();
        _line.Dispose();
    }

    [TestMethod]
    public void They_meet_and_each_has_its_own_line()
    {
        using var both = new Barrier(2);
        var run = _site.Store.Runs.StartOrResume("quarter/2026Q3", "{}");
        var (lists, cases) = new StepLedger(_site, run).Steps("lists", () => Meet(3), n => new(n, 1), "cases", () => Meet(5), n => new(n, 2));
        Assert.AreEqual((3, 5), (lists, cases));
        CollectionAssert.AreEqual(new[] { "lists 3 1 ended ", "cases 5 2 ended " }, Lines(run.Id));

        int Meet(int number)
        {
            Assert.IsTrue(both.SignalAndWait(TimeSpan.FromMinutes(1)), "both are under way at the same time");
            return number;
        }
    }

    [TestMethod]
    public void One_that_fails_waits_for_the_end_of_the_other_and_is_told()
    {
        using var failed = new ManualResetEventSlim();
        var run = _site.Store.Runs.StartOrResume("quarter/2026Q3", "{}");
        var ledger = new StepLedger(_site, run);
        Assert.ThrowsExactly<JobRefused>(() => ledger.Steps<int, int>("lists", Fail, n => new(n, n), "cases", () => failed.Wait(TimeSpan.FromMinutes(1)) ? 7 : 0, n => new(n, n)));
        CollectionAssert.AreEqual(new[] { "lists 0 0 ended No room.", "cases 7 7 ended " }, Lines(run.Id));

        int Fail()
        {
            failed.Set();
            throw new JobRefused("No room.");
        }
    }

    [TestMethod]
    public void Of_two_that_fail_the_first_is_told_and_the_ledger_has_both()
    {
        var run = _site.Store.Runs.StartOrResume("quarter/2026Q3", "{}");
        Assert.ThrowsExactly<InvalidOperationException>(() => new StepLedger(_site, run).Steps<int, int>(
            "lists", () => throw new InvalidOperationException("姓名"), n => new(n, n), "cases", () => throw new JobRefused("No room."), n => new(n, n)));
        CollectionAssert.AreEqual(new[] { "lists 0 0 ended InvalidOperationException", "cases 0 0 ended No room." }, Lines(run.Id));
    }

    private string[] Lines(long run) => [.. _site.Store.Runs.Steps(run).Select(s => $"{s.Step} {s.RowsIn} {s.RowsOut} {(s.EndedAt is null ? "under way" : "ended")} {s.Failure}")];
}
