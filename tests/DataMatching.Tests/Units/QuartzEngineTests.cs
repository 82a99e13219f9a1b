using DataMatching.Tests.Sql;

namespace DataMatching.Tests.Units;

/// <summary>Quartz's cluster on a PostgreSQL.</summary>
[TestClass]
public sealed class QuartzEngineTests : ClusterCompliance
{
    private static PostgresServer? _server;

    [ClassInitialize]
    public static void Begin(TestContext context) => _server = PostgresServer.TryStart();

    [ClassCleanup]
    public static void End() => _server?.Dispose();

    private protected override void Prepare() => PostgresSite.Use(Line, PostgresServer.Needed(_server));
}
