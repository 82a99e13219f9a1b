using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>A counted member died while another lives (the file must be recomputed), or the death of a lone principal is not certain.</summary>
public sealed class MemberDied : IRule
{
    public string Id => "member-died";
    public RuleKind Kind => RuleKind.ReExamine;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var since = a.LastMonth.Plus(-11).FirstDay;
        var deaths = new List<StatusFact>();
        foreach (var member in a.Household.Members.Where(m => m.Counted).OrderBy(m => m.Person, StringComparer.Ordinal))
        {
            var own = a.DeathsOf(member.Person).Where(d => d.Valid.Start >= since || member.Membership.Contains(a.Day)).ToList();
            if (own.Count == 0) continue;
            var othersLive = a.Living.Any(m => !string.Equals(m.Person, member.Person, StringComparison.Ordinal));
            if (othersLive || (ReferenceEquals(member, a.Household.Principal) && !a.IsDead(member.Person))) deaths.AddRange(own);
        }

        if (deaths.Count > 0)
            return Finding.Met($"成员死亡，须重新核定家庭人口与困难情况：{string.Join('、', deaths.Select(d => $"{InWords.Member(d.Person)}（{InWords.Day(d.Valid.Start!.Value)}）").Distinct(StringComparer.Ordinal))}{InWords.Probably(deaths)}", deaths);
        return a.Unanswered(Datasets.Deaths) is { Count: > 0 } missing ? Finding.Unknown("死亡登记未得到答复", missing) : Finding.NotMet();
    }
}
