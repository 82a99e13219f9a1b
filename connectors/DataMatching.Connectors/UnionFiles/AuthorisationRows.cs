using DataMatching.Batches;
using DataMatching.Households;
using DataMatching.Time;

namespace DataMatching.Connectors.UnionFiles;

/// <summary>authorisations.csv: who signed that which registries may be asked, from signing to expiry, both days included.</summary>
internal static class AuthorisationRows
{
    private const string Guardian = "监护人";

    private static readonly UnionColumn[] Columns =
    [
        new("档案号", "household"), new("成员序号", "number"), new("授权部门", "registries"), new("签署日期", "signed"), new("有效期至", "expires"), new("签署人", "signed_by", Required: false),
    ];

    public static Dictionary<string, List<Authorisation>> Read(
        UnionFile file, IReadOnlyDictionary<string, HouseholdHead> heads, List<QuarantinedRow> rejected, ISet<string> incomplete)
    {
        var authorisations = new Dictionary<string, List<Authorisation>>(StringComparer.Ordinal);
        using var table = new UnionTable(file, Columns, rejected);
        while (table.Read())
        {
            if (Parse(table) is not { } authorisation)
            {
                incomplete.Add(table[0]);
                continue;
            }

            if (!authorisations.TryGetValue(table[0], out var household)) authorisations[table[0]] = household = [];
            household.Add(authorisation);
        }

        UnreadRow.MarkIncomplete(table.Unread, heads, incomplete);
        return authorisations;
    }

    private static Authorisation? Parse(UnionTable table)
    {
        var registries = table[2].Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (registries.Length == 0)
        {
            table.Reject(2, "expected * or registry names separated by ';'");
        }
        else if (!UnionFields.TryDate(table[3], out var signed) || signed is null)
        {
            table.Reject(3, "expected the date of signing");
        }
        else if (!UnionFields.TryDate(table[4], out var expires) || expires is null || expires < signed)
        {
            table.Reject(4, "expected the last valid day, not before the signing");
        }
        else if (table[5] is not ("" or "本人" or Guardian))
        {
            table.Reject(5, "expected 本人 or 监护人");
        }
        else
        {
            return new Authorisation($"{table[0]}/{table[1]}", registries, new DateInterval(signed, expires), table[5] == Guardian);
        }

        return null;
    }
}
