using DataMatching.Time;

namespace DataMatching.Evidence;

/// <summary>What a registry's dataset answered for one person and one month (DESIGN.md 6). Only <see cref="NoRecord"/> means no.</summary>
public enum Answer
{
    Found = 0,

    /// <summary>A complete, fresh delivery that covers the month has no record: known absent.</summary>
    NoRecord = 1,

    /// <summary>Neither an authorisation nor the agreement gives a basis for asking.</summary>
    NotAsked = 2,

    /// <summary>The agency refused, or the agreement was not in force.</summary>
    Refused = 3,

    /// <summary>Nothing usable arrived: late, refused batch, too old, this person's own row was set aside, or he has no ID number by which one could be known.</summary>
    Failed = 4,

    /// <summary>The record was shown to be wrong, and what is right has not been verified yet.</summary>
    Corrected = 5,
}

/// <summary>
/// One accepted batch's promise: the <paramref name="Dataset"/> is complete for the people of <paramref name="Scope"/> (a district and everything below it)
/// in the months <paramref name="First"/> to <paramref name="Last"/> (both included), as of a date.
/// </summary>
public sealed record Coverage(long Batch, string Registry, string Dataset, Identity.District Scope, Month First, Month Last, DateOnly AsOf);
