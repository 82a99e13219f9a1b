using DataMatching.Batches;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Connectors.UnionFiles;

/// <summary>roll.csv: each member of the union as a household of one, until his file is found among the households; streamed.</summary>
internal static class RollRows
{
    private static readonly UnionColumn[] Columns =
    [
        new("会员号", "roll"), new("姓名", "name"), new("证件号码", "id"), new("行政区划代码", "district"), new("是否农民工", "migrant", false),
        .. DetailColumns.All,
    ];

    private const int FirstDetail = 5;

    public static IEnumerable<Household> Read(UnionFile file, List<QuarantinedRow> rejected)
    {
        using var table = new UnionTable(file, Columns, rejected);
        while (table.Read())
        {
            if (!UnionFields.IsKey(table[0])) table.Reject(0, "expected a roll number of 1 to 40 letters, digits, '-' or '_'");
            else if (PersonName.TryCreate(table[1]) is not { } name) table.Reject(1, "expected a name of 1 to 64 characters");
            else if (!District.TryParse(table[3], out var district)) table.Reject(3, "expected a six-digit division code");
            else if (UnionFields.YesNo(table[4], false) is not { } migrant) table.Reject(4, "expected 是 or 否");
            else if (DetailColumns.Read(table, FirstDetail) is { } details) yield return Unfiled(table[0], name, table[2], district, migrant, details);
        }
    }

    private static Household Unfiled(string key, PersonName name, string id, District district, bool migrant, PersonDetails details)
    {
        var worker = new HouseholdMember(
            $"{key}/1", name, id, ResidentIdReader.Read(id).Id, Relation.Principal, true, false, migrant, DateInterval.Always)
        {
            Details = details,
        };
        return new Household(key, district, FileState.Unfiled, null, [], null, null, [worker], [], []);
    }
}
