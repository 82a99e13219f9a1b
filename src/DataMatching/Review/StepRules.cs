using DataMatching.Assessment;
using DataMatching.Time;

namespace DataMatching.Review;

/// <summary>The steps in their order: role, dates, what each needs, and that notices and waiting days have run before the next.</summary>
internal static class StepRules
{
    public static Refusal? Check(Case known, Account account, CaseEvent happened, DateOnly today, WorkingCalendar calendar)
    {
        if (known.Next is not { } next) return Refusals.CaseClosed;
        if (next.Does != happened.Does) return Refusals.NotNext(next);
        if (account.Role != next.Role) return Refusals.WrongRole;
        return Running(known, today, calendar) ?? Dates(known, happened, today) ?? CausesGone(known, next) ?? happened switch
        {
            Visited e => Visit(known, e),
            Discussed e => e.Present.Select(p => p.Trim()).Distinct(StringComparer.Ordinal).Count() < 2 ? Refusals.NotCollective : null,
            NoticePosted e => Notice(next, e, calendar),
            Signed when known.Flag == Flag.Exit && Blocks.Judged(known) is { } otherwise => otherwise,
            Signed e => Signature(known, next, e),
            HearingRecorded e => Hearing(known, e),
            WaitingBegun e => e.On < e.Recorded ? Refusals.WaitingBackdated : null,
            TookEffect e => Blocks.BeforeEffect(known, e.On, calendar).FirstOrDefault(),
            _ => null,
        };
    }

    /// <summary>A notice still hanging, or waiting days still running, hold up every later step.</summary>
    public static Refusal? Running(Case known, DateOnly today, WorkingCalendar calendar)
    {
        if (known.Doing<NoticePosted>() is var (_, notice) && today <= notice.Last) return Refusals.NoticeRuns(notice.Last);
        return known.WaitingEnds(calendar) is { } ends && today <= ends ? Refusals.WaitingRuns(ends) : null;
    }

    private static Refusal? Dates(Case known, CaseEvent happened, DateOnly today)
    {
        if (happened.Happened is not { } day) return null;
        if (day > today) return Refusals.FutureDate;
        if (day < known.Quarter.FirstDay && happened is not Applied) return Refusals.BeforeQuarter;
        return known.Done.Values.Any(done => done is NoticePosted notice ? day <= notice.Last : done.Happened is { } earlier && day < earlier) ? Refusals.BeforeFormerStep : null;
    }

    /// <summary>From the visit on, an exit out of poverty goes on to nobody's signature without the finding.</summary>
    private static Refusal? CausesGone(Case known, Step next)
    {
        if (known.ExitKind != ExitKind.OutOfPoverty || next.Does is StepKind.Application or StepKind.Visit or StepKind.Evidence or StepKind.Sums) return null;
        return known.Doing<Visited>() is var (_, visit) && visit.Causes != CausesFound.Gone ? Refusals.CausesNotGone : null;
    }

    private static Refusal? Visit(Case known, Visited e)
    {
        if (e.First.IsSameAs(e.Second)) return Refusals.SameVisitor;
        return e.IsByAny(known.Relatives) ? Refusals.VisitorRelative : null;
    }

    private static Refusal? Notice(Step step, NoticePosted e, WorkingCalendar calendar)
    {
        if (e.Last < e.First) return Refusals.NoticeEndsFirst;
        var least = Math.Max(1, step.Runs);
        return Blocks.Hung(e, calendar) < least ? Refusals.NoticeTooShort(least) : null;
    }

    private static Refusal? Signature(Case known, Step step, Signed e)
    {
        if (e.Level != step.Role) return Refusals.WrongLevel;
        if (known.Events.OfType<Signed>().Any(s => s.By == e.By && s.Level != e.Level)) return Refusals.TwoLevels;
        if (e.Chair is not null || step.Chair) return string.IsNullOrWhiteSpace(e.Chair) || e.Document is null ? Refusals.NoChair : null;
        return null;
    }

    private static Refusal? Hearing(Case known, HearingRecorded e)
    {
        if (e.HearingKind != HearingKind.Held && e.Document is null) return Refusals.HearingNeedsProof;
        return e.HearingKind == HearingKind.NobodyLives && !known.DiedAlone ? Refusals.SomebodyLives : null;
    }
}
