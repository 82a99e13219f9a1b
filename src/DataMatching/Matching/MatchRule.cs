using DataMatching.Evidence;
using DataMatching.Identity;

namespace DataMatching.Matching;

/// <summary>Tiers 1 to 3 of DESIGN.md 7: which grade an agreement of number and name has. By rule, not by weight.</summary>
public static class MatchRule
{
    /// <summary>Null: no match at all. A number that is only similar needs a name that agrees.</summary>
    public static MatchGrade? GradeOf(NumberAgreement number, NameAgreement name) => (number, name) switch
    {
        (NumberAgreement.Different, _) => null,
        (NumberAgreement.Equal, NameAgreement.Same) => MatchGrade.Certain,
        (NumberAgreement.Equal, NameAgreement.Different) => MatchGrade.Conflict,
        (NumberAgreement.Slip, NameAgreement.Different) => null,
        _ => MatchGrade.Probable,
    };
}
