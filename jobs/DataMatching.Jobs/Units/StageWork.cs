using DataMatching.Storage;

namespace DataMatching.Jobs.Units;

/// <summary>What a node does with the units of one stage: what all of them need is worked out once. Several may be performed at the same time.</summary>
internal abstract class StageWork
{
    /// <summary>Does the unit and saves it with what came of it, all or nothing. Done again, it saves the same.</summary>
    /// <exception cref="UnitLostException">Another node has it.</exception>
    public abstract void Perform(UnitClaim claim, CancellationToken cancel);

    /// <exception cref="JobRefused">This node can't do work of that kind, or not by its configuration.</exception>
    public static StageWork Of(Site site, Stage stage) => stage.Step switch
    {
        MatchUnits.Step => new MatchUnits(site, stage),
        JudgeNightUnits.Step => new JudgeNightUnits(site, stage),
        JudgeQuarterUnits.Step => new JudgeQuarterUnits(site, stage),
        _ => throw new JobRefused($"This program knows no step '{stage.Step}': the work is of another version of it."),
    };
}
