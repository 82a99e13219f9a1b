using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Policy;

namespace DataMatching.Review;

/// <summary>
/// All plans of <c>config/steps.json</c>. A case goes by the plan in force on the day it was opened, to its end: a changed order is a new plan with its own day, never a
/// changed old one.
/// </summary>
public sealed class StepPlans
{
    /// <summary>The five sorts of case, each of which the file must have a plan for, for the whole country.</summary>
    internal static readonly (Flag Flag, ExitKind? Kind)[] Sorts =
        [(Flag.Add, null), (Flag.Exit, ExitKind.OutOfPoverty), (Flag.Exit, ExitKind.Relieved), (Flag.Exit, ExitKind.Ineligible), (Flag.ReExamine, null)];

    private readonly IReadOnlyList<StepPlan> _plans;

    internal StepPlans(IReadOnlyList<StepPlan> plans) => _plans = plans;

    /// <summary>Every plan, in the order of the file.</summary>
    public IReadOnlyList<StepPlan> All => _plans;

    /// <summary>Reads <c>steps.json</c>.</summary>
    /// <exception cref="PolicyException">Everything that is wrong with it.</exception>
    public static StepPlans Parse(string json, string fileNameForErrors = "steps.json")
    {
        var errors = new List<PolicyError>();
        var plans = StepPlansParser.Parse(json, fileNameForErrors, errors);
        return errors.Count == 0 ? new StepPlans(plans) : throw new PolicyException(errors);
    }

    /// <summary>The plan of the most precise district that has one by <paramref name="day"/>, of that the newest; null when none held yet.</summary>
    public StepPlan? For(Flag flag, ExitKind? kind, District district, DateOnly day)
    {
        StepPlan? best = null;
        foreach (var plan in _plans)
        {
            if (plan.Flag != flag || plan.ExitKind != kind || plan.From > day || (plan.District is { } place && !district.IsWithin(place))) continue;
            if (best is null || Precision(plan) > Precision(best) || (Precision(plan) == Precision(best) && plan.From > best.From)) best = plan;
        }

        return best;
    }

    private static int Precision(StepPlan plan) => plan.District is not { } place ? 0 : place.Code % 10000 == 0 ? 1 : place.Code % 100 == 0 ? 2 : 3;
}
