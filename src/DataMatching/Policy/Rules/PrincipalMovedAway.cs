using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>The household register has the principal as moved away on the day.</summary>
public sealed class PrincipalMovedAway : IExitRule
{
    public string Id => "principal-moved-away";
    public RuleKind Kind => RuleKind.Exit;
    public ExitKind ExitKind => ExitKind.Ineligible;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var moved = a.Of(StatusKind.MovedAway).Where(s => string.Equals(s.Person, a.Household.Principal.Person, StringComparison.Ordinal) && s.Valid.Contains(a.Day)).ToList();
        var certain = moved.Where(s => s.Grade == MatchGrade.Certain).ToList();
        if (certain.Count > 0) return Finding.Met($"困难职工本人户籍已迁出{(certain[0].Valid.Start is { } since ? $"（{InWords.Day(since)}）" : "")}", certain);
        return moved.Count > 0 ? Finding.Unknown("迁出记录匹配程度仅为较可能", facts: moved) : Finding.NotMet();
    }
}
