using DataMatching.Storage;

namespace DataMatching.Jobs;

/// <summary>Writes a line of the run's ledger around each step: when, on which node, rows in and out, and why it failed.</summary>
internal sealed class StepLedger(Site site, Run run)
{
    public T Step<T>(string name, Func<T> work, Func<T, (long In, long Out, long Quarantined, long Bytes)> counts)
    {
        site.CheckWork();
        var step = site.Store.Runs.StartStep(run.Id, name, site.Node.Name);
        using var signal = site.Signals.Step(run.Key, name);
        try
        {
            var result = work();
            var (rowsIn, rowsOut, quarantined, bytes) = counts(result);
            site.Store.Runs.EndStep(step, rowsIn, rowsOut, quarantined, bytes, null);
            signal.End("done", null, ("in", rowsIn), ("out", rowsOut), ("setAside", quarantined), ("bytes", bytes));
            return result;
        }
        catch (Exception e)
        {
            signal.End(e is OperationCanceledException ? "stopped" : "failed", e);
            site.Store.Runs.EndStep(step, 0, 0, 0, 0, e is JobRefused ? e.Message : e.GetType().Name);
            throw;
        }
    }
}
