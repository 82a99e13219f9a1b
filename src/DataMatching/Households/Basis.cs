using DataMatching.Evidence;
using DataMatching.Identity;

namespace DataMatching.Households;

/// <summary>Whom a registry's sharing agreement lets us ask about.</summary>
public enum AgreementCovers
{
    /// <summary>Only people with a signed authorisation.</summary>
    Authorised = 0,

    /// <summary>Also the members of the union's roll: the principal worker of a file, and every unfiled worker.</summary>
    Roll = 1,
}

/// <summary>Whether there is a lawful basis for asking a registry about a person on a day (先授权、后核对).</summary>
public static class Basis
{
    /// <summary>Until this birthday a guardian signs (民法典 art. 17 and 18: a minor is under 18).</summary>
    public const int AdultFrom = 18;

    public static bool Allows(Household household, string person, string registry, AgreementCovers covers, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(household);
        for (var i = 0; i < household.Members.Count; i++)
        {
            if (string.Equals(household.Members[i].Person, person, StringComparison.Ordinal)) return Of(household, household.Members[i], registry, covers, day) is not null;
        }

        return false;
    }

    /// <summary>The basis for asking about a member, the day of its signing and its last day (null for the roll); null when there is none.</summary>
    public static (ClearanceBasis Basis, DateOnly? Signed, DateOnly? Until)? Of(Household household, HouseholdMember member, string registry, AgreementCovers covers, DateOnly day)
    {
        if (covers == AgreementCovers.Roll && ReferenceEquals(household.Principal, member)) return (ClearanceBasis.Roll, null, null);
        for (var i = 0; i < household.Authorisations.Count; i++)
        {
            var authorisation = household.Authorisations[i];
            if (string.Equals(authorisation.Person, member.Person, StringComparison.Ordinal) && authorisation.Allows(registry, day) && Suffices(authorisation, member.Id))
                return (authorisation.ByGuardian ? ClearanceBasis.Guardian : ClearanceBasis.Authorisation, authorisation.Valid.Start, authorisation.Valid.End);
        }

        return null;
    }

    /// <summary>True when the right person signed: for a minor his guardian. Without a valid number the age is not known, and the union answers for who signed.</summary>
    public static bool Suffices(Authorisation authorisation, ResidentId? id) =>
        authorisation.ByGuardian || id is not { } known || authorisation.Valid.Start is not { } signed || known.Birth.AddYears(AdultFrom) <= signed;
}
