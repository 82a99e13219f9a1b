using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;

namespace DataMatching.Benchmarks.Pages;

/// <summary>
/// What each request cost the server, by the kind its client names: from when ASP.NET Core takes the request until its answer is rendered and handed to the connection. Time on
/// the wire is not in it; time that a request waits for a processor or a lock of the database is. Beside it the processor time of the request's own thread, which other programs on
/// the machine do not lengthen much (Linux only, and of requests that end on the thread on which they began: nearly all).
/// </summary>
internal sealed class ServerTimes : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    public const string KindHeader = "X-Kind";
    private readonly List<IDisposable> _subscriptions = [];
    private readonly Lock _lock = new();
    private Dictionary<string, List<(double Server, double? Processor)>> _milliseconds = new(StringComparer.Ordinal);

    public ServerTimes() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>What was measured since the last time, by kind.</summary>
    public Dictionary<string, List<(double Server, double? Processor)>> Take()
    {
        lock (_lock)
        {
            var taken = _milliseconds;
            _milliseconds = new Dictionary<string, List<(double Server, double? Processor)>>(StringComparer.Ordinal);
            return taken;
        }
    }

    public void OnNext(DiagnosticListener listener)
    {
        if (listener.Name == "Microsoft.AspNetCore") _subscriptions.Add(listener.Subscribe(this, (name, _, _) => name.StartsWith("Microsoft.AspNetCore.Hosting.HttpRequestIn", StringComparison.Ordinal)));
    }

    public void OnNext(KeyValuePair<string, object?> happened)
    {
        if (happened.Value is not HttpContext context) return;
        var now = (Environment.CurrentManagedThreadId, ProcessorTime());
        if (happened.Key.EndsWith("Start", StringComparison.Ordinal)) context.Items[nameof(ServerTimes)] = now;
        if (happened.Key != "Microsoft.AspNetCore.Hosting.HttpRequestIn.Stop" || Activity.Current is not { } request) return;
        double? processor = context.Items[nameof(ServerTimes)] is (int thread, double began) && thread == now.CurrentManagedThreadId ? now.Item2 - began : null;
        var kind = context.Request.Headers[KindHeader].ToString();
        if (kind.Length == 0) return;
        lock (_lock)
        {
            if (!_milliseconds.TryGetValue(kind, out var list)) _milliseconds[kind] = list = [];
            list.Add((request.Duration.TotalMilliseconds, processor));
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

    /// <summary>Milliseconds this thread has had a processor.</summary>
    private static double ProcessorTime() => OperatingSystem.IsLinux() && ClockGetTime(ThreadProcessorTime, out var time) == 0 ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6) : 0;

    private const int ThreadProcessorTime = 3;

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ClockGetTime(int clock, out Timespec time);
}
