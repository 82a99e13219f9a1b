using DataMatching.Evidence;

namespace DataMatching.Connectors.Registries.CivilAffairs;

/// <summary>特困供养: supported by the state. The money is social assistance and no income (审核确认办法 art. 13), so only the status is kept.</summary>
internal sealed class Destitute() : AgencyDataset(
    RegistryId.CivilAffairs, "destitute", byMonth: false, [Name, PersonColumn.Id, Manner, Standard, First, Last], (Name, PersonColumn.Id))
{
    private static readonly Column Name = PersonColumn.Name("供养对象姓名", "对象姓名");
    private static readonly Column Manner = new("供养方式", false, "供养形式");
    private static readonly Column Standard = new("月供养标准", false, "月供养标准(元)", "月供养标准（元）", "基本生活标准");
    private static readonly Column First = new("享受起始年月", true, "享受开始年月", "供养起始年月");
    private static readonly Column Last = new("享受终止年月", true, "享受截止年月", "供养终止年月");

    private static readonly Choices<bool> InAnInstitution = new(("集中供养", true), ("分散供养", false), ("集中", true), ("分散", false));

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        row.OptionalChoice(Manner, InAnInstitution);
        row.OptionalYuan(Standard);
        yield return row.Status(StatusKind.Destitute, row.Months(First, Last));
    }
}
