using DataMatching.Jobs;
using DataMatching.Jobs.Units;
using DataMatching.Storage;

namespace DataMatching.App.Nodes;

/// <summary>Says every few seconds that a node is there, and sets its clock by the server's, until it leaves.</summary>
internal sealed class NodePulse : IDisposable
{
    private static readonly TimeSpan Say = TimeSpan.FromSeconds(5);
    private readonly Node _node;
    private readonly NodeOptions _options;
    private readonly ServerClock? _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;

    /// <param name="clock">Set each time; null: nobody goes by it.</param>
    public NodePulse(Node node, NodeOptions options, ServerClock? clock)
    {
        (_node, _options, _clock) = (node, options, clock);
        SayHello();
        _thread = new Thread(Pulse) { Name = "node", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Ends the pulse; the node still counts as there until it has left.</summary>
    public void Stop()
    {
        _stop.Cancel();
        _thread.Join();
    }

    /// <summary>Takes the node off the list.</summary>
    public void Dispose()
    {
        Stop();
        try
        {
            _node.Site.Store.Nodes.Leave(_node.Name);
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            // Nobody can be told: the others take this node for dead.
        }

        _stop.Dispose();
    }

    private void Pulse()
    {
        while (!_stop.Token.WaitHandle.WaitOne(Say))
        {
            try
            {
                _clock?.Set();
                SayHello();
            }
            catch (Exception e) when (DatabaseFailure.Is(e) || e is InvalidOperationException)
            {
                // The next time.
            }
        }
    }

    private void SayHello() => _node.Site.Store.Nodes.Say(
        _node.Name, Site.ProgramVersion, Node.Configuration(_node.Site.Configuration), _options.Hands, _options.Deliveries ? null : "judges only: it does not reach the drop folder");
}
