namespace DataMatching.Matching.Linkage.Reviewing;

/// <summary>What the pairs of a stratum are held to be.</summary>
public enum SampledAs
{
    /// <summary>Links.</summary>
    Link = 0,

    /// <summary>Pairs that were compared and are no links.</summary>
    NoLink = 1,

    /// <summary>Records, each with the most similar one that no blocking rule gave it, or gave it in vain: what blocking missed.</summary>
    NotCompared = 2,
}

/// <summary>Pairs from which some are drawn at random.</summary>
/// <param name="From">Probability of its pairs, the lower edge included.</param>
/// <param name="Below">The upper edge, not included but for 1.</param>
/// <param name="Size">How many pairs it has; of <see cref="SampledAs.NotCompared"/>, records.</param>
public sealed record SampleStratum(SampledAs As, double From, double Below, int Size);

/// <summary>A pair drawn for review. <paramref name="Stratum"/>: its place in <see cref="PairSample.Strata"/>. <paramref name="Bits"/>: what speaks for the two with competitors taken into account, not to be shown to who reviews.</summary>
public sealed record SampledPair(int Left, int Right, int Stratum, double Bits);
