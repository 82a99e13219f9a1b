using DataMatching.Assessment;
using DataMatching.Time;

namespace DataMatching.Review;

/// <summary>The rules of doing: whether an account may record an event of a case. What a plan orders is asked here, and what no plan can waive (<see cref="Blocks"/>).</summary>
public static class ReviewRules
{
    /// <summary>Why the event may not be recorded; null when it may.</summary>
    /// <param name="known">The case as it stands; null when it has not been opened.</param>
    /// <param name="account">Who is signed in.</param>
    /// <param name="happened">What he wants to record: its sequence is the next one, its day is today's.</param>
    /// <param name="today">The day where the union sits.</param>
    /// <param name="calendar">Public holidays; a year that is missing refuses what needs it.</param>
    public static Refusal? Check(Case? known, Account account, CaseEvent happened, DateOnly today, WorkingCalendar calendar)
    {
        try
        {
            if (!account.Enabled) return Refusals.AccountDisabled;
            if (happened.By != account.Id) return Refusals.WrongAccount;
            if (happened.Recorded != today) return Refusals.WrongDay;
            if (happened is Opened opened) return known is not null ? Refusals.OpenedAlready : Opening(account, opened);
            return known is null ? Refusals.NotOpened : Handling(known, account, happened) ?? Event(known, account, happened, today, calendar);
        }
        catch (CalendarYearMissingException e)
        {
            return Refusals.YearMissing(e.Year);
        }
    }

    private static Refusal? Opening(Account account, Opened e)
    {
        if (account.Role is not (Role.Supervisor or Role.Operator)) return Refusals.WrongRole;
        if (!account.Covers(e.District)) return Refusals.OutsideScope;
        if (e.Sequence != 1) return Refusals.SequenceTaken;
        var right = e.Flag != Flag.Keep && (e.Flag == Flag.Exit) == (e.ExitKind is not null) && e.Priority is >= 1 and <= 100 && e.Rules.Count > 0 && e.Household.Length > 0;
        return right ? null : Refusals.BadOpening;
    }

    /// <summary>Who may touch the case at all, and whether it stands as he thinks.</summary>
    private static Refusal? Handling(Case known, Account account, CaseEvent happened)
    {
        if (account.Role is not (Role.Grassroots or Role.County or Role.City)) return Refusals.WrongRole;
        if (!account.Covers(known.District)) return Refusals.OutsideScope;
        if (known.Relatives.Contains(account.Id)) return Refusals.Relative;
        if (happened.Sequence != known.Events.Count + 1) return Refusals.SequenceTaken;
        if (happened.At < known.Events[^1].At) return Refusals.ClockWentBack;
        return known.State == CaseState.Closed && happened is not Objected ? Refusals.CaseClosed : EventForm.Check(happened);
    }

    private static Refusal? Event(Case known, Account account, CaseEvent happened, DateOnly today, WorkingCalendar calendar) => happened switch
    {
        Objected e => e.On > today ? Refusals.FutureDate : null,
        ObjectionAnswered e => BesideRules.Answer(known, account, e),
        Noted => null,
        EvidenceWithdrawn e => BesideRules.Withdraw(known, account, e),
        Assigned e => BesideRules.Assign(known, account, e),
        RelativeDeclared e => e.Account == account.Id || account.Role is Role.County or Role.City ? null : Refusals.NotYourDeclaration,
        IncomeVerified e => BesideRules.Income(known, e, today),
        _ when known.State == CaseState.Objected => Refusals.ObjectionOpen,
        Returned e => BesideRules.Return(known, account, e),
        OutcomeCoded e => BesideRules.Outcome(known, account, e, today),
        Closed e => ClosingRules.Check(known, account, e, today, calendar),
        { Does: not null } => StepRules.Check(known, account, happened, today, calendar),
        _ => Refusals.UnknownKind,
    };
}
