using DataMatching.Assessment;
using DataMatching.Time;

namespace DataMatching.Review;

/// <summary>
/// What a file may not be made without (四个不建档: visit, notice, collective study, the chair's signature) and an exit not take effect without (reasons in writing,
/// hearing, waiting days, for 脱困 the finding that the causes are gone). It is asked of what was recorded, not of the plan: no configuration goes round it.
/// </summary>
internal static class Blocks
{
    /// <summary>What is lacking before a file is made, in the order of the steps.</summary>
    /// <exception cref="CalendarYearMissingException">A year on the way is not known.</exception>
    public static IEnumerable<Refusal> BeforeAdding(Case known, DateOnly today, WorkingCalendar calendar)
    {
        if (known.Doing<Visited>() is null) yield return Refusals.NoVisit;
        if (known.Doing<Discussed>() is null) yield return Refusals.NoDiscussion;
        foreach (var refusal in Notice(known, today, calendar)) yield return refusal;
        if (!known.Signatures.Any(s => s.Chair)) yield return Refusals.NoChair;
        foreach (var refusal in Approval(known)) yield return refusal;
    }

    /// <summary>What is lacking before an exit takes effect on <paramref name="day"/>, in the order of the steps.</summary>
    /// <exception cref="CalendarYearMissingException">A year on the way is not known.</exception>
    public static IEnumerable<Refusal> BeforeEffect(Case known, DateOnly day, WorkingCalendar calendar)
    {
        if (Judged(known) is { } otherwise) yield return otherwise;
        if (known.ExitKind == ExitKind.OutOfPoverty && known.Doing<Visited>()?.Happened.Causes != CausesFound.Gone) yield return Refusals.CausesNotGone;
        foreach (var refusal in Approval(known)) yield return refusal;
        foreach (var refusal in Notice(known, day, calendar)) yield return refusal;
        if (known.Doing<ReasonsGiven>() is null) yield return Refusals.NoReasons;
        if (known.Doing<HearingRecorded>() is not var (_, hearing)) yield return Refusals.NoHearing;
        else if (hearing.HearingKind == HearingKind.NobodyLives && !known.DiedAlone) yield return Refusals.SomebodyLives;
        if (known.WaitingEnds(calendar) is not { } ends) yield return Refusals.NoWaiting;
        else if (day <= ends) yield return Refusals.WaitingRuns(ends);
    }

    /// <summary>Why an exit that took effect would not take it now: it is not judged one any more, or kin of the household had a hand in it. Null while it holds.</summary>
    public static Refusal? InEffect(Case known) => Judged(known) ?? Approval(known).FirstOrDefault();

    /// <summary>What is lacking before a re-examination is closed.</summary>
    public static IEnumerable<Refusal> BeforeClosing(Case known)
    {
        if (known.Doing<OutcomeCoded>() is null) yield return Refusals.NoOutcome;
        foreach (var refusal in Approval(known)) yield return refusal;
    }

    /// <summary>Why an exit may be signed and take effect no longer; null while it is judged one, of its sort.</summary>
    public static Refusal? Judged(Case known) => known.Judged.Flag != Flag.Exit ? Refusals.NotJudgedExit : known.IsJudgedOtherwise ? Refusals.JudgedAnotherExit : null;

    /// <summary>Working days that a notice hangs, from the day of its recording at the earliest: what was posted before can no longer be seen here.</summary>
    /// <exception cref="CalendarYearMissingException">A year on the way is not known.</exception>
    public static int Hung(NoticePosted notice, WorkingCalendar calendar)
    {
        var first = notice.First < notice.Recorded ? notice.Recorded : notice.First;
        return first > notice.Last ? 0 : calendar.WorkingDays(first, notice.Last);
    }

    private static IEnumerable<Refusal> Notice(Case known, DateOnly day, WorkingCalendar calendar)
    {
        if (known.Doing<NoticePosted>() is not var (step, notice)) yield return Refusals.NoNotice;
        else if (Hung(notice, calendar) < Math.Max(1, step.Runs)) yield return Refusals.NoticeTooShort(Math.Max(1, step.Runs));
        else if (day <= notice.Last) yield return Refusals.NoticeRuns(notice.Last);
    }

    private static IEnumerable<Refusal> Approval(Case known)
    {
        var signatures = known.Signatures;
        if (signatures.Count == 0 || signatures.Count < known.Plan.Steps.Count(s => s.Does == StepKind.Signature)) yield return Refusals.NoApproval;
        if (signatures.Select(s => s.By).Distinct().Count() < signatures.Count) yield return Refusals.TwoLevels;
        if (signatures.Any(s => known.Relatives.Contains(s.By))) yield return Refusals.RelativeSigned;
        if (known.Doing<Visited>() is var (_, visit) && visit.IsByAny(known.Relatives)) yield return Refusals.VisitorRelative;
    }
}
