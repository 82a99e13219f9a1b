using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>Nobody may ask a required registry about a living counted member: neither an authorisation nor the agreement gives a basis.</summary>
public sealed class ConsentMissing : IRule
{
    public string Id => "consent-missing";
    public RuleKind Kind => RuleKind.ReExamine;
    public bool AppliesTo(FileState state) => state is FileState.Active or FileState.Monitored;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var missing = a.RequiredMissing.Where(m => m.Answer == Answer.NotAsked).ToList();
        if (missing.Count == 0) return Finding.NotMet();
        var persons = missing.Select(m => m.Person).Distinct(StringComparer.Ordinal).Select(InWords.Member);
        return Finding.Met($"{string.Join('、', persons)}没有有效授权，应查部门未查", [], missing);
    }
}
