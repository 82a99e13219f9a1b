using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>More homes count than the policy allows.</summary>
public sealed class HomesBeyondLimits : IRule
{
    public string Id => "homes-beyond-limits";
    public RuleKind Kind => RuleKind.ReExamine;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var limit = a.Assets.Homes;
        return limit.Beyond switch
        {
            Truth.Met => Finding.Met($"{limit.Text}{InWords.Probably(limit.Facts)}", limit.Facts),
            Truth.Unknown => Finding.Unknown(limit.Text, limit.Missing, limit.Facts),
            _ => Finding.NotMet(limit.Text),
        };
    }
}
