using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Review;

namespace DataMatching.Quarters;

/// <summary>How many households of a county a run judged so, by the state of their files.</summary>
public sealed record JudgedCount(District District, FileState State, Flag Flag, int Households);

/// <summary>How often a registry answered so about the members of a county's files, once for each of its datasets.</summary>
public sealed record AnswerCount(District District, string Registry, Answer Answer, long Answers);

/// <summary>Cases of a county that stand alike. <paramref name="Decision"/> null: undecided, or ended without a decision; <paramref name="Flagged"/>: the last run lists the household.</summary>
public sealed record StandingCount(District District, Flag Flag, ExitKind? ExitKind, CaseState State, Decision? Decision, bool Flagged, int Cases);

/// <summary>
/// A decision (<paramref name="Change"/> 1), or one taken back (-1), of a case of an earlier quarter that was closed before: it counts in the quarter that was open then.
/// <paramref name="WasActive"/>: the household's file was active when that quarter was judged.
/// </summary>
public sealed record LateDecision(string Household, District District, Decision Decision, int Change, bool WasActive)
{
    /// <summary>What it does to the number of active files.</summary>
    public int Effect => Decision switch { Decision.Added => Change, Decision.Exited => -Change, _ => 0 };
}

/// <summary>How many cases of a county are in a state, as it is kept with every change.</summary>
public sealed record KeptCount(District District, Flag Flag, CaseState State, int Cases);
