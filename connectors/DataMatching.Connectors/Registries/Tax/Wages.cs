using DataMatching.Evidence;
using DataMatching.Identity;

namespace DataMatching.Connectors.Registries.Tax;

/// <summary>
/// 个人所得税扣缴申报: the wage that an employer declared for one month. A declared zero is kept: it says that the wage is known to be nothing,
/// which is something else than no declaration. Two employers are two rows, and both count.
/// </summary>
internal sealed class Wages() : AgencyDataset(
    RegistryId.Tax, "wages", byMonth: true, [Name, PersonColumn.Id, Employer, CreditCode, TaxMonth, Wage], (Name, PersonColumn.Id))
{
    private static readonly Column Name = PersonColumn.Name("纳税人姓名", "纳税人名称");
    private static readonly Column Employer = new("扣缴义务人", false, "扣缴义务人名称", "单位名称") { Holds = FieldKind.Organisation };
    private static readonly Column CreditCode = new("统一社会信用代码", false, "扣缴义务人识别号", "纳税人识别号") { Holds = FieldKind.Number };
    private static readonly Column TaxMonth = new("税款所属期", true, "所属月份", "所属期", "税款所属月份");
    private static readonly Column Wage = new("收入额", true, "工资薪金收入", "本期收入", "收入额(元)", "收入额（元）");

    protected override IEnumerable<Fact> FactsOf(RowReader row) =>
        [row.Income(IncomeKind.Wage, row.PromisedMonth(TaxMonth), row.Yuan(Wage))];
}
