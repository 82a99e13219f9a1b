using DataMatching.Evidence;
using DataMatching.Jobs;
using DataMatching.Matching.Checking;
using DataMatching.Web.Hosting;

namespace DataMatching.App;

/// <summary>Gives the pages the pairs of the blind check.</summary>
internal sealed class MatchPairsOfSite(Site site) : IMatchPairs
{
    private readonly PairRows _rows = new(site);

    public PairSides Of(MatchPair pair) => _rows.Of(pair);
}
