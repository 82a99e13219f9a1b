using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries.SocialSecurity;

/// <summary>
/// 社保缴费明细: one row for each person, insurance and month. Insurance through an employer proves employment in the month; its base is last year's average
/// wage cut at 60 % and 300 %, never that month's wage. Only the pension row carries the base, so that five insurances are not five bases.
/// What people pay for themselves (城乡居民, 灵活就业) proves no employment and becomes nothing.
/// </summary>
internal sealed class Contributions() : AgencyDataset(
    RegistryId.SocialSecurity, "contributions", byMonth: true,
    [Name, PersonColumn.Id, Employer, CreditCode, Insurance, FeeMonth, WageBase], (Name, PersonColumn.Id))
{
    private enum Proves { Nothing, Employment, EmploymentAndBase }

    private static readonly Column Name = PersonColumn.Name("参保人姓名", "职工姓名");
    private static readonly Column Employer = new("单位名称", false, "参保单位", "参保单位名称", "缴费单位") { Holds = FieldKind.Organisation };
    private static readonly Column CreditCode = new("统一社会信用代码", false, "单位统一社会信用代码") { Holds = FieldKind.Number };
    private static readonly Column Insurance = new("险种", true, "险种类型", "险种名称");
    private static readonly Column FeeMonth = new("费款所属期", true, "缴费年月", "费款所属月份", "所属期");
    private static readonly Column WageBase = new("缴费基数", true, "缴费基数(元)", "缴费基数（元）", "月缴费基数");

    private static readonly Choices<Proves> Insurances = new(
        ("养老", Proves.EmploymentAndBase), ("职工养老", Proves.EmploymentAndBase), ("养老保险", Proves.EmploymentAndBase),
        ("基本养老保险", Proves.EmploymentAndBase), ("职工养老保险", Proves.EmploymentAndBase), ("职工基本养老保险", Proves.EmploymentAndBase),
        ("企业职工基本养老保险", Proves.EmploymentAndBase), ("城镇职工基本养老保险", Proves.EmploymentAndBase),
        ("机关事业单位养老保险", Proves.EmploymentAndBase), ("机关事业单位基本养老保险", Proves.EmploymentAndBase),
        ("医疗", Proves.Employment), ("职工医疗", Proves.Employment), ("医疗保险", Proves.Employment), ("职工基本医疗保险", Proves.Employment),
        ("失业", Proves.Employment), ("失业保险", Proves.Employment), ("工伤", Proves.Employment), ("工伤保险", Proves.Employment),
        ("生育", Proves.Employment), ("生育保险", Proves.Employment),
        ("城乡居民养老", Proves.Nothing), ("城乡居民基本养老保险", Proves.Nothing), ("城乡居民基本医疗保险", Proves.Nothing),
        ("灵活就业养老", Proves.Nothing), ("灵活就业人员基本养老保险", Proves.Nothing), ("灵活就业人员基本医疗保险", Proves.Nothing));

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        var proves = row.Choice(Insurance, Insurances);
        var month = row.PromisedMonth(FeeMonth);
        var wageBase = row.Yuan(WageBase);
        var employer = row.OptionalText(Employer);
        if (proves == Proves.Nothing) yield break;
        yield return row.Status(StatusKind.Insured, new DateInterval(month.FirstDay, month.LastDay), new StatusDetail(Employer: employer));
        if (proves == Proves.EmploymentAndBase) yield return row.Average(month, wageBase);
    }
}
