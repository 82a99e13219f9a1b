using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Matching.Description;

namespace DataMatching.Matching;

/// <summary>
/// Why a row is held to be about one of our people: how its number and name compare with his, what each comparison says in bits, and what they come to together. The grade
/// follows from the levels by <see cref="MatchRule"/>; the bits rest on <see cref="AssumedWeights"/> and decide nothing. A row without a usable number has a <see cref="Description"/>, of which the bits decide.
/// </summary>
/// <param name="People">Among how many of our people he was looked for; at least 1.</param>
/// <param name="SlipPlaces">Characters of the number (1 to 18) that differ; empty unless it is one slip away.</param>
/// <param name="NameMissing">The row bears no name: nothing is said by it, and the rule takes it for another one.</param>
public sealed record MatchExplanation(int People, NumberAgreement Number, IReadOnlyList<int> SlipPlaces, NameAgreement Name, bool NameMissing)
{
    /// <summary>How name and details compare where the row bears no number that can be used, or our person's file has none, and something of him agrees besides the name; null otherwise.</summary>
    public DescriptionMatch? Description { get; init; }

    /// <summary>Null: by today's comparison the row is nobody's of ours. Of a description as if nobody else of ours were called and described alike.</summary>
    public MatchGrade? Grade => Description is null ? MatchRule.GradeOf(Number, Name, NameMissing) : Thresholds.GradeOf(Probability, Description.Contradicts);

    /// <summary>Of descriptions: the site's.</summary>
    public MatchThresholds Thresholds { get; init; } = MatchThresholds.Meant;

    /// <summary>Before anything is compared: one of <see cref="People"/>, or of all whom the row may be about, in bits; zero or below.</summary>
    public double PriorBits => Description?.PriorBits ?? -Math.Log2(People);

    public LevelOdds NumberOdds => AssumedWeights.Of(Number, People);

    /// <summary>Null when the row bears no name.</summary>
    public LevelOdds? NameOdds => NameMissing ? null : Description?.NameOdds ?? AssumedWeights.Of(Name);

    /// <summary>Logarithm (base 2) of the odds that the row is about him.</summary>
    public double TotalBits => Description?.TotalBits ?? (PriorBits + NumberOdds.Bits + (NameOdds?.Bits ?? 0));

    /// <summary>The same as a probability, above 0; it may round to 1.</summary>
    public double Probability => 1 / (1 + Math.Pow(2, -TotalBits));

    /// <param name="number">As the row writes it.</param>
    /// <param name="name">As the row writes it; what is no name counts as missing.</param>
    /// <param name="details">What else the row says; null: nothing.</param>
    /// <param name="rows">Of the delivery.</param>
    /// <param name="thresholds">The site's; null: as they are meant.</param>
    public static MatchExplanation Of(HouseholdMember member, string number, string name, int people, PersonDetails? details = null, long rows = 0, MatchThresholds? thresholds = null)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        var theirs = PersonName.TryCreate(name);
        var agreement = NumberAgreements.Compare(member, number);
        return new MatchExplanation(
            people, agreement, agreement == NumberAgreement.Slip ? NumberAgreements.SlipPlaces(member.Id, member.IdAsWritten, number) : [],
            theirs is null ? NameAgreement.Different : NameAgreements.Compare(member.Name, theirs), theirs is null)
        {
            Thresholds = thresholds ?? MatchThresholds.Meant,
            Description = agreement == NumberAgreement.Different && theirs is not null ? Describe(member, number, theirs, PersonMarks.Of(details ?? PersonDetails.None), DescriptionMatch.PopulationOf(rows, people)) : null,
        };
    }

    /// <summary>As <see cref="UnionPeople.MatchDescribed"/> and <see cref="UnionPeople.MatchUnnumbered"/> look for him.</summary>
    private static DescriptionMatch? Describe(HouseholdMember member, string number, PersonName name, PersonMarks row, long population)
    {
        var reading = ResidentIdReader.Read(number);
        if (reading.Id is { } theirs)
        {
            if (member.Id is not null) return null;
            row = row.With(theirs);
        }

        if (reading.IsDamaged || row.IsEmpty) return null;
        var match = DescriptionMatch.Of(member.Name, PersonMarks.Of(member.Id, member.Details), name, row, population);
        return match.MayBe ? match : null;
    }
}
