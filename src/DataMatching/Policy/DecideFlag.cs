using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy;

/// <summary>Assessment in, verdict out: every rule speaks, the state of the file decides which of them count (docs/rules.md).</summary>
public static class DecideFlag
{
    /// <summary>Evaluates all rules and combines them. It decides nothing: a person does.</summary>
    public static Verdict Decide(HouseholdAssessment a) => Decide(a, AllRules.InOrder);

    /// <inheritdoc cref="Decide(HouseholdAssessment)"/>
    /// <param name="a">The household.</param>
    /// <param name="rules">Some of the rules, in their order.</param>
    public static Verdict Decide(HouseholdAssessment a, IReadOnlyList<IRule> rules)
    {
        var findings = rules.Select(rule => Ask(rule, a)).ToList();
        var outcome = Combine(a, rules, findings);
        var verdict = new Verdict(a.Household.Key, outcome.Flag, outcome.ExitKind, outcome.Reasons, null, null, Missing(a, findings), 1, 1)
        {
            Quarter = Time.Quarter.Of(a.Day),
            State = a.Household.State,
            Policy = a.Policy.Id,
            Findings = findings,
            Months = a.Months,
            Assets = a.Assets.Items,
        };
        if (outcome.Flag == Flag.Keep) return verdict;

        // The reasons that speak for the flag: an exit that a re-examination blocks is told, but does not lead.
        var speaking = outcome.Reasons.Where(r => outcome.Flag != Flag.ReExamine || IsReExamine(r.Rule, rules)).ToList();
        var leading = outcome.Flag == Flag.Exit
            ? outcome.Reasons.First(r => ((IExitRule)rules.First(x => x.Id == r.Rule)).ExitKind == outcome.ExitKind)
            : RulePriority.Leading(speaking);
        var decisive = DecisiveRecord.Of(a, outcome.Flag, leading, without => FlagOf(without, rules, leading.Rule));
        var priority = RulePriority.Of(leading.Rule);
        var likelihood = priority.Likelihood
            - (leading.Facts.Any(f => f.Grade != MatchGrade.Certain && f.Grade != MatchGrade.Conflict) ? RulePriority.LessWhenProbable : 0)
            - (decisive.IsClose ? RulePriority.LessWhenClose : 0);
        return verdict with { DecisiveRecord = decisive.Record, Flip = decisive.Flip, Likelihood = Math.Max(1, likelihood), Consequence = priority.Consequence };
    }

    /// <summary>The flag alone, as <see cref="Combine"/> finds it: no more rules are asked than it takes.</summary>
    /// <param name="first">The rule that is likely to settle it.</param>
    private static Flag FlagOf(HouseholdAssessment a, IReadOnlyList<IRule> rules, string first)
    {
        var state = a.Household.State;
        bool IsMet(IRule rule) => rule.AppliesTo(state) && rule.Evaluate(a).Truth == Truth.Met;
        bool AnyMet(RuleKind kind) => rules.Where(r => r.Kind == kind).OrderByDescending(r => r.Id == first).Any(IsMet);
        return AnyMet(RuleKind.ReExamine) ? Flag.ReExamine : AnyMet(RuleKind.Exit) ? Flag.Exit : AnyMet(RuleKind.Add) ? Flag.Add
            : Combine(a, rules, rules.Select(rule => Ask(rule, a)).ToList()).Flag;
    }

    private static RuleFinding Ask(IRule rule, HouseholdAssessment a)
    {
        var finding = rule.Evaluate(a);
        return rule.AppliesTo(a.Household.State)
            ? new RuleFinding(rule.Id, rule.Kind, true, finding.Truth, a.Policy.Citation(rule.Id), finding.Text, finding.Facts, finding.Missing)
            : new RuleFinding(rule.Id, rule.Kind, false, finding.Truth, "", "", [], []);
    }

    private static bool IsReExamine(string id, IReadOnlyList<IRule> rules) => rules.First(x => x.Id == id).Kind == RuleKind.ReExamine;

    private sealed record Outcome(Flag Flag, ExitKind? ExitKind, IReadOnlyList<Reason> Reasons);

    private static Outcome Combine(HouseholdAssessment a, IReadOnlyList<IRule> rules, List<RuleFinding> findings)
    {
        List<Reason> Met(RuleKind kind) => findings.Where(f => f.Applies && f.Kind == kind && f.Truth == Truth.Met).Select(f => new Reason(f.Rule, f.Citation, f.Text, f.Facts)).ToList();
        var (again, exits, adds) = (Met(RuleKind.ReExamine), Met(RuleKind.Exit), Met(RuleKind.Add));
        if (again.Count > 0) return new Outcome(Flag.ReExamine, null, [.. again, .. exits]);
        if (exits.Count > 0)
        {
            var kinds = exits.Select(r => ((IExitRule)rules.First(x => x.Id == r.Rule)).ExitKind).ToList();
            ExitKind[] order = [ExitKind.Ineligible, ExitKind.OutOfPoverty, ExitKind.Relieved];
            return new Outcome(Flag.Exit, order.First(kinds.Contains), exits);
        }

        if (adds.Count > 0) return new Outcome(Flag.Add, null, adds);
        List<Reason> blocked = [.. Blocked(a, findings), .. BlockedByText(a, findings)];
        return blocked.Count > 0 ? new Outcome(Flag.ReExamine, null, blocked) : new Outcome(Flag.Keep, null, []);
    }

