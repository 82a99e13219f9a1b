using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>The principal or the declared spouse is married to somebody whom the file does not know.</summary>
public sealed class UndeclaredMemberFound : IRule
{
    public string Id => "undeclared-member-found";
    public RuleKind Kind => RuleKind.ReExamine;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var found = new List<Fact>();
        foreach (var member in a.Living.Where(m => m.Relation is Relation.Spouse || ReferenceEquals(m, a.Household.Principal)))
        {
            var events = a.OfAnyGrade(StatusKind.Married).Concat(a.OfAnyGrade(StatusKind.Divorced))
                .Where(s => s.Grade != MatchGrade.Conflict && s.Valid.Start <= a.Day && s.Detail.Other is not null && string.Equals(s.Person, member.Person, StringComparison.Ordinal)).ToList();
            foreach (var marriage in events.Where(s => s.Kind == StatusKind.Married && s.Valid.Contains(a.Day)))
            {
                var divorced = events.Exists(s => s.Kind == StatusKind.Divorced && s.Valid.Start > marriage.Valid.Start && Spouses.Same(s.Detail.Other!, marriage.Detail.Other!));
                if (!divorced && !a.Household.Members.Any(m => Spouses.Same(marriage.Detail.Other!, m))) found.Add(marriage);
            }
        }

        return found.Count == 0
            ? a.Unanswered(Datasets.Marriages) is { Count: > 0 } missing ? Finding.Unknown("婚姻登记未得到答复", missing) : Finding.NotMet()
            : Finding.Met($"婚姻登记中有未申报的配偶（{string.Join('、', found.Select(f => InWords.Day(((StatusFact)f).Valid.Start!.Value) + "结婚登记").Distinct(StringComparer.Ordinal))}）{InWords.Probably(found)}", found);
    }
}
