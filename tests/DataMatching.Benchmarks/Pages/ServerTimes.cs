using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace DataMatching.Benchmarks.Pages;

/// <summary>
/// What each request cost the server, by the kind its client names: from when ASP.NET Core takes the request until its answer is rendered and handed to the connection. Time on
/// the wire is not in it; time that a request waits for a lock of the database is.
/// </summary>
internal sealed class ServerTimes : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    public const string KindHeader = "X-Kind";
    private readonly List<IDisposable> _subscriptions = [];
    private readonly Lock _lock = new();
    private Dictionary<string, List<double>> _milliseconds = new(StringComparer.Ordinal);

    public ServerTimes() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>What was measured since the last time, by kind.</summary>
    public Dictionary<string, List<double>> Take()
    {
        lock (_lock)
        {
            var taken = _milliseconds;
            _milliseconds = new Dictionary<string, List<double>>(StringComparer.Ordinal);
            return taken;
        }
    }

    public void OnNext(DiagnosticListener listener)
    {
        if (listener.Name == "Microsoft.AspNetCore") _subscriptions.Add(listener.Subscribe(this, (name, _, _) => name.StartsWith("Microsoft.AspNetCore.Hosting.HttpRequestIn", StringComparison.Ordinal)));
    }

    public void OnNext(KeyValuePair<string, object?> happened)
    {
        if (happened.Key != "Microsoft.AspNetCore.Hosting.HttpRequestIn.Stop" || happened.Value is not HttpContext context || Activity.Current is not { } request) return;
        var kind = context.Request.Headers[KindHeader].ToString();
        if (kind.Length == 0) return;
        lock (_lock)
        {
            if (!_milliseconds.TryGetValue(kind, out var list)) _milliseconds[kind] = list = [];
            list.Add(request.Duration.TotalMilliseconds);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
    }
}
