using DataMatching.Storage;

namespace DataMatching.Jobs.Units;

/// <summary>The right to run nights and quarters went to another node: what was under way is that node's now, and neither its run nor its job is to be touched.</summary>
public sealed class WorkLostException(string message) : Exception(message);

/// <summary>What a failure means for a run.</summary>
public static class RunFailures
{
    /// <summary>True when the run is over by it. Who stopped, lost the right to work, or has no database for a while leaves it open: the same command goes on with it.</summary>
    public static bool EndsRun(Exception failure) => failure is not (OperationCanceledException or WorkLostException) && !DatabaseFailure.MayPass(failure);
}
