using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries.CivilAffairs;

/// <summary>死亡火化: dead since a day.</summary>
internal sealed class Deaths() : AgencyDataset(
    RegistryId.CivilAffairs, "deaths", byMonth: false, [Name, PersonColumn.Id, Died, Cremated], (Name, PersonColumn.Id))
{
    private static readonly Column Name = PersonColumn.Name("死者姓名", "逝者姓名");
    private static readonly Column Died = new("死亡日期", true, "死亡时间");
    private static readonly Column Cremated = new("火化日期", false, "火化时间");

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        var died = row.PastDay(Died);
        row.Span(Cremated, died, row.OptionalPastDay(Cremated));
        yield return row.Status(StatusKind.Dead, DateInterval.From(died));
    }
}
