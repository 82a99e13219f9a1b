using DataMatching.Jobs.Hangfire;
using DataMatching.Jobs.Units;
using DataMatching.Tests.Units;

namespace DataMatching.Tests.Hangfire;

/// <summary>Hangfire in memory, on a file.</summary>
[TestClass]
public sealed class HangfireMemoryTests : EngineCompliance
{
    private protected override void Prepare()
    {
    }

    private protected override IEngine Start(Node node) => HangfireEngine.Start(node, HangfireStorage.Of(node.Site), 2);
}
