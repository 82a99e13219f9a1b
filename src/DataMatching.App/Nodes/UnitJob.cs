using System.Globalization;
using DataMatching.Jobs.Units;
using Quartz;

namespace DataMatching.App.Nodes;

/// <summary>One unit, as Quartz carries it. Its name and group are those of the unit and its stage; all else is in the ledger.</summary>
internal sealed class UnitJob : IJob
{
    /// <summary>Where the scheduler's context has the engine of this node.</summary>
    public const string Engine = "engine";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public static JobKey Key(long stage, int ordinal) => new(ordinal.ToString("D6", CultureInfo.InvariantCulture), Group(stage));

    public static string Group(long stage) => stage.ToString(CultureInfo.InvariantCulture);

    /// <summary>The unit that a key stands for.</summary>
    public static int Ordinal(JobKey key) => int.Parse(key.Name, CultureInfo.InvariantCulture);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var (key, engine) = (context.JobDetail.Key, (QuartzEngine)context.Scheduler.Context[Engine]!);
        var (end, _) = engine.Node.Perform(long.Parse(key.Group, CultureInfo.InvariantCulture), Ordinal(key), cancellationToken);
        if (end == UnitEnd.Again)
        {
            // The job goes with its last trigger: another one keeps it.
            await context.Scheduler.ScheduleJob(TriggerBuilder.Create().ForJob(key).StartAt(engine.Clock.GetUtcNow() + Pause).WithExecutionGroup(context.Trigger.ExecutionGroup).Build(), cancellationToken: cancellationToken);
        }

        engine.Changed();
    }
}
