using DataMatching.Evidence;
using DataMatching.Matching.Checking;

namespace DataMatching.Web.Hosting;

/// <summary>Puts the two of a pair side by side. The pages can't: they know neither deliveries nor their columns; the program hands it to them.</summary>
public interface IMatchPairs
{
    /// <summary>Both as they are written; that they are shown has to be on record before.</summary>
    PairSides Of(MatchPair pair);
}
