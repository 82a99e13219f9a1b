namespace DataMatching.Tests.Operations;

/// <summary>A clock that stands, and that can hold the worker's thread at a moment that a test chooses, so that something is under way while the test looks.</summary>
internal sealed class GateClock : TimeProvider, IDisposable
{
    private readonly ManualResetEventSlim _reached = new(), _open = new();
    private Func<bool>? _hold;

    public DateTimeOffset Now { get; set; } = new(2026, 10, 21, 1, 0, 0, TimeSpan.Zero);
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        if (_hold is { } hold && Thread.CurrentThread.Name == "worker" && hold())
        {
            _hold = null;
            _reached.Set();
            _open.Wait();
        }

        return Now;
    }

    /// <summary>Holds the worker the first time that <paramref name="when"/> is true.</summary>
    public void HoldWhen(Func<bool> when) => _hold = when;

    public void WaitUntilHeld() => Assert.IsTrue(_reached.Wait(TimeSpan.FromMinutes(1)), "the worker did not come there");

    public void Release() => _open.Set();

    public void Dispose()
    {
        _open.Set();
        _reached.Dispose();
    }
}
