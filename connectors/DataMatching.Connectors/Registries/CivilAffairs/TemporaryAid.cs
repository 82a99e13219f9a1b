using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries.CivilAffairs;

/// <summary>临时救助: aid given on one day for one cause. It shows the cause; the money is social assistance and no income.</summary>
internal sealed class TemporaryAid() : AgencyDataset(
    RegistryId.CivilAffairs, "temporary-aid", byMonth: false, [Name, PersonColumn.Id, Cause, Amount, Given], (Name, PersonColumn.Id))
{
    private static readonly Column Name = PersonColumn.Name("救助对象姓名", "对象姓名");
    private static readonly Column Cause = new("救助事由", true, "救助原因", "救助类别");
    private static readonly Column Amount = new("救助金额", false, "救助金额(元)", "救助金额（元）");
    private static readonly Column Given = new("救助日期", true, "发放日期");

    private static readonly Choices<string> Causes = new(
        ("疾病", "illness"), ("意外", "accident"), ("就学", "study"), ("失业", "unemployment"), ("其他", "other"));

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        var cause = row.Choice(Cause, Causes);
        row.OptionalYuan(Amount);
        var given = row.PastDay(Given);
        yield return row.Status(StatusKind.TemporaryAid, new DateInterval(given, given), new StatusDetail(Cause: cause));
    }
}
