using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries.CivilAffairs;

/// <summary>
/// 婚姻登记: one row for each registration, about two people. Each of them who is ours gets the other as the one he or she married or divorced.
/// Whether a marriage still stands is not in its row: a later divorce is a row of its own.
/// </summary>
internal sealed class Marriages() : AgencyDataset(
    RegistryId.CivilAffairs, "marriages", byMonth: false,
    [HusbandName, HusbandId, WifeName, WifeId, Act, Registered, Certificate], new RowPerson(HusbandName, HusbandId, "男方", Sex.Male), new RowPerson(WifeName, WifeId, "女方", Sex.Female))
{
    private static readonly Column HusbandName = new("男方姓名", true, "男方", "男方名称");
    private static readonly Column HusbandId = new("男方证件号码", true, "男方身份证号", "男方公民身份号码", "男方身份证件号码");
    private static readonly Column WifeName = new("女方姓名", true, "女方", "女方名称");
    private static readonly Column WifeId = new("女方证件号码", true, "女方身份证号", "女方公民身份号码", "女方身份证件号码");
    private static readonly Column Act = new("登记类型", true, "登记类别", "业务类型");
    private static readonly Column Registered = new("登记日期", true, "登记时间");
    private static readonly Column Certificate = new("登记证号", false, "结婚证字号", "证书字号") { Holds = FieldKind.Number };

    private static readonly Choices<StatusKind> Acts = new(
        ("结婚", StatusKind.Married), ("离婚", StatusKind.Divorced), ("结婚登记", StatusKind.Married), ("离婚登记", StatusKind.Divorced),
        ("补领结婚证", StatusKind.Married), ("补领离婚证", StatusKind.Divorced));

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        var (name, id) = row.Slot == 0 ? (WifeName, WifeId) : (HusbandName, HusbandId);
        var other = row.Other(name, id);
        var act = row.Choice(Act, Acts);
        yield return row.Status(act, DateInterval.From(row.PastDay(Registered)), new StatusDetail(Other: other));
    }
}
