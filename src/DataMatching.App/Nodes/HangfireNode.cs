using System.Collections.Concurrent;
using System.Globalization;
using DataMatching.Jobs.Hangfire;
using DataMatching.Jobs.Units;
using DataMatching.Storage;
using DataMatching.Web.Hosting;

namespace DataMatching.App.Nodes;

/// <summary>This process as a node of Hangfire, with its dashboard. Compiled only with -p:Hangfire=true.</summary>
internal sealed class HangfireNode : IEngine
{
    private readonly HangfireEngine _engine;
    private readonly NodePulse? _pulse;
    private readonly ConcurrentDictionary<long, string> _stages = new();

    private HangfireNode(HangfireEngine engine, NodePulse? pulse) => (_engine, _pulse) = (engine, pulse);

    /// <summary>The dashboard.</summary>
    public EnginePages Pages => new(HangfireDashboard.Path, "Hangfire", (app, mayChange) => HangfireDashboard.Answer(app, _engine.Storage, mayChange, NameOf));

    public static HangfireNode Start(Node node, NodeOptions options)
    {
        var pulse = node.Site.Store.Server is null ? null : new NodePulse(node, options, null);
        try
        {
            return new HangfireNode(HangfireEngine.Start(node, HangfireStorage.Of(node.Site), options.Hands, options.Deliveries), pulse);
        }
        catch
        {
            pulse?.Dispose();
            throw;
        }
    }

    public void Carry(Stage stage, Action<StageProgress> tell, CancellationToken cancel) => _engine.Carry(stage, tell, cancel);

    public void Dispose()
    {
        _engine.Dispose();
        _pulse?.Dispose();
    }

    /// <summary>What a stage is about, such as "night/2026-09-30, match".</summary>
    private string NameOf(long stage) => _stages.GetOrAdd(
        stage, id => _engine.Node.Site.Store.Units.Find(id) is { } found ? $"{found.Subject}, {found.Step}" : string.Create(CultureInfo.InvariantCulture, $"stage {id}"));
}
