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
    public static bool Is(CaseEvent happened) => happened is IncomeVerified or OutcomeCoded or EvidenceWithdrawn;

    /// <summary>
    /// The evidence that events give and that was not withdrawn: of a person, month and kind of income the latest, and of a case's rule each record's latest correction. An outcome
    /// without a correction takes back those of its case and rule.
    /// </summary>
    /// <param name="inOrder">Events of a household's cases in the order in which they were recorded; those that are no evidence are passed over.</param>
    public static ReviewedEvidence Of(IEnumerable<(long Case, CaseEvent Happened)> inOrder)
    {
        var all = inOrder.ToList();
        var withdrawn = all.Where(e => e.Happened is EvidenceWithdrawn).Select(e => (e.Case, ((EvidenceWithdrawn)e.Happened).Entry)).ToHashSet();
        var incomes = new SortedDictionary<(string Person, Time.Month Month, IncomeKind Kind), VerifiedIncome>(Comparer<(string Person, Time.Month Month, IncomeKind Kind)>.Create(Compare));
        var proved = new List<(string Rule, ProvedOutcome Outcome)>();
        foreach (var (number, happened) in all.Where(e => !withdrawn.Contains((e.Case, e.Happened.Sequence))))
        {
            if (happened is IncomeVerified income) incomes[(income.Person, income.Month, income.IncomeKind)] = income.ToFact(number);
            if (happened is not OutcomeCoded outcome) continue;
            proved.RemoveAll(p => p.Outcome.Case == number && p.Rule == outcome.Rule && (outcome.Correction is not { } again || p.Outcome.Correction.IsOf(again)));
            if (outcome.Correction is { } correction) proved.Add((outcome.Rule, new ProvedOutcome(number, outcome.Outcome, correction)));
        }

        return new ReviewedEvidence([.. incomes.Values], [.. proved.Select(p => p.Outcome)]);
    }

    /// <summary>The entries of a case whose evidence falls with this event: those of somebody declared kin, and the corrections of an outcome that is to be coded again.</summary>
    public static IReadOnlyList<long> FallenBy(CaseEvent happened, Case before)
    {
        var after = before.With(happened);
        var undone = before.Plan.Steps.Any(s => s.Does == StepKind.Outcome && before.Done.ContainsKey(s.Id) && !after.Done.ContainsKey(s.Id));
        return
        [
            .. from e in before.Events
               where e is IncomeVerified or OutcomeCoded { Correction: not null } && !before.Withdrawn.Contains(e.Sequence)
               where (undone && e is OutcomeCoded) || (happened is RelativeDeclared kin && e.By == kin.Account)
               select e.Sequence,
        ];
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

    /// <summary>The facts by which registries' answers are told: a doubtful record that was shown to be somebody else's keeps nothing open any more.</summary>
    /// <param name="facts">The registries' facts in force.</param>
    /// <param name="day">The day judged.</param>
    public IReadOnlyList<Fact> Answering(IReadOnlyList<Fact> facts, DateOnly day)
    {
        var others = Proved.Where(p => p.Outcome == Outcome.FalseMatch && p.Correction.HoldsOn(day)).ToList();
        return others.Count == 0 ? facts : [.. facts.Where(f => f.Grade != MatchGrade.Doubtful || !others.Exists(p => p.Correction.IsAbout(f)))];
    }

    /// <summary>
    /// The registries' answers as they stand after corrections: that an income is another than recorded does not make it nothing. Its month is not known until the right
    /// amount is verified, unless the record was about somebody else.
    /// </summary>
    /// <param name="answers">What the registries answered.</param>
    /// <param name="facts">The registries' facts in force, corrected ones included.</param>
    /// <param name="day">The day judged.</param>
    public ICoverageAnswers Apply(ICoverageAnswers answers, IReadOnlyList<Fact> facts, DateOnly day)
    {
        var live = Proved.Where(p => p.Outcome != Outcome.FalseMatch && p.Correction.HoldsOn(day)).ToList();
        var open = facts.Where(f => f is ILedgerIncome && live.Exists(p => p.Correction.IsAbout(f))).Select(f => (f.Person, f.Registry, f.Dataset, ((ILedgerIncome)f).Month)).ToHashSet();
        return open.Count == 0 ? answers : new CorrectedAnswers(answers, open);
    }

    private sealed class CorrectedAnswers(ICoverageAnswers answers, HashSet<(string Person, string Registry, string Dataset, Time.Month Month)> open) : ICoverageAnswers
    {
        public Answer For(string person, string registry, string dataset, Time.Month month) =>
            open.Contains((person, registry, dataset, month)) ? Answer.Corrected : answers.For(person, registry, dataset, month);

        public DateOnly? AsOf(string person, string registry, string dataset, Time.Month month) => answers.AsOf(person, registry, dataset, month);
    }

    private static int Compare((string Person, Time.Month Month, IncomeKind Kind) a, (string Person, Time.Month Month, IncomeKind Kind) b)
    {
        var order = string.CompareOrdinal(a.Person, b.Person);
        if (order == 0) order = a.Month.CompareTo(b.Month);
        return order == 0 ? a.Kind.CompareTo(b.Kind) : order;
    }
}