    /// <summary>A relapse or hardship that only a missing required answer keeps from being known is looked at again, also in a closed file.</summary>
    private static List<Reason> Blocked(HouseholdAssessment a, List<RuleFinding> findings)
    {
        var required = a.Policy.RequiredDatasets(a.Day);
        var waiting = findings.Where(f => f.Applies && f.Truth == Truth.Unknown && (f.Rule is "relapsed-while-monitored" or "hardship-above-standard")).ToList();
        bool Needed(MissingEvidence m) => required.FirstOrDefault(m.IsOf) is { } dataset
            && (dataset is Datasets.Vehicles or Datasets.Units || (Datasets.Income.Contains(dataset, StringComparer.Ordinal) && m.Months.Any(month => month.Since(a.LastMonth) > -3)));
        var missing = waiting.SelectMany(f => f.Missing).Where(Needed).ToList();
        if (missing.Count == 0) return [];
        var facts = waiting.SelectMany(f => f.Facts).Distinct(DistinctFacts.ByPlace.First).ToList();
        var rule = missing.Exists(m => m.Answer == Answer.NotAsked) ? "consent-missing" : "required-registry-missing";
        List<Reason> reasons = [new Reason(rule, a.Policy.Citation(rule), waiting[0].Text, facts)];
        if (rule == "consent-missing" && missing.Exists(m => m.Answer is Answer.Refused or Answer.Failed))
            reasons.Add(new Reason("required-registry-missing", a.Policy.Citation("required-registry-missing"), waiting[0].Text, facts));
        return reasons;
    }

    /// <summary>
    /// So is an Add whose record is there and that waits for a standard, or a relapse or hardship that is not known only because no text says whether some money
    /// counts or how much may be owned.
    /// </summary>
    private static List<Reason> BlockedByText(HouseholdAssessment a, List<RuleFinding> findings)
    {
        const string Id = "standard-or-policy-missing";
        var income = a.LastThree.Any(m => m.Standard is null) || (a.LastThree.All(m => m.High is not null) && Undecided(a));
        bool Waits(RuleFinding f) => f.Applies && f.Truth == Truth.Unknown && f.Rule switch
        {
            "relapsed-while-monitored" => income,
            "hardship-above-standard" => income && f.Facts.Count > 0,
            "laid-off-in-restructuring" => a.Months[^1].Standard is null && f.Facts.Count > 0,
            _ => false,
        };
        var waiting = findings.Where(Waits).ToList();
        return waiting.Count == 0 ? [] : [new Reason(Id, a.Policy.Citation(Id), waiting[0].Text, waiting.SelectMany(f => f.Facts).Distinct(DistinctFacts.ByPlace.First).ToList())];
    }

    private static bool Undecided(HouseholdAssessment a) =>
        a.LastThree.Any(m => m.UpperOnly > Money.Zero)
        || (a.Policy.VehicleLimit(a.Day) is null && a.Assets.Vehicles.Facts.Count > 0) || (a.Policy.HomeLimit(a.Day) is null && a.Assets.Homes.Facts.Count > 0);

    /// <summary>A filed household's missing evidence whole; of others what a rule for them waits for.</summary>
    private static List<MissingEvidence> Missing(HouseholdAssessment a, List<RuleFinding> findings)
    {
        var all = a.Household.State is FileState.Active or FileState.Monitored ? a.Missing.ToList() : [];
        // Many rules wait for the same.
        var told = new HashSet<MissingEvidence>(all, ReferenceEqualityComparer.Instance);
        foreach (var missing in findings.Where(f => f.Applies && f.Truth != Truth.NotMet && f.Rule != "deposits-beyond-limits").SelectMany(f => f.Missing))
        {
            if (!told.Add(missing)) continue;
            var known = all.Exists(m => string.Equals(m.Person, missing.Person, StringComparison.Ordinal) && string.Equals(m.Registry, missing.Registry, StringComparison.Ordinal)
                && string.Equals(m.Dataset, missing.Dataset, StringComparison.Ordinal) && m.Answer == missing.Answer && missing.Months.All(m.Months.Contains));
            if (!known) all.Add(missing);
        }

        return all.Count < 2 ? all : all.OrderBy(m => m.Person, StringComparer.Ordinal).ThenBy(m => m.Registry, StringComparer.Ordinal).ThenBy(m => m.Dataset, StringComparer.Ordinal).ThenBy(m => m.Answer).ToList();
    }
}
