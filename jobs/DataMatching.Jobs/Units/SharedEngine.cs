using DataMatching.Storage;

namespace DataMatching.Jobs.Units;

/// <summary>
/// What engines have in common that hand units to whoever has a hand free: they hand out, look what the ledger says, and hand out again what got lost. The node that carries a stage performs units too.
/// </summary>
/// <param name="clock">By which it waits.</param>
public abstract class SharedEngine(Node node, TimeProvider clock) : IEngine
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500), HandOutAgain = TimeSpan.FromSeconds(20), Patience = TimeSpan.FromSeconds(15);
    private readonly AutoResetEvent _changed = new(false);

    public Node Node { get; } = node;

    /// <summary>Told when a unit ended on this node.</summary>
    public void Changed() => _changed.Set();

    public void Carry(Stage stage, Action<StageProgress> tell, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(tell);
        var (units, handedOut) = (Node.Site.Store.Units, (long?)null);
        try
        {
            while (true)
            {
                var progress = Patiently(() => units.Progress(stage.Id), cancel);
                tell(progress);
                if (progress.Failure is { } why) throw new JobRefused($"A unit of the work failed: {why}");
                if (progress.Done == progress.Units)
                {
                    Joined(stage);
                    return;
                }

                Node.Site.CheckWork();
                if (handedOut is not { } last || clock.GetElapsedTime(last) > HandOutAgain)
                {
                    Patiently(() => HandOut(stage, units.Undone(stage.Id)), cancel);
                    handedOut = clock.GetTimestamp();
                }

                // Several units may have ended: one look tells of all.
                WaitHandle.WaitAny([_changed, cancel.WaitHandle], Look);
                cancel.ThrowIfCancellationRequested();
            }
        }
        catch (Exception e) when (RunFailures.EndsRun(e) || e is OperationCanceledException)
        {
            Withdraw(stage);
            throw;
        }
    }

    public void Dispose()
    {
        Leave();
        _changed.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Hands out units that nobody carries yet, or any more.</summary>
    /// <returns>True.</returns>
    protected abstract bool HandOut(Stage stage, IReadOnlyList<int> undone);

    /// <summary>Told when the ledger has every unit of the stage done. It throws nothing.</summary>
    protected virtual void Joined(Stage stage)
    {
    }

    /// <summary>Takes back what was handed out and not begun. It throws nothing: what is still handed to a node ends there, since the ledger has nothing to do for it once the stage is ended.</summary>
    protected abstract void Withdraw(Stage stage);

    /// <summary>Gives back what this node has in hand, and takes no more.</summary>
    protected abstract void Leave();

    /// <summary>Whether what the engine's own library reports may pass.</summary>
    protected virtual bool MayPass(Exception failure) => DatabaseFailure.MayPass(failure);

    /// <summary>A database that can't be asked for a moment ends no work. Whoever carries it is told of one that stays away, and waits longer.</summary>
    private T Patiently<T>(Func<T> ask, CancellationToken cancel)
    {
        for (var since = clock.GetTimestamp(); ;)
        {
            try
            {
                return ask();
            }
            catch (Exception e) when (MayPass(e) && clock.GetElapsedTime(since) < Patience)
            {
                cancel.WaitHandle.WaitOne(Look);
                cancel.ThrowIfCancellationRequested();
            }
            catch (Exception e) when (MayPass(e) && !DatabaseFailure.MayPass(e))
            {
                throw new TimeoutException("What hands out the units gave no answer.", e);
            }
        }
    }
}
