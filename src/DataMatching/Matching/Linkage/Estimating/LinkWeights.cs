using DataMatching.Matching.Linkage.Comparing;

namespace DataMatching.Matching.Linkage.Estimating;

/// <summary>What the levels of a comparison say. Index 0 is the level <see cref="Comparison.Exact"/>.</summary>
public sealed record FieldWeights(string Field, IReadOnlyList<LevelOdds> Levels);

/// <summary>Pairs of two people who have something in common.</summary>
/// <param name="Prior">Their share of all pairs.</param>
/// <param name="Levels">By comparison, how often each level is seen among them; each adds up to 1.</param>
public sealed record RelatedPairs(double Prior, IReadOnlyList<IReadOnlyList<double>> Levels);

/// <summary>
/// Estimated frequencies of all levels, and how many of all pairs are of one and the same. Pairs that are not are of several kinds: any two people, and such as are related: a family at one address, people of one
/// town, of whom nobody would say that they agree by chance.
/// </summary>
/// <param name="Prior">Share of pairs that are matches; above 0, below 1.</param>
/// <param name="Related">Kinds of related pairs; none where nothing tells them from one and the same.</param>
public sealed record LinkWeights(double Prior, IReadOnlyList<FieldWeights> Fields, IReadOnlyList<RelatedPairs> Related)
{
    /// <summary>Share of pairs of any two people who have nothing in common.</summary>
    public double OtherPrior => 1 - Prior - Related.Sum(r => r.Prior);

    /// <summary>Before anything is compared, in bits, against any two people.</summary>
    public double PriorBits => Math.Log2(Prior / OtherPrior);

    private const double MostBits = 50;

    /// <summary>A probability in bits; of one that is nearly 0 or 1, 50 either way.</summary>
    public static double BitsOf(double probability) => Math.Clamp(Math.Log2(probability / (1 - probability)), -MostBits, MostBits);

    /// <summary>A probability from a weight in bits that includes the prior.</summary>
    public static double ProbabilityOf(double bits) => 1 / (1 + Math.Pow(2, -bits));
}
