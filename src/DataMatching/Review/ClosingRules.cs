using DataMatching.Assessment;
using DataMatching.Time;

namespace DataMatching.Review;

/// <summary>How a case ends: as its list says, after every step; or otherwise, on a coded outcome and by another hand than coded it.</summary>
internal static class ClosingRules
{
    /// <summary>How the case may end as it stands, its list's own way first.</summary>
    public static IReadOnlyList<Decision> Offered(Case known) => known.Flag switch
    {
        Flag.Exit when known.Doing<TookEffect>() is not null => [Decision.Exited],
        Flag.Exit => [Decision.Exited, Decision.Kept, Decision.Corrected],
        Flag.Add => [Decision.Added, Decision.Kept, Decision.Corrected],
        _ => [Decision.Kept, Decision.Corrected],
    };

    public static Refusal? Check(Case known, Account account, Closed e, DateOnly today, WorkingCalendar calendar) => (known.Flag, e.Decision) switch
    {
        (Flag.Add, Decision.Added) => InTurn(known, account, today, calendar) ?? Blocks.BeforeAdding(known, today, calendar).FirstOrDefault(),
        (Flag.Exit, Decision.Exited) => InTurn(known, account, today, calendar) ?? InEffect(known, calendar),
        (Flag.ReExamine, Decision.Kept or Decision.Corrected) => InTurn(known, account, today, calendar) ?? Blocks.BeforeClosing(known).FirstOrDefault(),
        (Flag.Add or Flag.Exit, Decision.Kept or Decision.Corrected) => Otherwise(known, account),
        _ => Refusals.WrongDecision,
    };

    private static Refusal? InTurn(Case known, Account account, DateOnly today, WorkingCalendar calendar)
    {
        if (known.Next is not { Does: StepKind.Close } next) return known.Next is { } other ? Refusals.NotNext(other) : Refusals.CaseClosed;
        return account.Role != next.Role ? Refusals.WrongRole : StepRules.Running(known, today, calendar);
    }

    private static Refusal? InEffect(Case known, WorkingCalendar calendar) =>
        known.Doing<TookEffect>() is not var (_, effect) ? Refusals.NotInEffect : Blocks.InEffect(known) is not null ? Refusals.EffectFell : Blocks.BeforeEffect(known, effect.On, calendar).FirstOrDefault();

    private static Refusal? Otherwise(Case known, Account account)
    {
        if (account.Role != known.Plan.Steps[^1].Role) return Refusals.WrongRole;
        if (known.Doing<TookEffect>() is not null) return Refusals.AlreadyInEffect;
        var outcomes = known.Outcomes;
        if (outcomes.Count == 0) return Refusals.NoOutcome;
        return outcomes.All(o => o.By == account.Id) ? Refusals.SameHand : null;
    }
}
