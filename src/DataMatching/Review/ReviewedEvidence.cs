using DataMatching.Assessment;
using DataMatching.Evidence;

namespace DataMatching.Review;

/// <summary>A correction with the case and the outcome that it was coded in.</summary>
public sealed record ProvedOutcome(long Case, Outcome Outcome, Correction Correction);

/// <summary>
/// What reviewers proved of a household beside what registries say of it: incomes verified by a document, and records shown to be wrong. It counts in every
/// judgement from the day it was recorded, whichever quarter's case it was recorded in.
/// </summary>
public sealed record ReviewedEvidence(IReadOnlyList<VerifiedIncome> Incomes, IReadOnlyList<ProvedOutcome> Proved)
{
    public static readonly ReviewedEvidence None = new([], []);

    public IReadOnlyList<Correction> Corrections => [.. Proved.Select(p => p.Correction)];

    /// <summary>True when an event of this sort can change what is known of the household.</summary>
    public static bool Is(CaseEvent happened) => happened is IncomeVerified or OutcomeCoded;

    /// <summary>The evidence that events give: of a person, month and kind of income the latest, and of a case's rule the correction of the latest outcome, if it has one.</summary>
    /// <param name="inOrder">Events of a household's cases in the order in which they were recorded; those that are no evidence are passed over.</param>
    public static ReviewedEvidence Of(IEnumerable<(long Case, CaseEvent Happened)> inOrder)
    {
        var incomes = new SortedDictionary<(string Person, Time.Month Month, IncomeKind Kind), VerifiedIncome>(Comparer<(string Person, Time.Month Month, IncomeKind Kind)>.Create(Compare));
        var proved = new SortedDictionary<(long Case, string Rule), ProvedOutcome>(Comparer<(long Case, string Rule)>.Create((a, b) =>
            a.Case != b.Case ? a.Case.CompareTo(b.Case) : string.CompareOrdinal(a.Rule, b.Rule)));
        foreach (var (number, happened) in inOrder)
        {
            if (happened is IncomeVerified income) incomes[(income.Person, income.Month, income.IncomeKind)] = income.ToFact(number);
            if (happened is not OutcomeCoded outcome) continue;
            if (outcome.Correction is { } correction) proved[(number, outcome.Rule)] = new ProvedOutcome(number, outcome.Outcome, correction);
            else proved.Remove((number, outcome.Rule));
        }

        return new ReviewedEvidence([.. incomes.Values], [.. proved.Values]);
    }

    /// <summary>The facts without those that are corrected and with what was verified.</summary>
    /// <param name="facts">The registries' facts in force.</param>
    /// <param name="day">The day judged: a correction that expired before it silences nothing.</param>
    public IReadOnlyList<Fact> Apply(IReadOnlyList<Fact> facts, DateOnly day)
    {
        var live = Corrections.Where(c => c.HoldsOn(day)).ToList();
        if (live.Count == 0 && Incomes.Count == 0) return facts;
        return [.. facts.Where(fact => !live.Exists(c => c.IsAbout(fact))), .. Incomes];
    }

    private static int Compare((string Person, Time.Month Month, IncomeKind Kind) a, (string Person, Time.Month Month, IncomeKind Kind) b)
    {
        var order = string.CompareOrdinal(a.Person, b.Person);
        if (order == 0) order = a.Month.CompareTo(b.Month);
        return order == 0 ? a.Kind.CompareTo(b.Kind) : order;
    }
}
