using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Evidence;

namespace DataMatching.Benchmarks;

internal sealed class CountingSink : IExtractSink
{
    public long Facts { get; private set; }
    public void Add(int person, Fact fact) => Facts++;

    public void SetAside(QuarantinedRow row)
    {
    }
}

internal sealed class Everybody : IBasis
{
    public bool Allows(int person) => true;
}
