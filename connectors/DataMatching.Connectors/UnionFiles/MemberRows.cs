using System.Globalization;
using DataMatching.Batches;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Connectors.UnionFiles;

/// <summary>members.csv: one row a member, number 1 the principal worker.</summary>
internal static class MemberRows
{
    private static readonly UnionColumn[] Columns =
    [
        new("档案号", "household"), new("成员序号", "number"), new("姓名", "name"), new("证件号码", "id"), new("与职工关系", "relation"),
        new("是否共同生活", "counted", false), new("是否在校", "student", false), new("是否农民工", "migrant", false),
        new("加入日期", "joined", false), new("离开日期", "left", false), new("曾用证件号码", "former_ids", false), new("是否重号", "shares_id", false),
        .. DetailColumns.All,
    ];

    private const int MostFormerIds = 9, FirstDetail = 12;

    private static readonly Dictionary<string, Relation> Relations = new(StringComparer.Ordinal)
    {
        ["本人"] = Relation.Principal,
        ["配偶"] = Relation.Spouse,
        ["子女"] = Relation.Child,
        ["父母"] = Relation.Parent,
        ["其他"] = Relation.Other,
    };

    public static Dictionary<string, SortedList<int, HouseholdMember>> Read(
        UnionFile file, IReadOnlyDictionary<string, HouseholdHead> heads, List<QuarantinedRow> rejected, ISet<string> incomplete)
    {
        var members = new Dictionary<string, SortedList<int, HouseholdMember>>(StringComparer.Ordinal);
        using var table = new UnionTable(file, Columns, rejected);
        while (table.Read())
        {
            var key = table[0];
            if (Parse(table, key, out var number) is not { } member)
            {
                incomplete.Add(key);
                continue;
            }

            if (!members.TryGetValue(key, out var household)) members[key] = household = [];
            if (household.TryAdd(number, member)) continue;
            table.Reject(1, "the member number stands in an earlier row too");
            incomplete.Add(key);
        }

        UnreadRow.MarkIncomplete(table.Unread, heads, incomplete);
        return members;
    }

    private static HouseholdMember? Parse(UnionTable table, string key, out int number)
    {
        if (!int.TryParse(table[1], NumberStyles.None, CultureInfo.InvariantCulture, out number) || number is < 1 or > 99)
            return Rejected(table, 1, "expected a number from 1 to 99");
        if (PersonName.TryCreate(table[2]) is not { } name) return Rejected(table, 2, "expected a name of 1 to 64 characters");
        if (!Relations.TryGetValue(table[4], out var relation)) return Rejected(table, 4, "expected one of " + string.Join("/", Relations.Keys));
        if ((number == 1) != (relation == Relation.Principal)) return Rejected(table, 4, "number 1, and no other, is 本人");
        if (UnionFields.YesNo(table[5], true) is not { } counted) return Rejected(table, 5, "expected 是 or 否");
        if (UnionFields.YesNo(table[6], false) is not { } student) return Rejected(table, 6, "expected 是 or 否");
        if (UnionFields.YesNo(table[7], false) is not { } migrant) return Rejected(table, 7, "expected 是 or 否");
        if (!UnionFields.TryDate(table[8], out var joined)) return Rejected(table, 8, UnionFields.DateExpected);
        if (!UnionFields.TryDate(table[9], out var left)) return Rejected(table, 9, UnionFields.DateExpected);
        if (joined is { } j && left is { } l && l < j) return Rejected(table, 9, "the member leaves before joining");
        var id = ResidentIdReader.Read(table[3]).Id;
        if (FormerIds(table[10], id) is not { } former) return Rejected(table, 10, $"expected at most {MostFormerIds} valid ID numbers with ; between them, or nothing");
        if (UnionFields.YesNo(table[11], false) is not { } shares) return Rejected(table, 11, "expected 是 or 否");
        if (DetailColumns.Read(table, FirstDetail) is not { } details) return null;
        return new HouseholdMember($"{key}/{number}", name, table[3], id, relation, counted, student, migrant, new DateInterval(joined, left))
        {
            FormerIds = former,
            SharesId = shares && id is not null,
            Details = details,
        };
    }

    /// <summary>Each once, without today's; null when one is no valid number.</summary>
    private static IReadOnlyList<ResidentId>? FormerIds(string written, ResidentId? today)
    {
        if (written.Length == 0) return [];
        List<ResidentId> former = [];
        foreach (var part in written.Split([';', '；', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ResidentIdReader.Read(part).Id is not { } id) return null;
            if (id != today && !former.Contains(id)) former.Add(id);
        }

        return former.Count <= MostFormerIds ? former.ToArray() : null;
    }

    private static HouseholdMember? Rejected(UnionTable table, int column, string reason)
    {
        table.Reject(column, reason);
        return null;
    }
}
