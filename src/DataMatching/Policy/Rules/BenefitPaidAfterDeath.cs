using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>A pension or dibao was paid for a month that began after the member's death.</summary>
public sealed class BenefitPaidAfterDeath : IRule
{
    public string Id => "benefit-paid-after-death";
    public RuleKind Kind => RuleKind.ReExamine;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var found = a.Contradictions.Where(c => c.Kind is ContradictionKind.BenefitAfterDeath).ToList();
        return found.Count == 0 ? Finding.NotMet() : Finding.Met(string.Join('；', found.Select(InChinese)), found.SelectMany(c => c.Facts).Distinct(DistinctFacts.ByPlace.First));
    }

    private static string InChinese(Contradiction c) =>
        $"{InWords.Member(c.Person)}于{InWords.Day(c.Died)}死亡，{InWords.Month(c.Month!.Value)}起仍有养老金或低保待遇";
}
