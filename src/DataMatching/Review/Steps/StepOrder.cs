using System.Globalization;
using DataMatching.Assessment;

namespace DataMatching.Review;

/// <summary>
/// What every plan must keep, whatever a site configures: the four blocks (四个不建档) for an entry; reasons, hearing and waiting before an exit's effect; signatures that
/// rise, one a level. A plan that lacks one is refused, and <see cref="ReviewRules"/> asks for them again at the end.
/// </summary>
internal static class StepOrder
{
    public static void Check(StepPlan plan, Action<string, string, string> wrong)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        Role? highest = null;
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            var (step, place) = (plan.Steps[i], string.Create(CultureInfo.InvariantCulture, $".steps[{i}]"));
            if (!ids.Add(step.Id)) wrong(place + ".id", $"\"{step.Id}\" twice", "each id once");
            if (step.Id == Case.ObjectionStep) wrong(place + ".id", $"\"{step.Id}\"", "another id: this one stands for an open objection");
            if (step.Does != StepKind.Signature && plan.Steps.Take(i).Any(s => s.Does == step.Does)) wrong(place + ".does", $"{Word(step.Does)} twice", "each kind of step but signature once");
            if (step.Does == StepKind.Signature && highest is { } before && step.Role <= before) wrong(place + ".role", "a signature that is not of a higher level than the one before", "grassroots, county, city in this order, each once");
            if (step.Does == StepKind.Signature) highest = step.Role;
        }

        if (plan.Steps.Count == 0 || plan.Steps[^1].Does != StepKind.Close) wrong(".steps", "another last step", "close as the last");
        Need(plan, wrong, Needed(plan));
        if (plan.Flag == Flag.Add && !plan.Steps.Any(s => s.Chair)) wrong(".steps", "no signature with \"chair\": true", "one: without the chair's signature there is no file");
        if (plan.Flag != Flag.Exit && plan.Steps.Any(s => s.Does is StepKind.Effect or StepKind.Waiting)) wrong(".steps", "effect or waiting", "them in an Exit only");
    }

    /// <summary>The kinds of step without which a plan of this sort is refused.</summary>
    public static StepKind[] Needed(StepPlan plan) => (plan.Flag, plan.ExitKind) switch
    {
        (Flag.Add, _) => [StepKind.Visit, StepKind.Discussion, StepKind.Notice, StepKind.Signature],
        (Flag.Exit, ExitKind.OutOfPoverty) => [StepKind.Visit, StepKind.Signature, StepKind.Notice, StepKind.Reasons, StepKind.Hearing, StepKind.Waiting, StepKind.Effect],
        (Flag.Exit, _) => [StepKind.Signature, StepKind.Notice, StepKind.Reasons, StepKind.Hearing, StepKind.Waiting, StepKind.Effect],
        _ => [StepKind.Outcome, StepKind.Signature],
    };

    private static void Need(StepPlan plan, Action<string, string, string> wrong, StepKind[] needed)
    {
        foreach (var kind in needed.Where(k => !plan.Steps.Any(s => s.Does == k))) wrong(".steps", "no step that does " + Word(kind), "one: no configuration does without it");
        if (plan.Flag != Flag.Exit) return;
        int At(StepKind kind) => plan.Steps.Select((s, i) => (s, i)).Where(x => x.s.Does == kind).Select(x => x.i).DefaultIfEmpty(-1).First();
        if (At(StepKind.Waiting) < Math.Max(At(StepKind.Reasons), At(StepKind.Hearing))) wrong(".steps", "waiting before reasons or hearing", "reasons and hearing, then waiting");
        if (At(StepKind.Effect) < At(StepKind.Waiting)) wrong(".steps", "effect before waiting", "waiting, then effect");
        if (plan.Steps.Select((s, i) => (s, i)).Any(x => x.s.Does is StepKind.Visit or StepKind.Signature or StepKind.Notice && x.i > At(StepKind.Effect))) wrong(".steps", "visit, signature or notice after effect", "them before it");
    }

    private static string Word(StepKind kind) => kind.ToString().ToLowerInvariant();
}
