using DataMatching.Review;
using DataMatching.Words;

namespace DataMatching.Web.Words;

/// <summary>What was done to a case, as its history tells it.</summary>
public static class CaseWords
{
    public static string Of(CaseEvent happened, Say say) => happened switch
    {
        Opened e => say[$"立案：{ListWords.Of(e.Flag)}", $"Opened: {ListWords.Of(e.Flag).English}"],
        Rejudged e => say[$"重新核算：{ListWords.Of(e.Flag)}", $"Judged again: {ListWords.Of(e.Flag).English}"],
        Unflagged => say["重新核算后不再列入名单", "Judged again: no longer listed"],
        Superseded { Decision: null } => say["转入后一季度的事项办理", "Goes on in a later quarter's case"],
        Superseded e => say[$"随同一家庭的另一事项办结：{Of(e.Decision.Value, say)}", $"Ended with another case of the household: {Of(e.Decision.Value, say)}"],
        EvidenceWithdrawn => say["撤回核实或更正", "Evidence withdrawn"],
        Assigned { To: null } => say["退回待分派", "Given back"],
        Assigned => say["分派", "Assigned"],
        Applied => say["申请", "Application"],
        Visited => say["入户", "Home visit"],
        EvidenceSeen => say["查证", "Evidence seen"],
        SumsDone => say["核算", "Sums"],
        Discussed => say["集体研究", "Discussion"],
        Assessed => say["评定", "Assessment"],
        NoticePosted e => say[$"公示 {ListWords.Of(e.First)} 至 {ListWords.Of(e.Last)}", $"Public notice {ListWords.Of(e.First)} to {ListWords.Of(e.Last)}"],
        Signed e => say[$"{RoleWords.Of(e.Level, say)}签字{(e.Chair is null ? "" : "（主席已签）")}", $"{RoleWords.Of(e.Level, say)} signed{(e.Chair is null ? "" : " (with the chair)")}"],
        ReasonsGiven => say["书面告知理由", "Written reasons given"],
        HearingRecorded e => e.HearingKind switch
        {
            HearingKind.Held => say["已听取意见", "Heard"],
            HearingKind.Waived => say["书面放弃听取意见", "Hearing waived in writing"],
            _ => say["无人可听取意见", "Nobody left to hear"],
        },
        WaitingBegun => say["等待期开始", "Waiting begun"],
        TookEffect => say["退出生效", "Exit took effect"],
        Objected => say["提出异议", "Objection"],
        ObjectionAnswered e => say[e.ReturnTo is null ? "答复异议：维持" : "答复异议：重新办理", e.ReturnTo is null ? "Objection answered: stands" : "Objection answered: done again"],
        Returned => say["退回重办", "Returned"],
        IncomeVerified e => say[$"核实收入 {e.Month}：{ListWords.Of(e.Amount)} 元", $"Income of {e.Month} verified: {ListWords.Of(e.Amount)} yuan"],
        OutcomeCoded e => say[$"认定：{Of(e.Outcome, say)}", $"Outcome: {Of(e.Outcome, say)}"],
        RelativeDeclared => say["申报亲属关系，回避", "Declared kinship and stepped aside"],
        Closed e => say[$"办结：{Of(e.Decision, say)}", $"Closed: {Of(e.Decision, say)}"],
        _ => say["备注", "Note"],
    };

    public static string Of(Outcome outcome, Say say) => say[ListWords.Of(outcome), outcome switch
    {
        Outcome.Right => "right",
        Outcome.FalseMatch => "false match",
        Outcome.WrongAtSource => "wrong at source",
        Outcome.Explained => "explained",
        Outcome.Disputed => "disputed",
        _ => "corrected in the household's favour",
    }];

    public static string Of(Decision decision, Say say) => decision switch
    {
        Decision.Added => say["纳入", "added"],
        Decision.Exited => say["退出", "exited"],
        Decision.Kept => say["维持", "kept"],
        _ => say["更正", "corrected"],
    };
}
