namespace DataMatching.Jobs;

/// <summary>Writes a line of the run's ledger around each step: when, on which node, rows in and out, and why it failed.</summary>
internal sealed class StepLedger(Site site, long run)
{
    public T Step<T>(string name, Func<T> work, Func<T, (long In, long Out, long Quarantined, long Bytes)> counts)
    {
        site.CheckWork();
        var step = site.Store.Runs.StartStep(run, name, site.Node.Name);
        try
        {
            var result = work();
            var (rowsIn, rowsOut, quarantined, bytes) = counts(result);
            site.Store.Runs.EndStep(step, rowsIn, rowsOut, quarantined, bytes, null);
            return result;
        }
        catch (Exception e)
        {
            site.Store.Runs.EndStep(step, 0, 0, 0, 0, e is JobRefused ? e.Message : e.GetType().Name);
            throw;
        }
    }
}
