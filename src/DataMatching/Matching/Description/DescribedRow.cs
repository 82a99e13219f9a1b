using DataMatching.Evidence;

namespace DataMatching.Matching.Description;

/// <summary>What came of a row that was compared by name and details.</summary>
/// <param name="Matches">Those of our people whom it is, or may be, about; by index.</param>
/// <param name="Likeliest">By index, of several the first, and of those alone who may be shown; -1 when nobody of them is like the row's person at all.</param>
/// <param name="Probability">Of the likeliest; 0 for nobody.</param>
/// <param name="Grade">Of the likeliest; null: no match.</param>
public sealed record DescribedRow(IReadOnlyList<Match> Matches, int Likeliest, double Probability, MatchGrade? Grade)
{
    public static DescribedRow Nobody { get; } = new([], -1, 0, null);
}
