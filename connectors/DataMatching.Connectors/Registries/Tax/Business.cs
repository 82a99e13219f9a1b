using DataMatching.Evidence;

namespace DataMatching.Connectors.Registries.Tax;

/// <summary>
/// 经营所得: what a self-employed person earned in one month. The policies count net income (审核确认办法 art. 13), so the contract asks for
/// receipts less costs; a loss is delivered as zero, for a month's income cannot be less than nothing.
/// </summary>
internal sealed class Business() : AgencyDataset(
    RegistryId.Tax, "business", byMonth: true, [Name, PersonColumn.Id, TaxMonth, Earnings], (Name, PersonColumn.Id))
{
    private static readonly Column Name = PersonColumn.Name("纳税人姓名", "经营者姓名");
    private static readonly Column TaxMonth = new("税款所属期", true, "所属月份", "所属期", "税款所属月份");
    private static readonly Column Earnings = new("经营收入", true, "经营所得", "经营净收入", "经营收入(元)", "经营收入（元）");

    protected override IEnumerable<Fact> FactsOf(RowReader row) =>
        [row.Income(IncomeKind.Business, row.PromisedMonth(TaxMonth), row.Yuan(Earnings))];
}
