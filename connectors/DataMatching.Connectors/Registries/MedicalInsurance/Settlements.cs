using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries.MedicalInsurance;

/// <summary>
/// 医保结算: a treatment settled on one day, what the insured paid himself of it, and whether it was for a major disease. The disease itself, the hospital and the
/// kind of treatment are neither asked for nor kept.
/// </summary>
internal sealed class Settlements() : AgencyDataset(
    RegistryId.MedicalInsurance, "settlements", byMonth: false,
    [Name, PersonColumn.Id, Settled, Sort, Total, Pooled, Major, Aid, SelfPaid, MajorDisease], (Name, PersonColumn.Id))
{
    private static readonly Column Name = PersonColumn.Name("参保人姓名", "人员姓名", "患者姓名");
    private static readonly Column Settled = new("结算日期", true, "结算时间", "费用结算日期");
    private static readonly Column Sort = new("医疗类别", false, "就诊类别");
    private static readonly Column Total = new("总费用", true, "医疗费总额", "医疗费用总额", "总费用(元)", "总费用（元）");
    private static readonly Column Pooled = new("统筹基金支付", false, "统筹支付", "基本医保支付");
    private static readonly Column Major = new("大病保险支付", false, "大病支付", "大额支付");
    private static readonly Column Aid = new("医疗救助支付", false, "救助支付");
    private static readonly Column SelfPaid = new("个人自付", true, "个人支付", "个人负担", "个人自付(元)", "个人自付（元）");
    private static readonly Column MajorDisease = new("重大疾病标志", true, "是否重大疾病", "大病标志");

    private static readonly Choices<bool> YesNo = new(("是", true), ("否", false));

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        var settled = row.PastDay(Settled);
        row.OptionalText(Sort);
        var (total, own) = (row.Yuan(Total), row.Yuan(SelfPaid));
        var others = Of(row.OptionalYuan(Pooled)) + Of(row.OptionalYuan(Major)) + Of(row.OptionalYuan(Aid));
        if (own > total) row.FailBeside(SelfPaid, "个人自付大于总费用");
        else if (own + others > total) row.FailBeside(Total, "总费用小于各项支付与个人自付之和");
        yield return row.Expense(ExpenseKind.Medical, settled, own);
        if (row.Choice(MajorDisease, YesNo)) yield return row.Status(StatusKind.MajorIllness, new DateInterval(settled, settled), new StatusDetail(Cause: "illness"));
    }

    private static Money Of(Money? paid) => paid ?? Money.Zero;
}
