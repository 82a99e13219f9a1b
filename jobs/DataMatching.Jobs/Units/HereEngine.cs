using System.Runtime.ExceptionServices;
using DataMatching.Storage;

namespace DataMatching.Jobs.Units;

/// <summary>Performs units in this process, on several hands, in their order.</summary>
/// <param name="hands">How many units at the same time; of deliveries three where it is not one: while one is stored, which one at a time can be, two are read.</param>
public sealed class HereEngine(Node node, int hands) : IEngine
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public void Carry(Stage stage, Action<StageProgress> tell, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(tell);
        var units = node.Site.Store.Units;
        var undone = new Queue<int>(units.Undone(stage.Id));
        var (gate, failed) = (new Lock(), (Exception?)null);
        tell(units.Progress(stage.Id));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Parallel.For(0, Math.Min(stage.Step == IEngine.Deliveries ? (hands == 1 ? 1 : 3) : hands, undone.Count), new ParallelOptions { MaxDegreeOfParallelism = -1 }, _ => Work());
        if (failed is not null) ExceptionDispatchInfo.Throw(failed);
        cancel.ThrowIfCancellationRequested();

        void Work()
        {
            while (Next() is { } ordinal)
            {
                try
                {
                    Insist(ordinal, stop.Token);
                    var progress = units.Progress(stage.Id);
                    lock (gate) tell(progress);
                }
                catch (Exception e)
                {
                    // Told once all hands have stopped: the first failure, which may have stopped the others.
                    lock (gate) failed ??= e is OperationCanceledException && !cancel.IsCancellationRequested ? null : e;
                    stop.Cancel();
                    return;
                }
            }
        }

        int? Next()
        {
            lock (gate) return !stop.IsCancellationRequested && undone.TryDequeue(out var ordinal) ? ordinal : null;
        }

        void Insist(int ordinal, CancellationToken stopped)
        {
            for (var wait = Pause; ; wait *= 2)
            {
                var (end, why) = node.Perform(stage.Id, ordinal, stopped);
                if (end == UnitEnd.Done) return;
                if (end == UnitEnd.Failed) ExceptionDispatchInfo.Throw(why!);
                if (end == UnitEnd.Lost) throw new JobRefused("The work was given up for another run of the same. Look at 'datamatching status' before you give the command again.");
                Task.Delay(wait, node.Site.Clock, stopped).GetAwaiter().GetResult();
            }
        }
    }

    public void Dispose()
    {
    }
}
