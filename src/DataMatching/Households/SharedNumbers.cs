using DataMatching.Assessment;
using DataMatching.Identity;

namespace DataMatching.Households;

/// <summary>ID numbers that stand in more than one place of the union's files: the same person filed twice, or one number borne by two people.</summary>
public static class SharedNumbers
{
    /// <summary>
    /// The other places where a number of this household stands, its own included, ordered by the household's members and by the other person's key. A number that is known to be shared
    /// (<see cref="HouseholdMember.SharesId"/>, of either) is no place of the other bearer's, whose name is another.
    /// </summary>
    /// <param name="beside">Every other household that has a number of this one; those that have none do no harm.</param>
    public static IReadOnlyList<OtherFile> Of(Household household, IReadOnlyCollection<Household> beside)
    {
        ArgumentNullException.ThrowIfNull(household);
        ArgumentNullException.ThrowIfNull(beside);
        if (beside.Count == 0 && !HasOneTwice(household)) return [];
        var others = new List<OtherFile>();
        foreach (var member in household.Members)
        {
            if (member.Id is not { } id) continue;
            var bearers = from file in beside.Append(household)
                          from bearer in file.Members
                          where bearer.Id == id && bearer.Person != member.Person
                          select (file, bearer);
            foreach (var (file, bearer) in bearers.OrderBy(b => b.bearer.Person, StringComparer.Ordinal))
            {
                var same = NameAgreements.Compare(member.Name, bearer.Name) != NameAgreement.Different;
                if (!same && (member.SharesId || bearer.SharesId)) continue;
                others.Add(new OtherFile(member.Person, file.Key, bearer.Person, file.State, same));
            }
        }

        return others;
    }

    private static bool HasOneTwice(Household household)
    {
        for (var i = 1; i < household.Members.Count; i++)
        {
            if (household.Members[i].Id is not { } id) continue;
            for (var j = 0; j < i; j++)
            {
                if (household.Members[j].Id == id) return true;
            }
        }

        return false;
    }
}
