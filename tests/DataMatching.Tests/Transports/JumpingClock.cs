namespace DataMatching.Tests.Transports;

/// <summary>
/// A clock that stands, and jumps to where somebody waits for, so that a wait of minutes takes no time. A time limit (told by its length) is not a wait: it runs out only when the test says.
/// </summary>
internal sealed class JumpingClock(TimeSpan limit) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _limits = [];
    private DateTimeOffset _now = new(2026, 10, 21, 1, 0, 0, TimeSpan.Zero);

    public List<TimeSpan> Waits { get; } = [];

    public DateTimeOffset Now
    {
        get { lock (_lock) return _now; }
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    public override DateTimeOffset GetUtcNow() => Now;
    public override long GetTimestamp() => Now.UtcTicks;

    public void Advance(TimeSpan by)
    {
        lock (_lock) _now += by;
    }

    /// <summary>All time limits that run now are over.</summary>
    public void RunOut()
    {
        Timer[] over;
        lock (_lock)
        {
            _now += Limit;
            over = [.. _limits];
            _limits.Clear();
        }

        foreach (var timer in over) timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(JumpingClock clock, Action fire) : ITimer
    {
        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._limits.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                if (dueTime == clock.Limit)
                {
                    clock._limits.Add(this);
                    return true;
                }

                clock._now += dueTime;
                clock.Waits.Add(dueTime);
            }

            // As a real timer: on another thread, never within the call that makes it.
            ThreadPool.QueueUserWorkItem(_ => fire());
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock) clock._limits.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private TimeSpan Limit { get; } = limit;
}
