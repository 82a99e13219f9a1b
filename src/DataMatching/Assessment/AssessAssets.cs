using System.Globalization;
using DataMatching.Evidence;

namespace DataMatching.Assessment;

/// <summary>Judges what living counted members own on the day (docs/rules.md, "Assets"). Grades Certain and Probable: a suspicion is enough to look again.</summary>
internal static class AssessAssets
{
    public static AssetAssessment Of(HouseholdAssessment a)
    {
        var living = a.Living.Select(m => m.Person).ToHashSet(StringComparer.Ordinal);
        var owned = a.Facts.OfType<AssetFact>().Where(f => (f.Grade is MatchGrade.Certain or MatchGrade.Probable) && living.Contains(f.Person)).ToList();
        var vehicles = owned.Where(f => f.Kind == AssetKind.Vehicle).Select(f => Judge(f, a, WhyNoVehicle)).ToList();
        var homes = OnceForEachUnit(owned.Where(f => f.Kind == AssetKind.Home).Select(f => Judge(f, a, WhyNoHome)).ToList());
        var money = AssessDeposits.Newest(owned.Where(f => f.Kind is AssetKind.Deposit or AssetKind.Securities)).Select(f => Judge(f.Fact, a, (_, _) => f.Older ? "较早时点的数额，不计" : null)).ToList();
        return new AssetAssessment(
            [.. vehicles, .. homes, .. money],
            Limit(a, vehicles, a.Policy.VehicleLimit(a.Day), Datasets.Vehicles, "辆车"),
            Limit(a, homes, a.Policy.HomeLimit(a.Day), Datasets.Units, "套住房"),
            AssessDeposits.Of(a, money));
    }

    private static JudgedAsset Judge(AssetFact fact, HouseholdAssessment a, Func<AssetFact, HouseholdAssessment, string?> exemption)
    {
        var why = !fact.Detail.InForce ? "登记状态已失效，不计"
            : !fact.Held.Contains(a.Day) ? "核对日不持有，不计"
            : exemption(fact, a);
        return new JudgedAsset(fact, why is null, why ?? "计入");
    }

    private static string? WhyNoVehicle(AssetFact fact, HouseholdAssessment a)
    {
        if (fact.Detail.Class is { } sort && a.Policy.VehicleExemptClasses(a.Day).Contains(sort, StringComparer.Ordinal))
            return sort == "disability-scooter" ? "残疾人机动轮椅车，不计" : sort == "motorcycle" ? "摩托车，不计" : "属政策豁免的车辆类型，不计";
        return fact.Detail.Value is { } value && a.Policy.VehicleExemptValue(a.Day) is { } most && value <= most ? $"价值不超过{most}元，不计" : null;
    }

    private static string? WhyNoHome(AssetFact fact, HouseholdAssessment a)
    {
        var (numerator, denominator, inherited) = (fact.Detail.ShareNumerator, fact.Detail.ShareDenominator, string.Equals(fact.Detail.Acquisition, "inherited", StringComparison.Ordinal));
        if (a.Policy.HomeShareCounts(numerator, denominator, inherited, a.Day)) return null;
        return FormattableString.Invariant($"{(inherited ? "继承所得，" : "")}份额{numerator}/{denominator}，不计");
    }

    /// <summary>A unit that two members hold counts for the first of them. Records without a key of the unit are units of their own.</summary>
    private static List<JudgedAsset> OnceForEachUnit(List<JudgedAsset> homes)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return homes.Select(h => h.Counts && h.Fact.Detail.Key is { } key && !seen.Add(key) ? h with { Counts = false, Why = "与其他成员共有的同一套，已计一次" } : h).ToList();
    }

    private static AssetLimit Limit(HouseholdAssessment a, List<JudgedAsset> judged, int? limit, string dataset, string unit)
    {
        var counting = judged.Where(j => j.Counts).Select(j => (Fact)j.Fact).ToList();
        var missing = a.Unanswered(dataset);
        string[] exempt = counting.Count == judged.Count ? [] : [.. judged.Where(j => !j.Counts).Select(j => j.Why).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var tail = exempt.Length == 0 ? "" : $"；另有{judged.Count - counting.Count}项不计（{string.Join("；", exempt)}）";
        if (limit is not { } most) return new AssetLimit(Truth.Unknown, $"政策未定{unit}限额{tail}", counting, missing);
        var text = string.Create(CultureInfo.InvariantCulture, $"计入{counting.Count}{unit}，限{most}{unit}{tail}");
        return counting.Count > most ? new AssetLimit(Truth.Met, text, counting, [])
            : missing.Count > 0 ? new AssetLimit(Truth.Unknown, text + "；部分成员未得到答复", counting, missing)
            : new AssetLimit(Truth.NotMet, text, counting, []);
    }
}
