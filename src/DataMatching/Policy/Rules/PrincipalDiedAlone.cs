using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>The principal is dead and nobody counted is left in the file.</summary>
public sealed class PrincipalDiedAlone : IExitRule
{
    public string Id => "principal-died-alone";
    public RuleKind Kind => RuleKind.Exit;
    public ExitKind ExitKind => ExitKind.Ineligible;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var principal = a.Household.Principal.Person;
        var deaths = a.DeathsOf(principal).OrderBy(d => d.Valid.Start).ToList();
        if (deaths.Count == 0) return a.Unanswered(Datasets.Deaths) is { Count: > 0 } missing ? Finding.Unknown("死亡登记未得到答复", missing) : Finding.NotMet();
        if (a.Living.Any(m => !string.Equals(m.Person, principal, StringComparison.Ordinal))) return Finding.NotMet("本人已故，尚有共同生活的成员");
        var certain = deaths.Where(d => d.Grade == MatchGrade.Certain).ToList();
        return certain.Count > 0
            ? Finding.Met($"困难职工本人于{InWords.Day(certain[0].Valid.Start!.Value)}死亡，家庭无其他共同生活成员", certain)
            : Finding.Unknown("死亡记录匹配程度仅为较可能", facts: deaths);
    }
}
