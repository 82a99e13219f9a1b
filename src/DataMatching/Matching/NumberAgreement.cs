using DataMatching.Households;
using DataMatching.Identity;

namespace DataMatching.Matching;

/// <summary>How far two written ID numbers speak for the same person.</summary>
public enum NumberAgreement
{
    /// <summary>Both are valid and one number, whatever had to be put right in how they are written.</summary>
    Equal = 0,

    /// <summary>One of them fails and is one slip of the pen away from the other, which is valid (<see cref="ResidentIdSlips"/>).</summary>
    Slip = 1,

    /// <summary>None of these; or one cannot be read at all.</summary>
    Different = 2,

    /// <summary>As <see cref="Equal"/>, and the number is known to be another person's as well (<see cref="HouseholdMember.SharesId"/>).</summary>
    Shared = 3,

    /// <summary>The row has a number that was his before (<see cref="HouseholdMember.FormerIds"/>).</summary>
    Former = 4,
}

/// <summary>Compares one person's number with that of a row, as <see cref="UnionPeople"/> finds it among all people.</summary>
public static class NumberAgreements
{
    public static NumberAgreement Compare(HouseholdMember member, string theirs)
    {
        ArgumentNullException.ThrowIfNull(member);
        var (ours, oursAsWritten) = (member.Id, member.IdAsWritten);
        var reading = ResidentIdReader.Read(theirs);
        if (reading.Id is { } read)
        {
            if (ours == read) return member.SharesId ? NumberAgreement.Shared : NumberAgreement.Equal;
            if (member.FormerIds.Contains(read)) return NumberAgreement.Former;
            if (ours is not null) return NumberAgreement.Different;
            return ResidentIdSlips.Neighbours(oursAsWritten).Contains(read.Body) ? NumberAgreement.Slip : NumberAgreement.Different;
        }

        return ours is { } id && reading.MayBeSlip && ResidentIdSlips.Neighbours(theirs).Contains(id.Body) ? NumberAgreement.Slip : NumberAgreement.Different;
    }

    /// <summary>At which characters (1 to 18) two numbers differ that are one slip apart: one place, or two neighbouring ones that were exchanged. Tells no digit.</summary>
    public static IReadOnlyList<int> SlipPlaces(ResidentId? ours, string oursAsWritten, string theirs)
    {
        Span<char> a = stackalloc char[18], b = stackalloc char[18];
        if (WrittenText.Compact(ours?.Reveal() ?? oursAsWritten, a, out _, out _) != 18 || WrittenText.Compact(theirs, b, out _, out _) != 18) return [];
        List<int> places = [];
        for (var i = 0; i < 18; i++)
        {
            if (char.ToUpperInvariant(a[i]) != char.ToUpperInvariant(b[i])) places.Add(i + 1);
        }

        return places;
    }
}
