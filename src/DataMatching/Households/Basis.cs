using DataMatching.Evidence;

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
    public static bool Allows(Household household, string person, string registry, AgreementCovers covers, DateOnly day)
    {
        if (covers == AgreementCovers.Roll && string.Equals(household.Principal.Person, person, StringComparison.Ordinal)) return true;
        for (var i = 0; i < household.Authorisations.Count; i++)
        {
            var authorisation = household.Authorisations[i];
            if (string.Equals(authorisation.Person, person, StringComparison.Ordinal) && authorisation.Allows(registry, day)) return true;
        }

        return false;
    }
}
