using DataMatching.Evidence;

namespace DataMatching.Matching.Description;

/// <summary>From which probability a row without a usable number is our person's, and from which somebody has to look: <c>matching</c> in config/site.json. Both edges are included.</summary>
/// <param name="Probable">From 0.5 to 0.999999: of two who fit alike neither may be taken.</param>
/// <param name="Doubtful">From 0.001, below <paramref name="Probable"/>. Below it there is no match.</param>
public sealed record MatchThresholds(double Probable, double Doubtful)
{
    public const double LeastProbable = 0.5, MostProbable = 0.999999, LeastDoubtful = 0.001;

    /// <summary>What they are meant to be: of what is Probable at most one in a hundred is another's, of what no longer is Doubtful one in ten is his.</summary>
    public static MatchThresholds Meant { get; } = new(0.99, 0.1);

    public bool AreInRange => Probable is >= LeastProbable and <= MostProbable && Doubtful >= LeastDoubtful && Doubtful < Probable;

    /// <summary>Null: no match.</summary>
    /// <param name="probability">Those of our people who are called alike taken into account.</param>
    /// <param name="contradicts">What is known of the two contradicts itself (<see cref="DescriptionMatch.Contradicts"/>): never Probable.</param>
    public MatchGrade? GradeOf(double probability, bool contradicts) => probability >= Probable && !contradicts ? MatchGrade.Probable : probability >= Doubtful ? MatchGrade.Doubtful : null;
}
