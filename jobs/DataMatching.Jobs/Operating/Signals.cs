using System.Diagnostics;
using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Connectors.Transports;
using DataMatching.Storage;

namespace DataMatching.Jobs.Operating;

/// <summary>What a site's work tells those who run it: a line in the log, metrics, spans. Told at the seams (run, step, unit, batch, job); pipelines know nothing of it.</summary>
public sealed class Signals : IDisposable
{
    private const string Unknown = "unknown";
    private readonly Site _site;

    internal Signals(Site site) => _site = site;

    public Measures Measures { get; } = new();

    /// <summary>Where events are written; nowhere at first.</summary>
    public Journal Journal { get; set; } = Journal.None;

    private string Node => _site.Node.Name;

    /// <summary>A night or a quarter from its begin to its end.</summary>
    /// <param name="key">As the ledger has it, such as <c>night/2026-09-30</c>.</param>
    internal T Run<T>(string key, Func<T> work)
    {
        using var signal = Begin(new Happening("run", key), "run " + key.Split('/')[0], (took, outcome) =>
            Measures.RunTime.Record(took, new TagList { { "kind", key.Split('/')[0] }, { Measures.Node, Node }, { Measures.Outcome, outcome } }));
        try
        {
            var result = work();
            signal.End("done");
            return result;
        }
        catch (Exception e)
        {
            signal.End(e is OperationCanceledException ? "stopped" : "failed", e);
            throw;
        }
    }

    internal WorkSignal Step(string run, string step) => Begin(new Happening("step", run, step), "step " + step, (took, outcome) => Measures.StepTime.Record(took, Labels(step, outcome)));

    internal WorkSignal Unit(UnitClaim claim)
    {
        var step = claim.Stage.Step;
        if (claim.Attempt > 1) Measures.UnitsBegunAgain.Add(1, new TagList { { Measures.Step, step }, { Measures.Node, Node } });
        return Begin(new Happening("unit", claim.Stage.Subject, step, claim.Ordinal) { Attempt = claim.Attempt }, "unit " + step, (took, outcome) =>
        {
            Measures.Units.Add(1, Labels(step, outcome));
            Measures.UnitTime.Record(took, Labels(step, outcome));
        });
    }

    internal WorkSignal Job(Job job) =>
        Begin(new Happening("job", $"{KindOf(job.Kind)}/{job.Subject}") { Attempt = job.Attempts + 1 }, "job " + KindOf(job.Kind), static (_, _) => { });

    internal void Judged(string step, int households) => Measures.Households.Add(households, new TagList { { Measures.Step, step }, { Measures.Node, Node } });

    /// <summary>One delivery was matched, or was not.</summary>
    internal MatchedBatch Batch(Batch batch, MatchedBatch matched)
    {
        var (registry, dataset) = Known(matched.Registry, matched.Dataset);
        TagList of = new() { { Measures.Registry, registry }, { Measures.Dataset, dataset }, { Measures.Node, Node } };
        Measures.RowsRead.Add(matched.Rows, of);
        Measures.RowsMatched.Add(matched.Matched, of);
        Measures.RowsSetAside.Add(matched.Quarantined, of);
        of.Add(Measures.Outcome, matched.State);
        Measures.Batches.Add(1, of);
        Tell(new Happening("batch-" + matched.State)
        {
            Of = (registry, dataset, batch.Manifest.Scope.Code),
            Batch = batch.Id,
            Took = matched.Took,
            Counts = [("rows", matched.Rows), ("matched", matched.Matched), ("setAside", matched.Quarantined), ("bytes", matched.Bytes)],
        });
        return matched;
    }

    /// <summary>Deliveries that were refused before anything of them was read.</summary>
    internal void Refused(IEnumerable<DeliveryRefusal> refusals)
    {
        foreach (var refusal in refusals)
        {
            var (registry, dataset) = Known(refusal.Registry, refusal.Dataset);
            Measures.Batches.Add(1, new TagList { { Measures.Registry, registry }, { Measures.Dataset, dataset }, { Measures.Node, Node }, { Measures.Outcome, "refused" } });
            Tell(new Happening("delivery-refused") { Of = (registry, dataset, null) });
        }
    }

    /// <summary>Something failed that no run, step or unit tells of.</summary>
    /// <param name="work">What was done, in a word of the program's own.</param>
    public void Failed(string work, Exception failure) => Tell(new Happening("work-failed") { Problem = work, Failure = failure });

    /// <summary>This process begins or ends its part.</summary>
    public void Said(string happened) => Tell(new Happening(happened));

    public void Dispose() => Measures.Dispose();

    internal void Tell(Happening what)
    {
        if (Journal.IsOn) Journal.Write(_site.Clock.GetUtcNow(), Node, what);
    }

    private WorkSignal Begin(Happening what, string span, Action<double, string> ended)
    {
        var activity = Measures.Spans.StartActivity(span);
        activity?.SetTag("run", what.Run).SetTag(Measures.Step, what.Step).SetTag("unit", what.Unit).SetTag(Measures.Node, Node);
        return new WorkSignal(this, what, activity, _site.Clock, ended);
    }

    private TagList Labels(string step, string outcome) => new() { { Measures.Step, step }, { Measures.Node, Node }, { Measures.Outcome, outcome } };

    /// <summary>What a manifest says of itself is a stranger's text as long as no dataset of ours is called so.</summary>
    internal static (string Registry, string Dataset) Known(string? registry, string? dataset) =>
        AllDatasets.InOrder.Any(d => d.Registry == registry) ? (registry!, AllDatasets.Find(registry!, dataset ?? "") is null ? Unknown : dataset!) : (Unknown, Unknown);

    private static string KindOf(JobKind kind) => kind switch
    {
        JobKind.Night => "night",
        JobKind.Quarter => "quarter",
        JobKind.Preview => "preview",
        JobKind.Tidy => "tidy",
        _ => "dry-run",
    };
}
