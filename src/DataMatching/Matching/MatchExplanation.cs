using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;

namespace DataMatching.Matching;

/// <summary>
/// Why a row is held to be about one of our people: how its number and name compare with his, what each comparison says in bits, and what they come to together. The grade
/// follows from the levels by <see cref="MatchRule"/>; the bits rest on <see cref="AssumedWeights"/> and decide nothing.
/// </summary>
/// <param name="People">Among how many of our people he was looked for; at least 1.</param>
/// <param name="SlipPlaces">Characters of the number (1 to 18) that differ; empty unless it is one slip away.</param>
/// <param name="NameMissing">The row bears no name: nothing is said by it, and the rule takes it for another one.</param>
public sealed record MatchExplanation(int People, NumberAgreement Number, IReadOnlyList<int> SlipPlaces, NameAgreement Name, bool NameMissing)
{
    /// <summary>Null: by today's comparison the row is nobody's of ours.</summary>
    public MatchGrade? Grade => MatchRule.GradeOf(Number, Name, NameMissing);

    /// <summary>Before anything is compared: one of <see cref="People"/>, in bits; zero or below.</summary>
    public double PriorBits => -Math.Log2(People);

    public LevelOdds NumberOdds => AssumedWeights.Of(Number, People);

    /// <summary>Null when the row bears no name.</summary>
    public LevelOdds? NameOdds => NameMissing ? null : AssumedWeights.Of(Name);

    /// <summary>Logarithm (base 2) of the odds that the row is about him.</summary>
    public double TotalBits => PriorBits + NumberOdds.Bits + (NameOdds?.Bits ?? 0);

    /// <summary>The same as a probability, above 0; it may round to 1.</summary>
    public double Probability => 1 / (1 + Math.Pow(2, -TotalBits));

    /// <param name="number">As the row writes it.</param>
    /// <param name="name">As the row writes it; what is no name counts as missing.</param>
    public static MatchExplanation Of(HouseholdMember member, string number, string name, int people)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        var theirs = PersonName.TryCreate(name);
        var agreement = NumberAgreements.Compare(member, number);
        return new MatchExplanation(
            people, agreement, agreement == NumberAgreement.Slip ? NumberAgreements.SlipPlaces(member.Id, member.IdAsWritten, number) : [],
            theirs is null ? NameAgreement.Different : NameAgreements.Compare(member.Name, theirs), theirs is null);
    }
}
