using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries.SocialSecurity;

/// <summary>
/// 养老金发放: what a pensioner was paid in one month, or that the pension ended. A pension ended by death says that the person is dead.
/// The two kinds are kept apart: whether the residents' basic pension counts as income is a dated parameter (审核确认办法 art. 13).
/// </summary>
internal sealed class Pensions() : AgencyDataset(
    RegistryId.SocialSecurity, "pensions", byMonth: true,
    [Name, PersonColumn.Id, Scheme, PaidMonth, Paid, State, EndCause, Ended, Socialised], (Name, PersonColumn.Id))
{
    private static readonly Column Name = PersonColumn.Name("参保人姓名", "领取人姓名", "待遇领取人姓名");
    private static readonly Column Scheme = new("养老类别", true, "养老保险类别", "待遇类别");
    private static readonly Column PaidMonth = new("发放年月", true, "发放月份", "待遇发放年月");
    private static readonly Column Paid = new("发放金额", true, "发放金额(元)", "发放金额（元）", "养老金金额", "月养老金");
    private static readonly Column State = new("待遇状态", true, "发放状态");
    private static readonly Column EndCause = new("终止原因", true, "待遇终止原因");
    private static readonly Column Ended = new("终止日期", true, "待遇终止日期");
    private static readonly Column Socialised = new("社会化管理", true, "是否社会化管理", "社会化管理服务");

    private static readonly Choices<(IncomeKind Income, string Cause)> Schemes = new(
        ("职工", (IncomeKind.EmployeePension, "employee")), ("居民", (IncomeKind.ResidentPension, "resident")),
        ("企业职工", (IncomeKind.EmployeePension, "employee")), ("机关事业单位", (IncomeKind.EmployeePension, "employee")),
        ("城乡居民", (IncomeKind.ResidentPension, "resident")));

    private static readonly Choices<bool> Running = new(("正常", true), ("终止", false));
    private static readonly Choices<bool> ByDeath = new(("死亡", true), ("其他", false));
    private static readonly Choices<bool> YesNo = new(("是", true), ("否", false));

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        var (income, scheme) = row.Choice(Scheme, Schemes);
        var month = row.PromisedMonth(PaidMonth);
        var paid = row.Yuan(Paid);
        var mark = row.OptionalChoice(Socialised, YesNo);
        if (row.Choice(State, Running))
        {
            if (paid > Money.Zero) yield return row.Income(income, month, paid);
            yield return row.Status(StatusKind.Pensioner, DateInterval.From(month.FirstDay), new StatusDetail(Cause: scheme, Mark: mark));
        }
        else if (row.Choice(EndCause, ByDeath))
        {
            yield return row.Status(StatusKind.Dead, DateInterval.From(row.PastDay(Ended)));
        }
        else
        {
            row.PastDay(Ended);
        }
    }
}
