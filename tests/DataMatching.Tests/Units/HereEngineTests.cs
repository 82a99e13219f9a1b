using DataMatching.Jobs.Units;

namespace DataMatching.Tests.Units;

[TestClass]
public sealed class HereEngineTests : EngineCompliance
{
    private protected override void Prepare()
    {
    }

    private protected override IEngine Start(Node node) => new HereEngine(node, 2);
}
