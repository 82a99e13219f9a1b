using System.CommandLine;
using System.Net;
using System.Text.RegularExpressions;
using DataMatching.App;
using DataMatching.App.Operations;
using DataMatching.Storage;
using DataMatching.Tests.App;
using DataMatching.Tests.Jobs;
using DataMatching.Tests.Web;

namespace DataMatching.Tests.Operating;

/// <summary>Who watches the program is told whether it lives and whether it can work, and nothing else.</summary>
[TestClass]
public sealed class HealthTests
{
    private readonly CommandLine.SettableClock _clock = new() { Now = DateTimeOffset.UnixEpoch };

    [TestMethod]
    public async Task Anybody_may_ask_and_learns_nothing_but_names_of_what_is_wrong()
    {
        using var demo = new WebDemo();
        using var stranger = demo.Stranger();
        using var live = await stranger.Get("/health/live");
        Assert.AreEqual((HttpStatusCode.OK, "{\"status\":\"live\"}"), (live.StatusCode, await live.Content.ReadAsStringAsync()));
        // The worker of these tests was never begun.
        using var ready = await stranger.Get("/health/ready");
        Assert.AreEqual((HttpStatusCode.ServiceUnavailable, "{\"status\":\"not-ready\",\"problems\":[\"worker\"]}"), (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
        foreach (var answer in new[] { live, ready })
        {
            Assert.IsTrue(answer.Headers.CacheControl!.NoStore);
            Assert.IsFalse(answer.Headers.Contains("Set-Cookie"));
            Assert.AreEqual("application/json", answer.Content.Headers.ContentType!.MediaType);
        }
    }

    [TestMethod]
    public void Each_thing_that_is_wrong_has_its_name()
    {
        Assert.IsEmpty(Health(() => true).Problems());
        CollectionAssert.AreEqual(new[] { "keys" }, Health(() => false).Problems().ToArray());
        CollectionAssert.AreEqual(new[] { "database" }, Health(() => throw new TimeoutException("Host=10.0.0.1")).Problems().ToArray());
        CollectionAssert.AreEqual(new[] { "worker", "disk" }, new HealthOfSite(_clock, () => true, () => false, () => HealthOfSite.LeastFreeBytes - 1).Problems().ToArray());
        CollectionAssert.AreEqual(new[] { "disk" }, new HealthOfSite(_clock, () => true, () => true, () => throw new IOException()).Problems().ToArray());
    }

    [TestMethod]
    public void A_database_that_hangs_holds_one_question_however_often_it_is_asked_and_is_ready_again_when_it_answers()
    {
        using var answer = new ManualResetEventSlim();
        var asked = 0;
        var health = Health(() =>
        {
            Interlocked.Increment(ref asked);
            answer.Wait();
            return true;
        });
        for (var i = 0; i < 3; i++) CollectionAssert.AreEqual(new[] { "database" }, health.Problems().ToArray());
        answer.Set();
        for (var i = 0; i < 100 && health.Problems().Count > 0; i++) Thread.Sleep(50);
        Assert.IsEmpty(health.Problems());
        Assert.AreEqual(1, asked);
    }

    [TestMethod]
    public void It_is_looked_at_once_a_second_however_many_ask()
    {
        var asked = 0;
        var health = Health(() => Interlocked.Increment(ref asked) > 0);
        for (var i = 0; i < 50; i++) health.Problems();
        Assert.IsLessThan(5, asked);
    }

    [TestMethod]
    public async Task Serve_is_ready_while_it_works_and_stops_within_ten_seconds_with_units_in_hand()
    {
        using var site = new NightSite();
        File.WriteAllText(site.Line.At("site", "config", "site.json"), """{ "name": "x", "unitHouseholds": 10, "log": { "to": "files" } }""");
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var streams = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = TextWriter.Synchronized(output), Error = errors };
        using (var opened = Guard.Open(DataMatching.Jobs.SiteFolder.At(site.Line.Site), site.Line.Clock)) opened.Store.Jobs.Ask(JobKind.Night, "2026-10-01", "", null);
        var serving = Task.Run(() => Root.Run(["--site", site.Line.Site, "serve", "--url", "http://127.0.0.1:0"], site.Line.Clock, streams, stop.Token));
        Match address;
        for (address = Match.Empty; !address.Success && !serving.IsCompleted; await Task.Delay(50)) address = Regex.Match(output.ToString(), @"Serving (?<url>http://\S+?)\. ", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        using var surfer = new Surfer(new Uri(address.Groups["url"].Value));
        Assert.AreEqual("{\"status\":\"ready\",\"problems\":[]}", await surfer.Text("/health/ready"));
        var logs = site.Line.At("site", "data", "logs");
        for (var i = 0; i < 1200 && !Logged(logs, "unit-began"); i++) await Task.Delay(20);
        var asked = TimeProvider.System.GetTimestamp();
        await stop.CancelAsync();
        Assert.AreEqual(0, await serving, errors.ToString());
        Assert.IsLessThan(TimeSpan.FromSeconds(10), TimeProvider.System.GetElapsedTime(asked));
        Assert.IsTrue(Logged(logs, "unit-began") && Logged(logs, "serve-stopping"), "no unit was in hand");
    }

    private static bool Logged(string folder, string happened) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.jsonl").Any(f =>
    {
        using var reader = new StreamReader(new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd().Contains(happened, StringComparison.Ordinal);
    });

    private HealthOfSite Health(Func<bool> answers) => new(_clock, answers, () => true, () => long.MaxValue);
}
