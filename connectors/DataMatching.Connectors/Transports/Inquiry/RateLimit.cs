namespace DataMatching.Connectors.Transports.Inquiry;

/// <summary>
/// So many questions a second, and a few at once after a pause: a bucket of <paramref name="burst"/> tokens that fills at <paramref name="perSecond"/>. What the agency was promised holds
/// for retries too.
/// </summary>
internal sealed class RateLimit(double perSecond, int burst, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private double _tokens = burst;
    private long _filled = clock.GetTimestamp();

    /// <summary>Takes a token, and says how long to wait before it may be used.</summary>
    public TimeSpan Take()
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            _tokens = Math.Min(burst, _tokens + (Math.Max(0, clock.GetElapsedTime(_filled, now).TotalSeconds) * perSecond));
            _filled = now;
            _tokens--;
            return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / perSecond);
        }
    }

    public void Wait(CancellationToken cancel)
    {
        var wait = Take();
        if (wait > TimeSpan.Zero) Task.Delay(wait, clock, cancel).GetAwaiter().GetResult();
    }
}
