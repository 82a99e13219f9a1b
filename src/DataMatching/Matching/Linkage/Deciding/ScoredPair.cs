namespace DataMatching.Matching.Linkage.Deciding;

/// <summary>Two records and how much speaks for their being one, in bits (the prior included); of one file the left is the earlier.</summary>
public readonly record struct ScoredPair(int Left, int Right, double Bits)
{
    /// <summary>The same as a probability.</summary>
    public double Probability => Estimating.LinkWeights.ProbabilityOf(Bits);
}
