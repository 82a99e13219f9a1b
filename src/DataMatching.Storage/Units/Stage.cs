namespace DataMatching.Storage;

/// <summary>
/// A step of a run that is cut into units. <paramref name="Subject"/>: whose step, such as <c>night/2026-09-30</c>; <paramref name="Document"/>: what every unit of it needs to know, without
/// personal data: the same document is the same work.
/// </summary>
public sealed record Stage(long Id, string Subject, string Step, string Document);

/// <summary>A unit to be done. <paramref name="Document"/>: what of the stage it is, without personal data. <paramref name="Size"/>: households or deliveries in it.</summary>
public sealed record UnitToDo(string Document, int Size);

/// <summary>
/// The right of a node to do a unit and to say what came of it. It ends when somebody else begins the unit: the node that lost it is told when it wants to save (<see cref="UnitLostException"/>),
/// and nothing of what it did stays.
/// </summary>
/// <param name="Attempt">The how manieth beginning this is, from 1 on.</param>
public sealed record UnitClaim(Stage Stage, int Ordinal, int Attempt, string Document);

/// <summary>How far a stage is: units, what is in them, and rows read. <paramref name="Failure"/>: why one of them failed for good, null when none did.</summary>
public sealed record StageProgress(int Units, int Done, long Size, long SizeDone, long Rows, string? Failure);

/// <summary>One unit as the ledger has it, for showing.</summary>
public sealed record UnitRow(int Ordinal, int Size, bool Done, int Attempts, string? Node, DateTimeOffset? BeganAt, DateTimeOffset? EndedAt, string? Failure);

/// <summary>Another node has the unit, or the stage was given up: nothing was saved.</summary>
public sealed class UnitLostException(string message) : Exception(message);
