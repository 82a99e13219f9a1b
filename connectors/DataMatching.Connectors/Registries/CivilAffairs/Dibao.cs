using DataMatching.Evidence;
using DataMatching.Identity;

namespace DataMatching.Connectors.Registries.CivilAffairs;

/// <summary>
/// 低保对象: one row for each member of a dibao household; each repeats the household's amount. The amount becomes an income of every month of the
/// delivery in which the person is on the list, so that a month's living level can be told; whoever sums it counts a household once (Group).
/// </summary>
internal sealed class Dibao() : AgencyDataset(
    RegistryId.CivilAffairs, "dibao", byMonth: false,
    [Certificate, Name, PersonColumn.Id, ToHead, District, Heads, Amount, First, Last], (Name, PersonColumn.Id))
{
    private static readonly Column Certificate = new("低保证号", true, "低保证编号", "低保家庭编号") { Holds = FieldKind.Number };
    private static readonly Column Name = PersonColumn.Name("保障对象姓名", "对象姓名", "成员姓名");
    private static readonly Column ToHead = new("与户主关系", false, "与申请人关系");
    private static readonly Column District = new("行政区划代码", false, "行政区划", "区划代码");
    private static readonly Column Heads = new("保障人口", false, "保障人数");
    private static readonly Column Amount = new("户月保障金额", true, "家庭月保障金额", "户月保障金额(元)", "户月保障金额（元）", "月保障金额");
    private static readonly Column First = new("享受起始年月", true, "享受开始年月", "保障起始年月");
    private static readonly Column Last = new("享受终止年月", true, "享受截止年月", "停保年月");

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        var household = row.Text(Certificate);
        row.CheckDistrict(District);
        row.CheckCount(Heads, 1, 30);
        var amount = row.Yuan(Amount);
        var onList = row.Months(First, Last);
        yield return row.Status(StatusKind.OnDibao, onList, new StatusDetail(Group: household));
        foreach (var month in row.PromisedMonths.Where(onList.Touches)) yield return row.Income(IncomeKind.Dibao, month, amount);
    }
}
