using DataMatching.Matching.Linkage.Estimating;

namespace DataMatching.Matching.Linkage.Accuracy;

/// <summary>What links are to reach; thresholds follow from it.</summary>
/// <param name="Precision">Of the links, how many are right; from <see cref="Least"/> to <see cref="Most"/>.</param>
/// <param name="Recall">Of the matches, how many are links or doubtful; from <see cref="Least"/> to <see cref="Most"/>.</param>
public sealed record LinkAim(double Precision, double Recall)
{
    /// <summary>The edges of both, included.</summary>
    public const double Least = 0.5, Most = 0.999999;

    /// <summary>What is aimed at where only one of the two is said.</summary>
    public static LinkAim Usual { get; } = new(0.999, 0.99);
}

/// <summary>Whether an aim can be reached. <paramref name="Precision"/>: false when no threshold has it, for even the likeliest pairs are not that sure. <paramref name="Recall"/>: false when none has it, for too many matches are expected where no blocking rule looks.</summary>
public sealed record AimReach(bool Precision, bool Recall);

/// <summary>Two probabilities: from <paramref name="Link"/> on a pair is a link, from <paramref name="Doubtful"/> on it is one for a person to look at. <paramref name="Doubtful"/> is at most <paramref name="Link"/>.</summary>
public sealed record LinkThresholds(double Link, double Doubtful)
{
    /// <summary>The threshold of links in bits.</summary>
    public double LinkBits => LinkWeights.BitsOf(Link);
}
