namespace DataMatching.Storage;

/// <summary>
/// A night or a quarter run. <paramref name="Key"/> identifies the work (night/2026-09-30, quarter/2026Q3): the same key is the same run.
/// <paramref name="Pins"/>: what it was computed from. Not ended: running, or killed. Ended with a failure: failed or abandoned.
/// </summary>
public sealed record Run(long Id, string Key, string Pins, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Failure);

/// <summary>One step of the ledger.</summary>
public sealed record RunStep(long Run, string Step, string Node, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, long RowsIn, long RowsOut, long Quarantined, long Bytes, string? Failure);
