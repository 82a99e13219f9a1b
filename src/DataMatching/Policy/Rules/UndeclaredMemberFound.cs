using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>The principal or the declared spouse is married to somebody, or has a spouse or minor child in the hukou book, whom the file does not know.</summary>
public sealed class UndeclaredMemberFound : IRule
{
    public string Id => "undeclared-member-found";
    public RuleKind Kind => RuleKind.ReExamine;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var found = new List<StatusFact>();
        foreach (var member in a.Living.Where(m => m.Relation is Relation.Spouse || ReferenceEquals(m, a.Household.Principal)))
        {
            var events = a.Of(StatusKind.Married).Concat(a.Of(StatusKind.Divorced))
                .Where(s => s.Valid.Start <= a.Day && s.Detail.Other is not null && string.Equals(s.Person, member.Person, StringComparison.Ordinal)).ToList();
            foreach (var marriage in events.Where(s => s.Kind == StatusKind.Married && s.Valid.Contains(a.Day)))
            {
                var divorced = events.Exists(s => s.Kind == StatusKind.Divorced && s.Valid.Start > marriage.Valid.Start && Spouses.Same(s.Detail.Other!, marriage.Detail.Other!));
                if (!divorced && !a.Household.Members.Any(m => Spouses.Same(marriage.Detail.Other!, m))) found.Add(marriage);
            }
        }

        var inBooks = InTheBooks(a);
        List<Fact> all = [.. found, .. inBooks];
        if (all.Count == 0)
        {
            MissingEvidence[] missing = [.. a.Unanswered(Datasets.Marriages), .. a.Unanswered(Datasets.HukouBooks)];
            return missing.Length > 0 ? Finding.Unknown("婚姻登记或户口登记未得到答复", missing) : Finding.NotMet();
        }

        var days = string.Join('、', found.Select(f => InWords.Day(f.Valid.Start!.Value) + "结婚登记").Distinct(StringComparer.Ordinal));
        string[] said =
        [
            .. found.Count > 0 ? [$"婚姻登记中有未申报的配偶（{days}）"] : Array.Empty<string>(),
            .. inBooks.Exists(s => s.Detail.Cause == "spouse") ? ["同一户口簿上有未申报的配偶"] : Array.Empty<string>(),
            .. inBooks.Exists(s => s.Detail.Cause == "child") ? ["同一户口簿上有未申报的未成年子女"] : Array.Empty<string>(),
        ];
        return Finding.Met($"{string.Join('；', said)}{InWords.Probably(all)}", all);
    }

    /// <summary>
    /// Book entries of principal and spouse that name a spouse or a child under 18 on the day (审核确认办法 art. 7) whom the file does not know. A child without a valid
    /// number may be a small one. A spouse whose divorce is on record still stands in many books.
    /// </summary>
    private static List<StatusFact> InTheBooks(HouseholdAssessment a) =>
        a.Of(StatusKind.InHukouBook).Where(s => s.Valid.Contains(a.Day) && s.Detail.Other is { } other
            && a.Living.Any(m => (m.Relation is Relation.Spouse || ReferenceEquals(m, a.Household.Principal)) && string.Equals(m.Person, s.Person, StringComparison.Ordinal))
            && (s.Detail.Cause == "spouse" ? !IsDivorced(a, s) : s.Detail.Cause == "child" && (other.Id is not { } id || id.Birth.AddYears(18) > a.Day))
            && !a.Household.Members.Any(m => Spouses.Same(other, m))).ToList();

    private static bool IsDivorced(HouseholdAssessment a, StatusFact entry)
    {
        bool OfThem(StatusFact s) => string.Equals(s.Person, entry.Person, StringComparison.Ordinal) && s.Valid.Start <= a.Day
            && s.Detail.Other is { } other && Spouses.Same(other, entry.Detail.Other!);
        var divorced = a.Of(StatusKind.Divorced).Where(OfThem).Max(s => s.Valid.Start);
        return divorced is not null && !(a.Of(StatusKind.Married).Where(OfThem).Max(s => s.Valid.Start) > divorced);
    }
}
