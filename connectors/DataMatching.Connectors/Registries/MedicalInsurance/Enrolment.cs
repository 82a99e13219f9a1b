using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries.MedicalInsurance;

/// <summary>基本医疗保险参保: insured against illness over a time, as an employee (also retired or flexibly employed) or as a resident. It proves no employment.</summary>
internal sealed class Enrolment() : AgencyDataset(
    RegistryId.MedicalInsurance, "enrolment", byMonth: false, [Name, PersonColumn.Id, Scheme, State, First, Last], (Name, PersonColumn.Id))
{
    private static readonly Column Name = PersonColumn.Name("参保人姓名", "人员姓名");
    private static readonly Column Scheme = new("参保险种", true, "险种类型", "医保类型");
    private static readonly Column State = new("参保状态", true, "人员参保状态");
    private static readonly Column First = new("参保日期", true, "首次参保日期", "本次参保日期");
    private static readonly Column Last = new("停保日期", true, "终止参保日期", "暂停参保日期");

    private static readonly Choices<string> Schemes = new(
        ("职工基本医疗保险", "employee"), ("城乡居民基本医疗保险", "resident"), ("职工", "employee"), ("居民", "resident"),
        ("城镇职工基本医疗保险", "employee"), ("城镇居民基本医疗保险", "resident"), ("新型农村合作医疗", "resident"));

    private static readonly Choices<bool> States = new(("正常参保", true), ("暂停参保", false), ("终止参保", false), ("正常", true), ("暂停", false), ("终止", false));

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        var scheme = row.Choice(Scheme, Schemes);
        var insured = row.Choice(State, States);
        var (first, last) = (row.PastDay(First), row.OptionalPastDay(Last));
        if (!insured && last is null) row.FailBeside(Last, "参保状态不是正常时不应为空，应为日期，如 2026-09-30");
        if (insured && last is not null) row.FailBeside(Last, "参保状态为正常时应为空");
        yield return row.Status(StatusKind.MedicallyInsured, row.Span(Last, first, last), new StatusDetail(Cause: scheme));
    }
}
