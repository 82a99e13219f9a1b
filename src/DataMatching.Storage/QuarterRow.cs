using DataMatching.Time;

namespace DataMatching.Storage;

/// <summary>A quarter's adjustment. <paramref name="State"/> is Open or Closed; <paramref name="Run"/> the run that its lists come from.</summary>
public sealed record QuarterRow(Quarter Quarter, string State, long? Run, string? Pins, DateTimeOffset? ClosedAt)
{
    public const string Open = "Open";
    public const string Closed = "Closed";
}
