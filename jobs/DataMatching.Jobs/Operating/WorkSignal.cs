using System.Diagnostics;

namespace DataMatching.Jobs.Operating;

/// <summary>Work under way: its begin was told, its end is told once, with how it ended and how long it took. What is dropped without an end (the process dies, the ledger can't be written) tells none.</summary>
internal sealed class WorkSignal : IDisposable
{
    private readonly Signals _signals;
    private readonly Happening _what;
    private readonly Activity? _activity;
    private readonly TimeProvider _clock;
    private readonly Action<double, string> _ended;
    private readonly long _since;
    private bool _told;

    public WorkSignal(Signals signals, Happening what, Activity? activity, TimeProvider clock, Action<double, string> ended)
    {
        (_signals, _what, _activity, _clock, _ended, _since) = (signals, what, activity, clock, ended, clock.GetTimestamp());
        signals.Tell(what with { Event = what.Event + "-began" });
    }

    /// <param name="outcome">done, failed, stopped, again, taken-over, given-back, cancelled.</param>
    public void End(string outcome, Exception? failure = null, params (string Name, long Count)[] counts)
    {
        if (_told) return;
        _told = true;
        var took = _clock.GetElapsedTime(_since);
        var stopped = failure is OperationCanceledException;
        _activity?.SetTag(Measures.Outcome, outcome);
        if (failure is not null && !stopped) _activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
        _ended(took.TotalSeconds, outcome);
        _signals.Tell(_what with { Event = $"{_what.Event}-{outcome}", Took = took, Counts = counts, Failure = stopped ? null : failure });
    }

    public void Dispose() => _activity?.Dispose();
}
