using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Batches;

/// <summary>How far the bringing of a delivery has come.</summary>
public enum LandingState
{
    /// <summary>It goes on from its place the next time.</summary>
    Open = 0,

    /// <summary>The file and its manifest lie in the drop folder.</summary>
    Landed = 1,

    /// <summary>It is not gone on with; another takes its place.</summary>
    GivenUp = 2,
}

/// <summary>What a landing brings: which dataset of which district, through what, of which day and months (both included), under which agreement and purpose, and about the people of which import.</summary>
/// <param name="Asked">The import whose people were cleared, and the day.</param>
public sealed record LandingOf(
    string Registry, string Dataset, District Scope, string Transport, DateOnly AsOf, Month First, Month Last, DeliveryMode Mode, string Agreement, string Purpose, MatchPass Asked);

/// <summary>One act of bringing one delivery in. <paramref name="Rows"/> and <paramref name="Bytes"/>: of its part file, as far as they are sure. <paramref name="File"/>: in the drop folder.</summary>
public sealed record Landing(
    long Id, LandingOf Of, LandingState State, string? Place, long Rows, long Bytes, string? Sha256, string? File, string? Failure, int Tries, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

/// <summary>The record of one key: for which landing, on what basis, whether it left the house, and what became of the question.</summary>
public sealed record AskedPerson(long Landing, string Person, ClearanceBasis? Basis, DateOnly? Signed, bool Sent, PersonAnswer Answer, DateTimeOffset? AnsweredAt);
