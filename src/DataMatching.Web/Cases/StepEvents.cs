using DataMatching.Evidence;
using DataMatching.Review;
using DataMatching.Time;

namespace DataMatching.Web.Cases;

/// <summary>Turns a filled form into the event it stands for. What is missing or cannot be read is told; what the rules say to it is asked afterwards.</summary>
internal static class StepEvents
{
    /// <summary>What the answer to an objection sends for "it is not right": no step has such an id.</summary>
    public const string Stands = "-";

    /// <param name="form">As sent.</param>
    /// <param name="files">Its files.</param>
    /// <param name="me">Who fills it in.</param>
    /// <param name="second">The second visitor, where he is a colleague.</param>
    /// <param name="known">The case it is about.</param>
    /// <param name="record">The record that a correction is about; null for none.</param>
    /// <returns>How to make the event, or what is wrong with the form in both languages.</returns>
    public static (Func<long, DateTimeOffset, long, CaseEvent>? Make, (string Chinese, string English)? Fault) Of(StepForm form, IReadOnlyList<Attachment> files, Account me, Account? second, Case known, Fact? record)
    {
        var first = files.Count > 0 ? files[0] : null;
        var text = form.Text?.Trim() ?? "";
        if (form.Kind is "visited" or "applied" or "discussed" or "assessed" or "notice-posted" or "reasons-given" or "hearing-recorded" or "waiting-begun" or "took-effect" or "objected" && form.On is null)
            return Wrong("请填写日期", "Fill in the day");
        if (form.Kind is "applied" or "reasons-given" && first is null) return Wrong("请附上签字的材料（照片或扫描件）", "Attach the signed paper (photo or scan)");
        if (Chosen(form) is null) return Wrong("请选择一项", "Choose one of the answers");
        var on = form.On ?? default;
        switch (form.Kind)
        {
            case "applied": return Made((n, at, by) => new Applied(n, at, by, on, first!));
            case "visited":
                if (SheetOf(form) is not { } sheet) return Wrong("金额应为不小于 0 的数，最多两位小数", "Amounts are numbers from 0, with at most two decimals");
                return Made((n, at, by) => new Visited(n, at, by, on, new Visitor(me.Id, me.DisplayName), new Visitor(second?.Id, second?.DisplayName ?? form.Second?.Trim() ?? ""), form.Causes!.Value,
                    form.Findings?.Trim() ?? "", form.Said?.Trim() ?? "", sheet, files));
            case "evidence-seen": return Made((n, at, by) => new EvidenceSeen(n, at, by, text, files));
            case "sums-done":
                if (SheetOf(form) is not { } sums) return Wrong("金额应为不小于 0 的数，最多两位小数", "Amounts are numbers from 0, with at most two decimals");
                return Made((n, at, by) => new SumsDone(n, at, by, sums, text));
            case "discussed":
                var present = (form.Present ?? "").Split(['、', '，', ',', ';', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                return Made((n, at, by) => new Discussed(n, at, by, on, present, text, files));
            case "assessed":
                if (!TryAmount(form.Amount, out var amount)) return Wrong("金额应为不小于 0 的数，最多两位小数", "Amounts are numbers from 0, with at most two decimals");
                return Made((n, at, by) => new Assessed(n, at, by, on, text, amount));
            case "notice-posted":
                if (form.Last is not { } last) return Wrong("请填写公示的最后一天", "Fill in the last day of the notice");
                return Made((n, at, by) => new NoticePosted(n, at, by, on, last, form.Subject?.Trim() ?? ""));
            case "signed": return Made((n, at, by) => new Signed(n, at, by, me.Role, text, string.IsNullOrWhiteSpace(form.Chair) ? null : form.Chair.Trim(), first));
            case "reasons-given": return Made((n, at, by) => new ReasonsGiven(n, at, by, on, text, first!));
            case "hearing-recorded": return Made((n, at, by) => new HearingRecorded(n, at, by, on, form.Hearing!.Value, text, first));
            case "waiting-begun": return Made((n, at, by) => new WaitingBegun(n, at, by, on));
            case "took-effect": return Made((n, at, by) => new TookEffect(n, at, by, on, first));
            case "income-verified":
                if (!Month.TryParse(form.Month ?? "", out var month)) return Wrong("请选择月份", "Choose the month");
                if (!TryAmount(form.Amount, out var verified) || verified is null) return Wrong("请填写核实的金额（元）", "Fill in the verified amount (yuan)");
                if (first is null) return Wrong("请附上证明材料（照片或扫描件）", "Attach the document (photo or scan)");
                return Made((n, at, by) => new IncomeVerified(n, at, by, form.Person ?? "", month, form.IncomeKind!.Value, verified.Value, first));
            case "outcome-coded":
                if (record is null) return Made((n, at, by) => new OutcomeCoded(n, at, by, form.Rule ?? "", form.Outcome!.Value, text, null));
                if (first is null || form.Expires is null) return Wrong("更正须有证明材料和有效期", "A correction needs its proof and its last day");
                return Made((n, at, by) => new OutcomeCoded(n, at, by, form.Rule ?? "", form.Outcome!.Value, text,
                    new Correction(record.Person, record.Registry, record.Dataset, record.Source.RowHash, form.Says?.Trim() ?? "", first, DateOnly.FromDateTime(at.DateTime), form.Expires.Value, FactThing.ToKnowAgain(record))));
            case "closed": return Made((n, at, by) => new Closed(n, at, by, form.Decision!.Value, text));
            case "objected": return Made((n, at, by) => new Objected(n, at, by, on, form.Subject?.Trim() ?? "", text, files));
            case "objection-answered":
                if (string.IsNullOrEmpty(form.ReturnTo)) return Wrong("请选择答复的结果", "Choose what comes of the objection");
                return Made((n, at, by) => new ObjectionAnswered(n, at, by, form.Objection, text, form.ReturnTo == Stands ? null : form.ReturnTo));
            case "returned": return Made((n, at, by) => new Returned(n, at, by, form.ReturnTo ?? "", text));
            case "relative-declared": return Made((n, at, by) => new RelativeDeclared(n, at, by, me.Id, text));
            case "evidence-withdrawn": return Made((n, at, by) => new EvidenceWithdrawn(n, at, by, form.Objection, text));
            case "noted": return Made((n, at, by) => new Noted(n, at, by, text, files));
            default: return Wrong("没有这种操作", "There is no such action");
        }

        static (Func<long, DateTimeOffset, long, CaseEvent>? Make, (string, string)? Fault) Made(Func<long, DateTimeOffset, long, CaseEvent> make) => (make, null);
        static (Func<long, DateTimeOffset, long, CaseEvent>? Make, (string, string)? Fault) Wrong(string chinese, string english) => (null, (chinese, english));
    }

    /// <summary>The answer that the kind of event asks for; null when none of those offered was sent.</summary>
    private static Enum? Chosen(StepForm form) => form.Kind switch
    {
        "visited" => form.Causes,
        "hearing-recorded" => form.Hearing,
        "income-verified" => form.IncomeKind,
        "outcome-coded" => form.Outcome,
        "closed" => form.Decision,
        _ => CausesFound.NotTold,
    };

    private static Worksheet? SheetOf(StepForm form) =>
        TryAmount(form.Income, out var income) && TryAmount(form.Rent, out var rent) && TryAmount(form.Living, out var living) && TryAmount(form.Medical, out var medical)
            && TryAmount(form.Study, out var study)
            ? new Worksheet(A(income, Per.Month), A(rent, Per.Month), A(living, Per.Month), A(medical, Per.Year), A(study, Per.Year))
            : null;

    private static SheetLine A(Money? amount, Per per) => new(amount ?? Money.Zero, per);

    /// <summary>Empty is none; anything else has to be an amount.</summary>
    private static bool TryAmount(string? written, out Money? amount)
    {
        amount = null;
        if (string.IsNullOrWhiteSpace(written)) return true;
        if (!Money.TryParseYuan(written.Trim().Replace(",", "", StringComparison.Ordinal), out var money) || money < Money.Zero) return false;
        amount = money;
        return true;
    }
}
