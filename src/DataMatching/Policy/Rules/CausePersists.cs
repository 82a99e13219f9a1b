using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>Income is above the standard, but records show that a cause of the hardship goes on.</summary>
public sealed class CausePersists : IRule
{
    public string Id => "cause-persists";
    public RuleKind Kind => RuleKind.ReExamine;

    public Finding Evaluate(HouseholdAssessment a)
    {
        if (!a.AllAbove) return Finding.NotMet();
        var unemployed = a.Of(StatusKind.Unemployed).Where(s => s.Valid.Contains(a.Day) && a.IsLiving(s.Person)).ToList();
        var aid = a.Of(StatusKind.TemporaryAid)
            .Where(s => s.Valid.Start >= a.LastMonth.Plus(-2).FirstDay && s.Valid.Start <= a.Day && a.IsLiving(s.Person) && (s.Detail.Cause is "illness" or "accident")).ToList();
        List<Fact> facts = [.. unemployed, .. aid];
        if (facts.Count > 0)
        {
            string[] causes = [.. unemployed.Count > 0 ? ["仍在登记失业"] : Array.Empty<string>(), .. aid.Count > 0 ? ["本季度因疾病或意外得到临时救助"] : Array.Empty<string>()];
            return Finding.Met($"收入已高于标准，但致困因素仍在：{string.Join('、', causes)}{InWords.Probably(facts)}", facts);
        }

        MissingEvidence[] missing = [.. a.Unanswered(Datasets.Unemployment), .. a.Unanswered(Datasets.TemporaryAid)];
        return missing.Length > 0 ? Finding.Unknown("失业登记或临时救助未得到答复", missing) : Finding.NotMet();
    }
}
