namespace DataMatching.App;

/// <summary>The machine's clock, a whole number of days ahead or behind: to rehearse on a demo what takes weeks.</summary>
internal sealed class RehearsalClock(TimeProvider machine, TimeSpan ahead) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;
    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <summary>A clock by which today is <paramref name="day"/>, at the present time of day; null: the machine's.</summary>
    public static TimeProvider On(DateOnly? day, TimeProvider machine)
    {
        if (day is not { } shown) return machine;
        var today = DateOnly.FromDateTime(machine.GetLocalNow().DateTime);
        return new RehearsalClock(machine, TimeSpan.FromDays(shown.DayNumber - today.DayNumber));
    }

    public override DateTimeOffset GetUtcNow() => machine.GetUtcNow() + ahead;
    public override long GetTimestamp() => machine.GetTimestamp();
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => machine.CreateTimer(callback, state, dueTime, period);
}
