namespace DataMatching.Review;

/// <summary>Whether an event is filled in: texts, amounts and attachments, whatever the case.</summary>
internal static class EventForm
{
    private const int LongestText = 10_000, LongestName = 200, MostAttachments = 100, HashDigits = 64;
    private static readonly Money Most = Money.Yuan(1_000_000_000);

    public static Refusal? Check(CaseEvent happened)
    {
        if (Needed(happened).Any(string.IsNullOrWhiteSpace)) return Refusals.TextMissing;
        if (Needed(happened).Concat(Optional(happened)).Any(t => t.Length > LongestText)) return Refusals.TextTooLong;
        if (Amounts(happened).Any(m => m < Money.Zero || m > Most)) return Refusals.NegativeAmount;
        var attachments = Attachments(happened).ToList();
        return attachments.Count > MostAttachments || attachments.Any(a => !IsRight(a)) ? Refusals.BadAttachment : null;
    }

    private static IEnumerable<string> Needed(CaseEvent happened) => happened switch
    {
        Visited e => [e.First.Name, e.Second.Name, e.Findings, e.Said],
        EvidenceSeen e => [e.Text],
        Discussed e => [.. e.Present, e.Text],
        Assessed e => [e.Text],
        NoticePosted e => [e.Place],
        ReasonsGiven e => [e.How],
        HearingRecorded { HearingKind: HearingKind.Held } e => [e.Text],
        Objected e => [e.Who, e.What],
        ObjectionAnswered e => [e.Text],
        Returned e => [e.Reason],
        OutcomeCoded e => [e.Text, .. e.Correction is { } c ? (string[])[c.Person, c.Registry, c.Dataset, c.RowHash, c.Says] : []],
        RelativeDeclared e => [e.Kinship],
        Noted e => [e.Text],
        EvidenceWithdrawn e => [e.Reason],
        Closed { Decision: Decision.Kept or Decision.Corrected } e => [e.Text],
        _ => [],
    };

    private static IEnumerable<string> Optional(CaseEvent happened) => happened switch
    {
        SumsDone e => [e.Text],
        Signed e => [e.Text, e.Chair ?? ""],
        HearingRecorded e => [e.Text],
        Closed e => [e.Text],
        _ => [],
    };

    private static IEnumerable<Money> Amounts(CaseEvent happened) => happened switch
    {
        Visited e => e.Sheet.Lines.Select(l => l.Amount),
        SumsDone e => e.Sheet.Lines.Select(l => l.Amount),
        Assessed { Amount: { } amount } => [amount],
        IncomeVerified e => [e.Amount],
        _ => [],
    };

    /// <summary>The photos and scans that an event names.</summary>
    public static IEnumerable<Attachment> Attachments(CaseEvent happened) => happened switch
    {
        Applied e => [e.Document],
        Visited e => e.Attachments,
        EvidenceSeen e => e.Documents,
        Discussed e => e.Attachments,
        Signed { Document: { } document } => [document],
        ReasonsGiven e => [e.Document],
        HearingRecorded { Document: { } document } => [document],
        TookEffect { Document: { } document } => [document],
        Objected e => e.Attachments,
        IncomeVerified e => [e.Document],
        OutcomeCoded { Correction: { } correction } => [correction.Proof],
        Noted e => e.Attachments,
        _ => [],
    };

    private static bool IsRight(Attachment a) =>
        a.Hash.Length == HashDigits && a.Hash.All(char.IsAsciiHexDigitLower) && !string.IsNullOrWhiteSpace(a.Name) && a.Name.Length <= LongestName && !a.Name.Any(c => char.IsControl(c) || c is '/' or '\\');
}
