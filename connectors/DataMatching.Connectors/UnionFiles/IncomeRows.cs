using System.Security.Cryptography;
using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Connectors.UnionFiles;

/// <summary>incomes.csv: what a household declared, and what a reviewer verified month by month.</summary>
internal static class IncomeRows
{
    private static readonly UnionColumn[] Columns =
    [
        new("档案号", "household"), new("成员序号", "number"), new("收入类型", "kind"), new("起始月份", "from"), new("截止月份", "to"),
        new("月金额", "monthly"), new("依据", "measurement"), new("核实人", "verified_by", false), new("核实日期", "verified_on", false),
        new("证明材料", "document", false),
    ];

    private static readonly Dictionary<string, IncomeKind> Kinds = new(StringComparer.Ordinal)
    {
        ["工资"] = IncomeKind.Wage,
        ["经营"] = IncomeKind.Business,
        ["职工养老金"] = IncomeKind.EmployeePension,
        ["居民养老金"] = IncomeKind.ResidentPension,
        ["失业金"] = IncomeKind.UnemploymentBenefit,
        ["财产"] = IncomeKind.Property,
        ["转移"] = IncomeKind.Transfer,
    };

    public static Dictionary<string, List<IncomeFact>> Read(
        UnionFile file, IReadOnlyDictionary<string, HouseholdHead> heads, List<QuarantinedRow> rejected, ISet<string> incomplete)
    {
        var incomes = new Dictionary<string, List<IncomeFact>>(StringComparer.Ordinal);
        using var table = new UnionTable(file, Columns, rejected);
        while (table.Read())
        {
            if (Parse(table) is not { } read)
            {
                incomplete.Add(table[0]);
                continue;
            }

            if (!incomes.TryGetValue(table[0], out var household)) incomes[table[0]] = household = [];
            household.AddRange(read);
        }

        UnreadRow.MarkIncomplete(table.Unread, heads, incomplete);
        return incomes;
    }

    private static IReadOnlyList<IncomeFact>? Parse(UnionTable table)
    {
        if (!Kinds.TryGetValue(table[2], out var kind)) return Rejected(table, 2, "expected one of " + string.Join("/", Kinds.Keys));
        if (!Month.TryParse(table[3], out var first)) return Rejected(table, 3, "expected a month such as 2026-04");
        if (!Month.TryParse(table[4], out var last) || last < first || last.Since(first) > 120)
            return Rejected(table, 4, "expected a month not before the first and at most ten years after it");
        if (!Money.TryParseYuan(table[5], out var monthly) || monthly < Money.Zero) return Rejected(table, 5, "expected yuan a month, not negative");
        var person = $"{table[0]}/{table[1]}";
        var source = new Provenance(0, "incomes.csv", table.Line, table.ByteOffset, Convert.ToHexStringLower(SHA256.HashData(table.Raw)));
        if (table[6] == "申报") return [new DeclaredIncome(person, source, kind, first, last, monthly)];
        if (table[6] != "核实") return Rejected(table, 6, "expected 申报 or 核实");
        if (table[7].Length == 0) return Rejected(table, 7, "a verified income names who verified it");
        if (!UnionFields.TryDate(table[8], out var on) || on is null) return Rejected(table, 8, "a verified income has the date of verification");
        if (table[9].Length == 0) return Rejected(table, 9, "a verified income names its document");
        return [.. first.To(last).Select(m => new VerifiedIncome(person, source, kind, m, monthly, table[7], on.Value, table[9]))];
    }

    private static IReadOnlyList<IncomeFact>? Rejected(UnionTable table, int column, string reason)
    {
        table.Reject(column, reason);
        return null;
    }
}
