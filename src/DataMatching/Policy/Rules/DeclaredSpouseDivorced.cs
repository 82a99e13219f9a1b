using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>The spouse in the file is divorced from the principal, and both are still members.</summary>
public sealed class DeclaredSpouseDivorced : IRule
{
    public string Id => "declared-spouse-divorced";
    public RuleKind Kind => RuleKind.ReExamine;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var principal = a.Household.Principal;
        if (!principal.Membership.Contains(a.Day) || a.IsDead(principal.Person)) return Finding.NotMet();
        foreach (var spouse in a.Household.Members.Where(m => m.Relation == Relation.Spouse && m.Membership.Contains(a.Day) && !a.IsDead(m.Person)).OrderBy(m => m.Person, StringComparer.Ordinal))
        {
            var married = Spouses.Between(a, StatusKind.Married, principal, spouse).Max(s => s.Valid.Start);
            var divorces = Spouses.Between(a, StatusKind.Divorced, principal, spouse).Where(s => married is null || s.Valid.Start > married).ToList();
            if (divorces.Count > 0)
                return Finding.Met($"本人与申报的配偶已于{InWords.Day(divorces.Max(s => s.Valid.Start!.Value))}离婚登记，档案仍列为配偶{InWords.Probably(divorces)}", divorces);
        }

        return a.Unanswered(Datasets.Marriages) is { Count: > 0 } missing ? Finding.Unknown("婚姻登记未得到答复", missing) : Finding.NotMet();
    }
}
