namespace DataMatching.Matching.Linkage.Deciding;

/// <summary>Two records that are held to be one.</summary>
/// <param name="Bits">What the two say for it, in bits, the prior included.</param>
/// <param name="Chained">What speaks for it all in all: of a pair that is joined by others, the weakest pair of the strongest chain between the two; at least <paramref name="Bits"/>.</param>
/// <param name="Probability">That they are one, other candidates taken into account.</param>
public sealed record Link(int Left, int Right, double Bits, double Chained, double Probability)
{
    /// <summary>A person said so.</summary>
    public bool IsDecided { get; init; }
}
