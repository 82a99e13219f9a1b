using DataMatching.Storage;

namespace DataMatching.App.Nodes;

/// <summary>
/// The clock of the database's server, as far as asking it now and then tells: nodes whose own clocks differ, or are set, agree on when one of them was last heard of.
/// </summary>
internal sealed class ServerClock(Store store, TimeProvider own) : TimeProvider
{
    private long _ahead;

    /// <summary>Asks the server what time it is. Half of the way there and back is taken for the answer's age.</summary>
    public void Set()
    {
        var asked = own.GetTimestamp();
        var server = store.Nodes.ServerTime();
        var now = server + (own.GetElapsedTime(asked) / 2);
        Interlocked.Exchange(ref _ahead, (now - own.GetUtcNow()).Ticks);
    }

    public override DateTimeOffset GetUtcNow() => own.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));
    public override TimeZoneInfo LocalTimeZone => own.LocalTimeZone;
    public override long TimestampFrequency => own.TimestampFrequency;
    public override long GetTimestamp() => own.GetTimestamp();
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => own.CreateTimer(callback, state, dueTime, period);
}
