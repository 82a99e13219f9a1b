using System.CommandLine;
using DataMatching.App;
using DataMatching.Jobs;
using DataMatching.Storage;
using DataMatching.Tests.Jobs;
using DataMatching.Tests.Schedule;

namespace DataMatching.Tests.Operations;

/// <summary><c>serve</c> as a whole, within the test's process: the schedule asks, the worker works, the pages are told where.</summary>
[TestClass]
public sealed class ServeTests
{
    [TestMethod]
    public async Task While_it_serves_the_night_that_falls_due_is_run()
    {
        using var site = new NightSite();
        File.WriteAllText(site.Line.At("site", "config", "schedule.json"), """{ "night": { "cron": "0 30 1 * * ?" }, "quarter": null }""");
        var clock = new ShiftedClock(new DateTimeOffset(2026, 10, 8, 1, 29, 55, TimeSpan.Zero));
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var streams = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output, Error = errors };
        var serving = Task.Run(() => Root.Run(["--site", site.Line.Site, "serve", "--url", "http://0.0.0.0:0"], clock, streams, stop.Token));
        Job? job = null;
        for (var i = 0; i < 600 && job is not { IsOpen: false } && !serving.IsCompleted; i++)
        {
            await Task.Delay(200);
            job = site.Look(s => s.Store.Jobs.Latest(9).SingleOrDefault());
        }

        await stop.CancelAsync();
        Assert.AreEqual(0, await serving, errors.ToString());
        Assert.AreEqual((JobKind.Night, "2026-10-08", (long?)null, JobState.Done), (job!.Kind, job.Subject, job.AskedBy, job.State), job.Failure);
        Assert.AreEqual("night/2026-10-08", site.Look(s => s.Store.Runs.LastFinished("night/"))!.Key);
        Assert.IsNotEmpty(Directory.GetFiles(site.Line.At("site", "lists", "nights", "2026-10-08")));
        Assert.Contains("/setup, name 'admin', one-time code", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Serving http://0.0.0.0:", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("open to other machines without TLS", errors.ToString(), StringComparison.Ordinal);
    }
}
