using System.Globalization;
using DataMatching.Time;

namespace DataMatching.Review;

/// <summary>What may be recorded beside the order of the steps.</summary>
internal static class BesideRules
{
    /// <summary>Grassroots take a case or give their own back; county and city give it to anybody but kin.</summary>
    public static Refusal? Assign(Case known, Account account, Assigned e)
    {
        if (e.To is { } to && known.Relatives.Contains(to)) return Refusals.AssigneeRelative;
        if (account.Role is Role.County or Role.City) return null;
        return e.To == account.Id || (e.To is null && known.Assignee == account.Id) ? null : Refusals.WrongRole;
    }

    public static Refusal? Answer(Case known, Account account, ObjectionAnswered e)
    {
        if (account.Role is not (Role.County or Role.City)) return Refusals.WrongRole;
        if (!known.OpenObjections.Any(o => o.Sequence == e.Objection)) return Refusals.NoSuchObjection;
        return e.ReturnTo is null || known.Done.ContainsKey(e.ReturnTo) ? null : Refusals.NoSuchStep;
    }

    /// <summary>Whose turn it is, or a level above, returns the case to a step that is done; an exit in effect is undone by an objection, or when it does not hold any more.</summary>
    public static Refusal? Return(Case known, Account account, Returned e)
    {
        if (known.Next is { } next && account.Role < next.Role) return Refusals.WrongRole;
        if (!known.Done.ContainsKey(e.To)) return Refusals.NoSuchStep;
        return known.Doing<TookEffect>() is not null && Blocks.InEffect(known) is null ? Refusals.AlreadyInEffect : null;
    }

    /// <summary>Whoever recorded it takes it back, or county and city do.</summary>
    public static Refusal? Withdraw(Case known, Account account, EvidenceWithdrawn e)
    {
        if (known.Withdrawn.Contains(e.Entry) || known.Events.FirstOrDefault(x => x.Sequence == e.Entry) is not { } entry || entry is not (IncomeVerified or OutcomeCoded { Correction: not null }))
            return Refusals.NothingToWithdraw;
        return entry.By == account.Id || account.Role is Role.County or Role.City ? null : Refusals.WrongRole;
    }

    public static Refusal? Income(Case known, IncomeVerified e, DateOnly today)
    {
        if (!IsOf(known, e.Person)) return Refusals.NotOfHousehold;
        return e.Month >= Month.Of(today) ? Refusals.MonthNotOver : null;
    }

    /// <summary>Where the plan has a step for it, an outcome is coded in its turn and until somebody signs; elsewhere at any time.</summary>
    public static Refusal? Outcome(Case known, Account account, OutcomeCoded e, DateOnly today)
    {
        if (!known.Opening.Rules.Contains(e.Rule, StringComparer.Ordinal)) return Refusals.UnknownRule;
        if (known.Plan.Steps.FirstOrDefault(s => s.Does == StepKind.Outcome) is { } step && known.Next is { } next)
        {
            var inTurn = next.Does == StepKind.Outcome || (known.Done.ContainsKey(step.Id) && known.Signatures.Count == 0);
            if (!inTurn) return Refusals.NotNext(next);
            if (account.Role != step.Role) return Refusals.WrongRole;
        }

        if (e.Correction is not { } c) return null;
        if (e.Outcome is Review.Outcome.Right or Review.Outcome.Disputed) return Refusals.NoCorrection;
        if (!IsOf(known, c.Person)) return Refusals.NotOfHousehold;
        return c.ProvedOn <= today && c.ExpiresOn > c.ProvedOn && c.ExpiresOn <= c.ProvedOn.AddYears(Correction.MostYears) ? null : Refusals.BadCorrection;
    }

    /// <summary>A person's key is the household's, a slash and his number.</summary>
    private static bool IsOf(Case known, string person) =>
        person.StartsWith(known.Household + "/", StringComparison.Ordinal)
        && int.TryParse(person.AsSpan(known.Household.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
}
