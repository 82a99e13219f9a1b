using DataMatching.Storage;

namespace DataMatching.Jobs;

/// <summary>Writes a line of the run's ledger around each step: when, on which node, rows in and out, and why it failed.</summary>
internal sealed class StepLedger(Site site, Run run)
{
    public T Step<T>(string name, Func<T> work, Func<T, StepCounts> counts) => Carry(Begin(name), name, work, counts);

    /// <summary>Two steps that have nothing to do with each other, at the same time. When one fails the other is brought to its end before it is told; of two failures that of the first is told.</summary>
    public (TFirst First, TSecond Second) Steps<TFirst, TSecond>(
        string first, Func<TFirst> firstWork, Func<TFirst, StepCounts> firstCounts, string second, Func<TSecond> secondWork, Func<TSecond, StepCounts> secondCounts)
    {
        var (one, other) = (Begin(first), Begin(second));
        var (working, also) = (Task.Run(() => Carry(one, first, firstWork, firstCounts)), Task.Run(() => Carry(other, second, secondWork, secondCounts)));
        // Waits only; throws nothing of theirs.
        Task.WaitAny(also);
        return (working.GetAwaiter().GetResult(), also.GetAwaiter().GetResult());
    }

    private long Begin(string name)
    {
        site.CheckWork();
        return site.Store.Runs.StartStep(run.Id, name, site.Node.Name);
    }

    private T Carry<T>(long step, string name, Func<T> work, Func<T, StepCounts> counts)
    {
        using var signal = site.Signals.Step(run.Key, name);
        try
        {
            var result = work();
            var c = counts(result);
            site.Store.Runs.EndStep(step, c.In, c.Out, c.SetAside, c.Bytes, null);
            signal.End("done", null, ("in", c.In), ("out", c.Out), ("setAside", c.SetAside), ("bytes", c.Bytes));
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

/// <summary>Rows (of files, or households) that a step took and gave, rows that it set aside, and bytes that it read.</summary>
internal readonly record struct StepCounts(long In, long Out, long SetAside = 0, long Bytes = 0);
