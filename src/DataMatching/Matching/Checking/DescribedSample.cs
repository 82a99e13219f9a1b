using DataMatching.Identity;
using DataMatching.Matching.Description;
using DataMatching.Matching.Linkage.Estimating;

namespace DataMatching.Matching.Checking;

/// <summary>A row drawn for somebody to look at, with the one of our people whom it is held to be about, or likest.</summary>
/// <param name="RowHash">SHA-256 of the row, in hex.</param>
/// <param name="Person">His key, such as <c>KN1/2</c>; null when nobody of ours is like the row's person, so that nobody has to look.</param>
/// <param name="District">Where he lives; null with <paramref name="Person"/>.</param>
/// <param name="Bits">What speaks for the two; not to be shown to who looks.</param>
public sealed record DrawnRow(string RowHash, long Line, long ByteOffset, string? Person, District? District, double Bits)
{
    /// <summary>Which person of the row, from 0.</summary>
    public int Slot { get; init; }

    /// <summary><see cref="UnionPeople.DigestOf"/> of the person; empty for nobody.</summary>
    public string Ours { get; init; } = "";
}

/// <summary>Rows of a kind: how many there are, and those drawn.</summary>
public sealed record DrawnStratum(RowStratum Stratum, long Size, IReadOnlyList<DrawnRow> Drawn);

/// <summary>What a delivery's rows without a usable number came to, and which of them were drawn to be checked by people.</summary>
public sealed record DescribedSample(MatchThresholds Thresholds, IReadOnlyList<DrawnStratum> Strata)
{
    /// <summary>
    /// Who has less speaking for him, however many people the row may be about, is nobody's likeness: such as a common name with another day of birth. Who looks sees more than the program compares, as that two addresses are one.
    /// </summary>
    private const double LeastBits = 5;

    /// <summary>Gives drawn rows the one of our people about whom somebody has to look; those like nobody are looked for among all (<see cref="UnionPeople.MostAlike"/>).</summary>
    /// <param name="rows">Of the delivery.</param>
    /// <param name="allows">Whether somebody, by index, may be looked at; called by several threads.</param>
    /// <param name="districtOf">Where somebody lives, by index.</param>
    public static DescribedSample Of(WeighedRows weighed, long rows, UnionPeople people, Func<int, bool> allows, Func<int, District> districtOf, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(weighed);
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(districtOf);
        var prior = -Math.Log2(DescriptionMatch.PopulationOf(rows, people.Count));
        return new DescribedSample(weighed.Thresholds, [.. weighed.Strata.Select(s => new DrawnStratum(s.Stratum, s.Size, s.Stratum.IsRest
            ? [.. s.Drawn.Zip(people.MostAlike([.. s.Drawn], rows, allows, cancel), (row, like) => Drawn(row, like is { } of && of.Bits - prior >= LeastBits ? of : null))]
            : [.. s.Drawn.Select(row => Drawn(row, (row.Likeliest, LinkWeights.BitsOf(row.Probability))))]))]);

        DrawnRow Drawn(WeighedRow row, (int Person, double Bits)? like) => like is { } of
            ? new DrawnRow(row.RowHash, row.Line, row.ByteOffset, people.KeyOf(of.Person), districtOf(of.Person), of.Bits) { Slot = row.Slot, Ours = people.DigestOf(of.Person) }
            : new DrawnRow(row.RowHash, row.Line, row.ByteOffset, null, null, 0) { Slot = row.Slot };
    }
}
