using DataMatching.Assessment;
using DataMatching.Review;
using DataMatching.Words;

namespace DataMatching.Web.Words;

/// <summary>Everything that was recorded with an event, line by line: whoever signs next signs on it.</summary>
/// <param name="say">The reader's language.</param>
/// <param name="whose">A member by his key, as the sheet shows him.</param>
/// <param name="who">An account by its number.</param>
internal sealed class EventDetails(Say say, Func<string, string> whose, Func<long, string> who)
{
    /// <summary>What it says and its value, in the order of the form; empty texts are left out.</summary>
    public IReadOnlyList<(string Label, string Value)> Of(CaseEvent happened) => [.. Lines(happened).Where(l => l.Value.Length > 0)];

    private IEnumerable<(string Label, string Value)> Lines(CaseEvent happened) => happened switch
    {
        Opened e => [Rules(e.Rules)],
        Rejudged e => [Rules(e.Rules)],
        Assigned { To: { } to } => [(say["给", "To"], who(to))],
        Applied e => [Day(e.On)],
        Visited e => [Day(e.On), (say["入户人", "Visitors"], $"{e.First.Name}、{e.Second.Name}"), (say["致困因素", "Causes of hardship"], Of(e.Causes)), (say["所见", "Seen"], e.Findings), (say["本人说明", "Said"], e.Said), .. Sheet(e.Sheet)],
        EvidenceSeen e => [Text(e.Text)],
        SumsDone e => [.. Sheet(e.Sheet), Text(e.Text)],
        Discussed e => [Day(e.On), (say["参加人", "Present"], string.Join("、", e.Present)), Text(e.Text)],
        Assessed e => [Day(e.On), Text(e.Text), (say["每月帮扶金额", "Aid a month"], e.Amount is { } amount ? Yuan(amount) : say["未定", "not fixed"])],
        NoticePosted e => [(say["公示地点", "Where it hangs"], e.Place)],
        Signed e => [(say["主席", "Chair"], e.Chair ?? ""), Text(e.Text)],
        ReasonsGiven e => [Day(e.On), Text(e.How)],
        HearingRecorded e => [Day(e.On), Text(e.Text)],
        WaitingBegun e => [Day(e.On)],
        TookEffect e => [Day(e.On)],
        Objected e => [Day(e.On), (say["提出人", "By"], e.Who), Text(e.What)],
        ObjectionAnswered e => [Text(e.Text)],
        Returned e => [Text(e.Reason)],
        IncomeVerified e => [(say["谁", "Whose"], whose(e.Person)), (say["种类", "Kind"], FileWords.Of(e.IncomeKind, say))],
        OutcomeCoded e => [(say["事由", "Reason"], say[ReasonWords.Of(e.Rule)]), Text(e.Text), .. Correction(e.Correction)],
        RelativeDeclared e => [(say["谁", "Who"], who(e.Account)), (say["关系", "Kinship"], e.Kinship)],
        EvidenceWithdrawn e => [(say["撤回", "Withdrawn"], say[$"第 {e.Entry} 条", $"entry {e.Entry}"]), Text(e.Reason)],
        Noted e => [Text(e.Text)],
        Closed e => [Text(e.Text)],
        _ => [],
    };

    private (string, string) Text(string text) => (say["说明", "Text"], text);

    private (string, string) Day(DateOnly on) => (say["日期", "Day"], ListWords.Of(on));

    private (string, string) Rules(IReadOnlyList<string> rules) => (say["事由", "Reasons"], string.Join(say["；", "; "], rules.Select(r => say[ReasonWords.Of(r)])));

    private IEnumerable<(string, string)> Sheet(Worksheet sheet) =>
    [
        (say["收入", "Income"], Line(sheet.Income)), (say["房租", "Rent"], Line(sheet.Rent)), (say["基本生活", "Living"], Line(sheet.Living)), (say["自付医疗", "Medical, self-paid"], Line(sheet.Medical)),
        (say["就学", "Study"], Line(sheet.Study)), (say["全年缺口", "Lacking in a year"], Yuan(sheet.Gap)),
    ];

    private IEnumerable<(string, string)> Correction(Correction? correction) => correction is null ? [] :
    [
        (say["更正的记录", "Record corrected"], $"{whose(correction.Person)} · {say[ListWords.OfRegistry(correction.Registry)]}·{say[ListWords.OfDataset(correction.Registry, correction.Dataset)]}"),
        (say["实际情况", "What is right"], correction.Says), (say["有效期至", "Holds until"], ListWords.Of(correction.ExpiresOn)),
    ];

    private string Line(SheetLine line) => $"{Yuan(line.Amount)}{(line.Per == Per.Month ? say["/月", " a month"] : say["/年", " a year"])}";

    private string Yuan(Money money) => say[$"{ListWords.Of(money)} 元", $"{ListWords.Of(money)} yuan"];

    private string Of(CausesFound causes) => causes switch
    {
        CausesFound.Gone => say["已消除", "gone"],
        CausesFound.Persist => say["仍存在", "persist"],
        _ => say["无法认定", "could not be told"],
    };
}
