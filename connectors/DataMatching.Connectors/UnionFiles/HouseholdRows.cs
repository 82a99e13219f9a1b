using DataMatching.Batches;
using DataMatching.Households;
using DataMatching.Identity;

namespace DataMatching.Connectors.UnionFiles;

internal sealed record HouseholdHead(
    string Key, District District, FileState State, Tier? Tier, IReadOnlyList<HardshipCause> Causes, DateOnly? FiledOn, DateOnly? ExitedOn);

/// <summary>households.csv</summary>
internal static class HouseholdRows
{
    private static readonly UnionColumn[] Columns =
    [
        new("档案号", "household"), new("行政区划代码", "district"), new("档案状态", "state"), new("困难类型", "tier", false),
        new("致困原因", "causes", false), new("建档日期", "filed_on", false), new("退出日期", "exited_on", false),
    ];

    internal static readonly Dictionary<string, FileState> States = new(StringComparer.Ordinal)
    {
        ["在档"] = FileState.Active,
        ["监测期"] = FileState.Monitored,
        ["已退出"] = FileState.Closed,
    };

    internal static readonly Dictionary<string, Tier> Tiers = new(StringComparer.Ordinal)
    {
        ["深度困难"] = Tier.Deep,
        ["相对困难"] = Tier.Relative,
        ["意外致困"] = Tier.Unexpected,
    };

    internal static readonly Dictionary<string, HardshipCause> Causes = new(StringComparer.Ordinal)
    {
        ["因病"] = HardshipCause.Illness,
        ["因学"] = HardshipCause.Study,
        ["残疾"] = HardshipCause.Disability,
        ["单亲"] = HardshipCause.SingleParent,
        ["意外"] = HardshipCause.Accident,
        ["失业"] = HardshipCause.Unemployment,
        ["低收入"] = HardshipCause.LowIncome,
    };

    public static Dictionary<string, HouseholdHead> Read(UnionFile file, List<QuarantinedRow> rejected, ISet<string> incomplete)
    {
        var heads = new Dictionary<string, HouseholdHead>(StringComparer.Ordinal);
        using var table = new UnionTable(file, Columns, rejected);
        while (table.Read())
        {
            var key = table[0];
            if (!UnionFields.IsKey(key))
            {
                table.Reject(0, "expected a file number of 1 to 40 letters, digits, '-' or '_'");
                continue;
            }

            if (Parse(table, key) is not { } head) incomplete.Add(key);
            else if (!heads.TryAdd(key, head))
            {
                table.Reject(0, "the file number stands in an earlier row too; neither is taken");
                incomplete.Add(key);
            }
        }

        return heads;
    }

    private static HouseholdHead? Parse(UnionTable table, string key)
    {
        if (!District.TryParse(table[1], out var district)) return Rejected(table, 1, "expected a six-digit division code");
        if (!States.TryGetValue(table[2], out var state)) return Rejected(table, 2, "expected one of " + string.Join("/", States.Keys));
        Tier? tier = null;
        if (table[3].Length > 0)
        {
            if (!Tiers.TryGetValue(table[3], out var read)) return Rejected(table, 3, "expected one of " + string.Join("/", Tiers.Keys));
            tier = read;
        }

        var causes = new List<HardshipCause>();
        foreach (var part in table[4].Split([';', '；', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Causes.TryGetValue(part, out var cause)) return Rejected(table, 4, "expected some of " + string.Join(";", Causes.Keys));
            causes.Add(cause);
        }

        if (!UnionFields.TryDate(table[5], out var filed)) return Rejected(table, 5, UnionFields.DateExpected);
        if (!UnionFields.TryDate(table[6], out var exited)) return Rejected(table, 6, UnionFields.DateExpected);
        return new HouseholdHead(key, district, state, tier, causes, filed, exited);
    }

    private static HouseholdHead? Rejected(UnionTable table, int column, string reason)
    {
        table.Reject(column, reason);
        return null;
    }
}
