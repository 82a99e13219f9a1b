using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>Whether a person named in a marriage record is somebody we know: by number where both have one, by name otherwise.</summary>
internal static class Spouses
{
    public static bool Same(FoundPerson found, HouseholdMember member) => Same(found, new FoundPerson(member.Name, member.Id));

    public static bool Same(FoundPerson a, FoundPerson b) => a.Id is { } x && b.Id is { } y ? x == y : a.Name.Equals(b.Name);

    /// <summary>Registrations of a kind between the two, from either's records, on or before the day.</summary>
    public static List<StatusFact> Between(HouseholdAssessment a, StatusKind kind, HouseholdMember one, HouseholdMember other) =>
        a.Of(kind).Where(s => s.Valid.Start <= a.Day && s.Detail.Other is { } found
            && ((string.Equals(s.Person, one.Person, StringComparison.Ordinal) && Same(found, other))
                || (string.Equals(s.Person, other.Person, StringComparison.Ordinal) && Same(found, one)))).ToList();
}
