using DataMatching.Evidence;
using DataMatching.Identity;

namespace DataMatching.Matching;

/// <summary>Tiers 1 to 3 of DESIGN.md 7: which grade an agreement of number and name has. By rule, not by weight.</summary>
public static class MatchRule
{
    /// <summary>
    /// Null: no match at all. A number that is only similar needs a name that agrees, and so does one that he had before: it may have been given to somebody else. A number that two are known to bear is under another name
    /// the other's. A row that bears no name is not known to be another's: a number that is or was his keeps it from being nobody's.
    /// </summary>
    /// <param name="nameMissing">The row bears no name; <paramref name="name"/> is then <see cref="NameAgreement.Different"/>.</param>
    public static MatchGrade? GradeOf(NumberAgreement number, NameAgreement name, bool nameMissing) => (number, name) switch
    {
        (NumberAgreement.Shared or NumberAgreement.Former, _) when nameMissing => MatchGrade.Conflict,
        (NumberAgreement.Different, _) => null,
        (NumberAgreement.Equal or NumberAgreement.Shared, NameAgreement.Same) => MatchGrade.Certain,
        (NumberAgreement.Equal, NameAgreement.Different) => MatchGrade.Conflict,
        (NumberAgreement.Slip or NumberAgreement.Shared or NumberAgreement.Former, NameAgreement.Different) => null,
        _ => MatchGrade.Probable,
    };
}
