using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>A counted member owns a business, and the policy allows none.</summary>
public sealed class BusinessBeyondLimits : IRule
{
    public string Id => "business-beyond-limits";
    public RuleKind Kind => RuleKind.ReExamine;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var owners = a.Of(StatusKind.BusinessOwner).Where(s => s.Valid.Contains(a.Day) && a.IsLiving(s.Person)).ToList();
        if (owners.Count == 0)
            return a.Policy.BusinessAllowed(a.Day) != true && a.Unanswered(Datasets.Businesses) is { Count: > 0 } missing ? Finding.Unknown("市场主体登记未得到答复", missing) : Finding.NotMet();
        return a.Policy.BusinessAllowed(a.Day) switch
        {
            false => Finding.Met($"{string.Join('、', owners.Select(o => InWords.Member(o.Person)).Distinct(StringComparer.Ordinal))}为企业法人或股东{InWords.Probably(owners)}", owners),
            true => Finding.NotMet("当地政策不限制"),
            null => Finding.Unknown("政策未定是否允许", facts: owners),
        };
    }
}
