using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using DataMatching.App;
using DataMatching.Jobs;
using DataMatching.Tests.Jobs;

namespace DataMatching.Tests.Operating;

/// <summary>Metrics count what was done, with labels that are of no person; by OTLP they and the spans reach a receiver.</summary>
[TestClass]
public sealed class TelemetryTests
{
    private static readonly string[] Labels = ["registry", "dataset", "step", "node", "outcome", "kind"];

    [TestMethod]
    public void What_a_night_did_is_counted_by_registry_step_and_outcome()
    {
        using var files = new NightSite();
        files.Deliver("tax", "wages", "王建国.csv", "2026-09-30", "姓名,证件号码\n王建国,110101199003074477\n");
        using var site = Guard.Open(SiteFolder.At(files.Line.Site), files.Line.Clock);
        var measured = new ConcurrentBag<(string Name, double Value, KeyValuePair<string, object?>[] Tags)>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter == site.Signals.Measures.Meter) l.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => measured.Add((i.Name, value, tags.ToArray())));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => measured.Add((i.Name, value, tags.ToArray())));
        listener.Start();
        site.Signals.Measures.Queue = () => 3;
        site.Signals.Measures.Lateness = () => throw new TimeoutException();
        var night = NightPipeline.Run(site, new DateOnly(2026, 10, 20), new Progress<StepProgress>(), CancellationToken.None);
        listener.RecordObservableInstruments();

        Assert.AreEqual(night.Match.Batches.Sum(b => b.Rows), Sum("datamatching.rows.read"));
        Assert.AreEqual(night.Match.Batches.Where(b => b.Registry == "civil-affairs").Sum(b => b.Matched), Sum("datamatching.rows.matched", ("registry", "civil-affairs")));
        Assert.AreEqual(night.Match.Batches.Sum(b => b.Quarantined), Sum("datamatching.rows.set_aside"));
        Assert.AreEqual(night.Match.Batches.Count(b => b.State == "accepted"), Sum("datamatching.batches", ("outcome", "accepted")));
        Assert.AreEqual(1, Sum("datamatching.batches", ("outcome", "refused"), ("registry", "tax"), ("dataset", "wages")));
        Assert.AreEqual(night.Reassessed, Sum("datamatching.households.judged", ("step", "judge-night"), ("node", site.Node.Name)));
        Assert.AreEqual(site.Store.Units.Of("night/2026-10-20", "judge-night").Count, Sum("datamatching.units", ("step", "judge-night"), ("outcome", "done")));
        Assert.AreEqual(3, Sum("datamatching.queue.length"));
        Assert.DoesNotContain(m => m.Name == "datamatching.night.lateness", measured, "what can't be told is not told");
        Assert.AreEqual(4, measured.Count(m => m.Name == "datamatching.step.duration"));
        Assert.AreEqual(1, measured.Count(m => m.Name == "datamatching.run.duration"));
        CollectionAssert.IsSubsetOf(measured.SelectMany(m => m.Tags).Select(t => t.Key).Distinct().ToArray(), Labels);
        new PlantedPeople(files).AssertNotIn(string.Join('\n', measured.SelectMany(m => m.Tags).Select(t => t.Value)), "a label");

        double Sum(string name, params (string Key, string Value)[] of) =>
            measured.Where(m => m.Name == name && of.All(o => m.Tags.Any(t => t.Key == o.Key && (string?)t.Value == o.Value))).Sum(m => m.Value);
    }

    [TestMethod]
    public void By_otlp_they_reach_the_receiver_and_hold_nobody()
    {
        using var receiver = new Receiver();
        using var site = new NightSite();
        site.Deliver("tax", "wages", "王建国.csv", "2026-09-30", "姓名,证件号码\n王建国,110101199003074477\n");
        File.WriteAllText(site.Line.At("site", "config", "site.json"), $$"""{ "name": "x", "telemetry": { "endpoint": "{{receiver.Address}}" } }""");
        site.Night("2026-10-20");
        var sent = receiver.Posts.ToLookup(p => p.Path, p => Encoding.UTF8.GetString(p.Body));
        CollectionAssert.AreEquivalent(new[] { "/v1/metrics", "/v1/traces" }, sent.Select(s => s.Key).ToArray());
        var (metrics, spans) = (string.Concat(sent["/v1/metrics"]), string.Concat(sent["/v1/traces"]));
        foreach (var name in new[] { "datamatching.rows.read", "datamatching.households.judged", "datamatching.step.duration", "civil-affairs", "dibao", "judge-night", Environment.MachineName })
            Assert.Contains(name, metrics, StringComparison.Ordinal);
        foreach (var name in new[] { "run night", "step match", "unit judge-night", "night/2026-10-20" }) Assert.Contains(name, spans, StringComparison.Ordinal);
        var planted = new PlantedPeople(site);
        planted.AssertNotIn(metrics, "the metrics");
        planted.AssertNotIn(spans, "the traces");
    }

    [TestMethod]
    public void A_receiver_that_is_away_costs_a_night_no_more_than_seconds()
    {
        using var site = new NightSite();
        File.WriteAllText(site.Line.At("site", "config", "site.json"), """{ "name": "x", "telemetry": { "endpoint": "http://127.0.0.1:9" } }""");
        var asked = TimeProvider.System.GetTimestamp();
        site.Night("2026-10-20");
        Assert.IsLessThan(TimeSpan.FromSeconds(90), TimeProvider.System.GetElapsedTime(asked));
    }
}
