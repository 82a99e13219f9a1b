using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>Deposits and securities exceed the policy's months of the standard per head.</summary>
public sealed class DepositsBeyondLimits : IRule
{
    public string Id => "deposits-beyond-limits";
    public RuleKind Kind => RuleKind.ReExamine;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var limit = a.Assets.Deposits;
        return limit.Beyond switch
        {
            Truth.Met => Finding.Met($"{limit.Text}{InWords.Probably(limit.Facts)}", limit.Facts),
            Truth.Unknown => Finding.Unknown(limit.Text, limit.Missing, limit.Facts),
            _ => Finding.NotMet(limit.Text),
        };
    }
}
