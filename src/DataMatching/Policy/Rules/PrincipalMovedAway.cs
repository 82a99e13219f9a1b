using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;

namespace DataMatching.Policy.Rules;

/// <summary>The household register has the principal as moved away to another city on the day; a move within the city hands the file on, it does not end it.</summary>
public sealed class PrincipalMovedAway : IExitRule
{
    public string Id => "principal-moved-away";
    public RuleKind Kind => RuleKind.Exit;
    public ExitKind ExitKind => ExitKind.Ineligible;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var person = a.Household.Principal.Person;
        bool Own(StatusFact s) => string.Equals(s.Person, person, StringComparison.Ordinal) && s.Valid.Contains(a.Day);
        var home = a.Of(StatusKind.InHukouBook).Where(s => Own(s) && IsNear(a, s.Detail.Group) == true).ToList();
        var moved = a.Of(StatusKind.MovedAway).Where(s => Own(s) && !home.Exists(h => h.Valid.End is null || h.Valid.End > s.Valid.Start)).ToList();
        var far = moved.Where(s => IsNear(a, s.Detail.Cause) == false).ToList();
        var certain = far.Where(s => s.Grade == MatchGrade.Certain).ToList();
        if (certain.Count > 0) return Finding.Met($"困难职工本人户籍已迁出本市{(certain[0].Valid.Start is { } since ? $"（{InWords.Day(since)}）" : "")}", certain);
        if (far.Count > 0) return Finding.Unknown("迁出记录匹配程度仅为较可能", facts: far);
        if (moved.Exists(s => s.Detail.Cause is null)) return Finding.Unknown("迁出记录未说明迁往何处", facts: moved);
        if (moved.Count > 0) return Finding.NotMet("户籍在本市内迁移，不属迁出");
        var missing = a.Unanswered(Datasets.HukouBooks).Where(m => string.Equals(m.Person, person, StringComparison.Ordinal)).ToList();
        return missing.Count > 0 ? Finding.Unknown("户口登记未得到答复", missing) : Finding.NotMet();
    }

    /// <summary>True in the city of the file (of a municipality: anywhere in it), false elsewhere and abroad, null where the record does not say.</summary>
    private static bool? IsNear(HouseholdAssessment a, string? place)
    {
        if (place is null || !District.TryParse(place, out var there)) return place is null ? null : false;
        var here = a.Household.District;
        return there.IsWithin(here.Code / 10000 is 11 or 12 or 31 or 50 ? here.Province : here.City);
    }
}
