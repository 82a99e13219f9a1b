namespace DataMatching.Tests.Schedule;

/// <summary>Runs as the machine's clock does, from another moment on, in UTC.</summary>
internal sealed class ShiftedClock(DateTimeOffset from) : TimeProvider
{
    private readonly long _started = System.GetTimestamp();
    public override DateTimeOffset GetUtcNow() => from + System.GetElapsedTime(_started);
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
}
