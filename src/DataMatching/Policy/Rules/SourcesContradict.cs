using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>Records of one person cannot all be right: two deaths, or work after death.</summary>
public sealed class SourcesContradict : IRule
{
    public string Id => "sources-contradict";
    public RuleKind Kind => RuleKind.ReExamine;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var found = a.Contradictions.Where(c => c.Kind is ContradictionKind.DeathDates or ContradictionKind.WorkAfterDeath).ToList();
        return found.Count == 0 ? Finding.NotMet() : Finding.Met(string.Join('；', found.Select(InChinese)), found.SelectMany(c => c.Facts).Distinct(DistinctFacts.ByPlace.First));
    }

    private static string InChinese(Contradiction c) => c.OtherDay is { } other
        ? $"{InWords.Member(c.Person)}有两个死亡日期：{InWords.Day(c.Died)}与{InWords.Day(other)}"
        : $"{InWords.Member(c.Person)}于{InWords.Day(c.Died)}死亡，{InWords.Month(c.Month!.Value)}仍有工资或缴费记录";
}
