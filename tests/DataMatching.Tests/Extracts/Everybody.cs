using DataMatching.Connectors.Extracts;

namespace DataMatching.Tests.Extracts;

/// <summary>A basis to look at each of our people.</summary>
internal sealed class Everybody : IBasis
{
    public bool Allows(int person) => true;
}
