using DataMatching.Evidence;
using DataMatching.Identity;

namespace DataMatching.Connectors.Registries.SocialSecurity;

/// <summary>劳动用工备案: an employment contract and its term; without an end it runs until further notice (无固定期限).</summary>
internal sealed class Employment() : AgencyDataset(
    RegistryId.SocialSecurity, "employment", byMonth: false, [Name, PersonColumn.Id, Employer, CreditCode, First, Last], (Name, PersonColumn.Id))
{
    private static readonly Column Name = PersonColumn.Name("劳动者姓名", "职工姓名");
    private static readonly Column Employer = new("单位名称", true, "用人单位", "用人单位名称") { Holds = FieldKind.Organisation };
    private static readonly Column CreditCode = new("统一社会信用代码", false, "单位统一社会信用代码") { Holds = FieldKind.Number };
    private static readonly Column First = new("合同起始日期", true, "合同开始日期", "劳动合同起始日期");
    private static readonly Column Last = new("合同终止日期", true, "合同结束日期", "劳动合同终止日期");

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        var employer = row.Text(Employer);
        var term = row.Span(Last, row.Day(First), row.OptionalDay(Last));
        yield return row.Status(StatusKind.Employed, term, new StatusDetail(Employer: employer));
    }
}
