using System.Globalization;
using DataMatching.Jobs.Units;
using DataMatching.Storage;
using Hangfire;
using Hangfire.Server;

namespace DataMatching.Jobs.Hangfire;

/// <summary>
/// What Hangfire keeps of a unit and calls on a node: the numbers of the stage and of the unit, nothing else. All else is in the ledger. Names and arguments of these methods are kept in Hangfire's tables:
/// a method that is changed gets a new name.
/// </summary>
public sealed class UnitCall(HangfireEngine engine)
{
    /// <summary>Performs a unit. What may pass is left to Hangfire to try again.</summary>
    /// <returns>What became of it, for the dashboard.</returns>
    [AutomaticRetry(Attempts = Node.MostAttempts - 1, DelaysInSeconds = [2, 5, 10, 20], ExceptOn = [typeof(UnitFailedException)], LogEvents = false)]
    public string Perform(long stage, int ordinal, CancellationToken cancel)
    {
        var (end, why) = engine.Node.Perform(stage, ordinal, cancel);
        engine.Changed();
        return end switch
        {
            UnitEnd.Done => "done by " + engine.Node.Name,
            UnitEnd.Lost => "nothing to do: it is done, given up, or another node has it",
            UnitEnd.Again => throw new UnitAgainException(Node.Told(why!)),
            _ => throw new UnitFailedException(Node.Told(why!)),
        };
    }

    /// <summary>The join of a stage, which continues a unit: ends when the ledger has all units done, and else waits for one of those that are still carried.</summary>
    /// <returns>How far the stage is, for the dashboard.</returns>
    [AutomaticRetry(Attempts = Node.MostAttempts - 1, DelaysInSeconds = [2, 5, 10, 20], LogEvents = false)]
    public string Join(long stage, PerformContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            var progress = engine.Node.Site.Store.Units.Progress(stage);
            var waits = progress.Done < progress.Units ? engine.Handed.ContinueJoin(stage, engine.Node.Site.Store.Units.Undone(stage), context.BackgroundJob.Job.Queue) : null;
            engine.Changed();
            return string.Create(CultureInfo.InvariantCulture, $"{progress.Done} of {progress.Units} units done{(waits is { } ordinal ? $"; goes on after unit {ordinal}" : "")}");
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            throw new UnitAgainException(Node.Told(e));
        }
    }
}
