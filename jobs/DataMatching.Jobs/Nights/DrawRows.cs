using DataMatching.Connectors.Extracts;
using DataMatching.Matching.Checking;
using DataMatching.Matching.Linkage.Estimating;

namespace DataMatching.Jobs;

/// <summary>Gives drawn rows without a usable number the one of our people about whom somebody has to look.</summary>
internal static class DrawRows
{
    /// <summary>Null when no row was compared by name and details.</summary>
    /// <param name="rows">Of the delivery.</param>
    public static DescribedSample? Of(WeighedRows weighed, long rows, PeopleOfImport people, IBasis basis, CancellationToken cancel) => weighed.IsEmpty ? null : new DescribedSample(
        weighed.Thresholds,
        [.. weighed.Strata.Select(s => new DrawnStratum(s.Stratum, s.Size, s.Stratum.IsRest
            ? [.. s.Drawn.Zip(people.Index.MostAlike([.. s.Drawn], rows, basis.Allows, cancel), (row, like) => Drawn(row, like is { } of && of.Bits >= LeastBits ? of : null, people))]
            : [.. s.Drawn.Select(row => Drawn(row, (row.Likeliest, LinkWeights.BitsOf(row.Probability)), people))]))]);

    /// <summary>Of whom less speaks is nobody's likeness: one in a thousand.</summary>
    private static readonly double LeastBits = LinkWeights.BitsOf(0.001);

    private static DrawnRow Drawn(WeighedRow row, (int Person, double Bits)? like, PeopleOfImport people) => new(
        row.RowHash, row.Line, row.ByteOffset, like is { } of ? people.Index.KeyOf(of.Person) : null, like is { } at ? people.DistrictOf(at.Person) : null, like?.Bits ?? 0);
}
