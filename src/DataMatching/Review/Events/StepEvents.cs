namespace DataMatching.Review;

/// <summary>看: the papers that were seen, and what they show.</summary>
public sealed record EvidenceSeen(long Sequence, DateTimeOffset At, long By, string Text, IReadOnlyList<Attachment> Documents) : CaseEvent(Sequence, At, By)
{
    public override StepKind? Does => StepKind.Evidence;
}

/// <summary>算: income and necessary spending as they are after the visit and the papers.</summary>
public sealed record SumsDone(long Sequence, DateTimeOffset At, long By, Worksheet Sheet, string Text) : CaseEvent(Sequence, At, By)
{
    public override StepKind? Does => StepKind.Sums;
}

/// <summary>议: studied by several together (集体研究). <paramref name="Present"/>: their names, at least two.</summary>
public sealed record Discussed(long Sequence, DateTimeOffset At, long By, DateOnly On, IReadOnlyList<string> Present, string Text, IReadOnlyList<Attachment> Attachments)
    : CaseEvent(Sequence, At, By)
{
    public override StepKind? Does => StepKind.Discussion;
    public override DateOnly? Happened => On;
}

/// <summary>评: what was assessed. <paramref name="Amount"/>: the aid a month that the public notice will name; null when none is proposed.</summary>
public sealed record Assessed(long Sequence, DateTimeOffset At, long By, DateOnly On, string Text, Money? Amount) : CaseEvent(Sequence, At, By)
{
    public override StepKind? Does => StepKind.Assessment;
    public override DateOnly? Happened => On;
}

/// <summary>公示 from <paramref name="First"/> to <paramref name="Last"/>, both included. <paramref name="Place"/>: where it hangs.</summary>
public sealed record NoticePosted(long Sequence, DateTimeOffset At, long By, DateOnly First, DateOnly Last, string Place) : CaseEvent(Sequence, At, By)
{
    public override StepKind? Does => StepKind.Notice;
    public override DateOnly? Happened => First;
}

/// <summary>
/// 审核 or 审批: an account signed for its level. <paramref name="Chair"/>: the union's chair who signed on paper (主席签字), null where none did;
/// <paramref name="Document"/>: the signed sheet, which a chair's signature needs.
/// </summary>
public sealed record Signed(long Sequence, DateTimeOffset At, long By, Role Level, string Text, string? Chair, Attachment? Document) : CaseEvent(Sequence, At, By)
{
    public override StepKind? Does => StepKind.Signature;
    public override DateOnly? Happened => Recorded;
}

/// <summary>书面告知: the household was given the reasons in writing. <paramref name="How"/>: handed over, by post, left with a witness.</summary>
public sealed record ReasonsGiven(long Sequence, DateTimeOffset At, long By, DateOnly On, string How, Attachment Document) : CaseEvent(Sequence, At, By)
{
    public override StepKind? Does => StepKind.Reasons;
    public override DateOnly? Happened => On;
}

/// <summary>How the household was heard.</summary>
public enum HearingKind
{
    /// <summary>已听取: heard; the text says what it said.</summary>
    Held = 0,

    /// <summary>书面放弃: it waived the hearing in writing.</summary>
    Waived = 1,

    /// <summary>无人可听取: the worker died and nobody of the household lives. Only where the rule principal-died-alone speaks.</summary>
    NobodyLives = 2,
}

/// <summary>听取意见. <paramref name="Document"/>: the record, the waiver or the proof of death.</summary>
public sealed record HearingRecorded(long Sequence, DateTimeOffset At, long By, DateOnly On, HearingKind HearingKind, string Text, Attachment? Document) : CaseEvent(Sequence, At, By)
{
    public override StepKind? Does => StepKind.Hearing;
    public override DateOnly? Happened => On;
}

/// <summary>The waiting days (等待期) began; <paramref name="On"/> itself does not count.</summary>
public sealed record WaitingBegun(long Sequence, DateTimeOffset At, long By, DateOnly On) : CaseEvent(Sequence, At, By)
{
    public override StepKind? Does => StepKind.Waiting;
    public override DateOnly? Happened => On;
}

/// <summary>The exit took effect on <paramref name="On"/> (退出生效). <paramref name="Document"/>: the written decision where one is kept.</summary>
public sealed record TookEffect(long Sequence, DateTimeOffset At, long By, DateOnly On, Attachment? Document) : CaseEvent(Sequence, At, By)
{
    public override StepKind? Does => StepKind.Effect;
    public override DateOnly? Happened => On;
}

/// <summary>What became of the household's file.</summary>
public enum Decision
{
    /// <summary>纳入</summary>
    Added = 0,

    /// <summary>退出</summary>
    Exited = 1,

    /// <summary>维持: the file stays as it was, also when there was none.</summary>
    Kept = 2,

    /// <summary>更正: the file stays and what stands in it, or in a registry, was put right.</summary>
    Corrected = 3,
}

/// <summary>办结. For another decision than the list's own the reviewer says why, and another than him coded an outcome before.</summary>
public sealed record Closed(long Sequence, DateTimeOffset At, long By, Decision Decision, string Text) : CaseEvent(Sequence, At, By)
{
    public override StepKind? Does => StepKind.Close;
}
