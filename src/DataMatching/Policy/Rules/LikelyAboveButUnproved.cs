using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>The household is likely above the standard, but months are not proved: employment without a wage, uncertain matches, unverified declarations.</summary>
public sealed class LikelyAboveButUnproved : IRule
{
    public string Id => "likely-above-but-unproved";
    public RuleKind Kind => RuleKind.ReExamine;

    public Finding Evaluate(HouseholdAssessment a)
    {
        if (a.AllAbove || a.Months.Any(m => m.Cell == Cell.NotAbove) || !a.Living.Any()) return Finding.NotMet();
        var estimated = a.Months.All(m => m.Line is { } line && m.Estimate > line);
        var mostly = a.Months.Count(m => m.Cell == Cell.Above) >= 4;
        if (!estimated && !mostly) return Finding.NotMet("估计收入不是每月都高于标准");
        var unproved = a.Months.Where(m => m.Suspicious).ToList();
        if (unproved.Count == 0) return Finding.NotMet("只因部门数据或授权缺失而不明，另有事由");

        var facts = unproved.SelectMany(m => m.Members).SelectMany(m => m.SuspectedBy.Concat(m.EmployedBy)).Distinct(DistinctFacts.ByPlace.First).ToList();
        var wages = unproved.SelectMany(m => m.Members.Where(x => x.WagelessBase is not null && !x.UnderSixteen).Select(x => (x.Person, m.Month)))
            .GroupBy(x => x.Person, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new MissingEvidence(g.Key, RegistryId.Tax, "wages", g.Select(x => x.Month).ToList(), Answer.NoRecord));
        return Finding.Met($"收入很可能高于标准但未证实的月份：{string.Join('、', unproved.Select(m => $"{InWords.Month(m.Month)}（估计{m.Estimate}元，标准线{m.Line}元）"))}", facts, wages);
    }
}
