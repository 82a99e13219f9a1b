using System.Diagnostics;
using System.Diagnostics.Metrics;
using DataMatching.Storage;

namespace DataMatching.Jobs.Operating;

/// <summary>The names of all metrics and spans, in one place (docs/operating.md lists them). Labels are registry, dataset, step, node and outcome: never a file, a place or a person.</summary>
public sealed class Measures : IDisposable
{
    /// <summary>The name under which metrics and traces are offered.</summary>
    public const string Source = "DataMatching";

    internal const string Registry = "registry", Dataset = "dataset", Step = "step", Node = "node", Outcome = "outcome";

    internal Measures()
    {
        Meter = new Meter(Source, Site.ProgramVersion);
        Spans = new ActivitySource(Source, Site.ProgramVersion);
        RowsRead = Meter.CreateCounter<long>("datamatching.rows.read", "{row}", "Rows of deliveries that were read.");
        RowsMatched = Meter.CreateCounter<long>("datamatching.rows.matched", "{row}", "Rows of deliveries that are of the union's people.");
        RowsSetAside = Meter.CreateCounter<long>("datamatching.rows.set_aside", "{row}", "Rows of deliveries that could not be read right.");
        Batches = Meter.CreateCounter<long>("datamatching.batches", "{batch}", "Deliveries by what became of them: accepted, refused, pending.");
        Units = Meter.CreateCounter<long>("datamatching.units", "{unit}", "Units by what became of them on a node: done, again, failed, taken-over (by another node), given-back.");
        UnitsBegunAgain = Meter.CreateCounter<long>("datamatching.units.begun_again", "{unit}", "Units begun whose beginning before did not come to an end: taken over from another node, or tried again.");
        Households = Meter.CreateCounter<long>("datamatching.households.judged", "{household}", "Households judged; its rate is households per second.");
        TidiedRows = Meter.CreateCounter<long>("datamatching.tidied.rows", "{row}", "Rows of the database that were removed because nothing needs them any more.");
        TidiedBytes = Meter.CreateCounter<long>("datamatching.tidied", "By", "Bytes of files that were removed because nothing needs them any more.");
        StepTime = Meter.CreateHistogram<double>("datamatching.step.duration", "s", "How long steps took.");
        UnitTime = Meter.CreateHistogram<double>("datamatching.unit.duration", "s", "How long units took.");
        RunTime = Meter.CreateHistogram<double>("datamatching.run.duration", "s", "How long nights and quarters took.");
        Meter.CreateObservableGauge("datamatching.queue.length", () => Ask(Queue), "{job}", "Jobs that wait or run.");
        Meter.CreateObservableGauge("datamatching.night.lateness", () => Ask(Lateness), "s", "How long ago the night was due that has not ended; 0 when none is owed.");
    }

    public Meter Meter { get; }

    internal ActivitySource Spans { get; }
    internal Counter<long> RowsRead { get; }
    internal Counter<long> RowsMatched { get; }
    internal Counter<long> RowsSetAside { get; }
    internal Counter<long> Batches { get; }
    internal Counter<long> Units { get; }
    internal Counter<long> UnitsBegunAgain { get; }
    internal Counter<long> Households { get; }
    internal Counter<long> TidiedRows { get; }
    internal Counter<long> TidiedBytes { get; }
    internal Histogram<double> StepTime { get; }
    internal Histogram<double> UnitTime { get; }
    internal Histogram<double> RunTime { get; }

    /// <summary>Asked whenever metrics are collected; null: this process has no queue. What fails gives no value.</summary>
    public Func<double>? Queue { get; set; }

    /// <inheritdoc cref="Queue"/>
    public Func<double>? Lateness { get; set; }

    public void Dispose()
    {
        Meter.Dispose();
        Spans.Dispose();
    }

    private static IEnumerable<Measurement<double>> Ask(Func<double>? value)
    {
        if (value is null) return [];
        try
        {
            return [new Measurement<double>(value())];
        }
        catch (Exception e) when (DatabaseFailure.Is(e) || e is IOException)
        {
            return [];
        }
    }
}
