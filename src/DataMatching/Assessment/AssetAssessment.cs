using DataMatching.Evidence;

namespace DataMatching.Assessment;

/// <summary>One asset, whether it counts against the policy's limit, and why (Chinese, no plate or address).</summary>
public sealed record JudgedAsset(AssetFact Fact, bool Counts, string Why);

/// <summary>
/// What is owned against one limit. <paramref name="Beyond"/>: Met = beyond it, NotMet = known to be within, Unknown = not all asked answered or no text sets a limit.
/// </summary>
public sealed record AssetLimit(Truth Beyond, string Text, IReadOnlyList<Fact> Facts, IReadOnlyList<MissingEvidence> Missing)
{
    public static readonly AssetLimit None = new(Truth.NotMet, "", [], []);
}

/// <summary>The household's assets on the day, each judged, and the three limits.</summary>
public sealed record AssetAssessment(IReadOnlyList<JudgedAsset> Items, AssetLimit Vehicles, AssetLimit Homes, AssetLimit Deposits)
{
    public static readonly AssetAssessment None = new([], AssetLimit.None, AssetLimit.None, AssetLimit.None);

    /// <summary>Met: within the limits, vehicles and homes known; NotMet: beyond one; deposits count only when they are known to be beyond.</summary>
    public Truth Within =>
        Vehicles.Beyond == Truth.Met || Homes.Beyond == Truth.Met || Deposits.Beyond == Truth.Met ? Truth.NotMet
        : Vehicles.Beyond == Truth.Unknown || Homes.Beyond == Truth.Unknown ? Truth.Unknown : Truth.Met;
}
