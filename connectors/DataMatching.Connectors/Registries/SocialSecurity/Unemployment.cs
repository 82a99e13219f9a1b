using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries.SocialSecurity;

/// <summary>
/// 失业登记与失业金: registered as unemployed over a time, why, and the benefit of each month of its term. Only the months that the manifest
/// promises become income: what is still to be paid is no income yet.
/// </summary>
internal sealed class Unemployment() : AgencyDataset(
    RegistryId.SocialSecurity, "unemployment", byMonth: false,
    [Name, PersonColumn.Id, Registered, Cause, Cancelled, FirstPaid, LastPaid, Benefit], (Name, PersonColumn.Id))
{
    private static readonly Column Name = PersonColumn.Name("失业人员姓名", "参保人姓名");
    private static readonly Column Registered = new("失业登记日期", true, "登记日期");
    private static readonly Column Cause = new("失业原因", true, "失业类别");
    private static readonly Column Cancelled = new("注销日期", true, "失业登记注销日期", "登记注销日期");
    private static readonly Column FirstPaid = new("领取起始年月", true, "失业金领取起始年月", "享受起始年月");
    private static readonly Column LastPaid = new("领取终止年月", true, "失业金领取终止年月", "享受终止年月");
    private static readonly Column Benefit = new("月失业金", true, "月失业金(元)", "月失业金（元）", "月失业保险金", "失业保险金");

    private static readonly Choices<string> Causes = new(
        ("企业改制裁员", "restructuring"), ("合同期满", "contract-ended"), ("本人辞职", "resigned"), ("其他", "other"));

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        var registered = row.PastDay(Registered);
        var cause = row.Choice(Cause, Causes);
        var unemployed = row.Span(Cancelled, registered, row.OptionalPastDay(Cancelled));
        yield return row.Status(StatusKind.Unemployed, unemployed, new StatusDetail(Cause: cause));

        if (row.OptionalMonth(FirstPaid) is null)
        {
            if (row.OptionalYuan(Benefit) > Money.Zero) row.FailBeside(FirstPaid, "有月失业金时不应为空，应为月份，如 2026-09");
            yield break;
        }

        var term = row.Months(FirstPaid, LastPaid);
        var benefit = row.Yuan(Benefit);
        foreach (var month in row.PromisedMonths.Where(term.Touches)) yield return row.Income(IncomeKind.UnemploymentBenefit, month, benefit);
    }
}
