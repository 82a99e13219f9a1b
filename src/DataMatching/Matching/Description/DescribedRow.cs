namespace DataMatching.Matching.Description;

/// <summary>What came of a row that was compared by name and details.</summary>
/// <param name="Matches">Those of our people whom it is, or may be, about; by index.</param>
/// <param name="Likeliest">By index, of several the first; -1 when nobody is like the row's person at all.</param>
/// <param name="Probability">Of the likeliest; 0 for nobody.</param>
public sealed record DescribedRow(IReadOnlyList<Match> Matches, int Likeliest, double Probability)
{
    public static DescribedRow Nobody { get; } = new([], -1, 0);
}
