using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Policy;
using DataMatching.Time;

namespace DataMatching.Review;

/// <summary>立案: a household of one of the three lists became a case. Its plan of steps is the one in force on this day.</summary>
/// <param name="Run">Number of the quarter's run that flagged it.</param>
/// <param name="Priority">1 to 100.</param>
/// <param name="Rules">Ids of the rules that speak for the flag, in their order.</param>
public sealed record Opened(
    long Sequence, DateTimeOffset At, long By, Quarter Quarter, string Household, District District, Flag Flag, ExitKind? ExitKind, long Run, int Priority, IReadOnlyList<string> Rules)
    : CaseEvent(Sequence, At, By)
{
    /// <summary>The opening that a verdict asks for.</summary>
    /// <exception cref="ArgumentException">The verdict keeps the household as it is: no case.</exception>
    public static Opened Of(Verdict verdict, Quarter quarter, District district, long run, DateTimeOffset at, long by)
    {
        if (verdict.Flag == Flag.Keep) throw new ArgumentException("A household that is kept has no case.", nameof(verdict));
        return new Opened(1, at, by, quarter, verdict.Household, district, verdict.Flag, verdict.ExitKind, run, verdict.Priority, [.. Speaking(verdict).Select(r => r.Rule).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>The reasons that speak for the flag: an exit that a re-examination blocks is told, but does not speak.</summary>
    internal static IEnumerable<Reason> Speaking(Verdict verdict) =>
        verdict.Reasons.Where(r => verdict.Flag != Flag.ReExamine || AllRules.InOrder.FirstOrDefault(x => x.Id == r.Rule) is not { Kind: not RuleKind.ReExamine });
}

/// <summary>Somebody took the case, or was given it; <paramref name="To"/> null: it was given back.</summary>
public sealed record Assigned(long Sequence, DateTimeOffset At, long By, long? To) : CaseEvent(Sequence, At, By);

/// <summary>申请: the worker applied, signing the authorisation to check (先授权、后核对). <paramref name="Document"/>: the signed paper.</summary>
public sealed record Applied(long Sequence, DateTimeOffset At, long By, DateOnly On, Attachment Document) : CaseEvent(Sequence, At, By)
{
    public override StepKind? Does => StepKind.Application;
    public override DateOnly? Happened => On;
}
