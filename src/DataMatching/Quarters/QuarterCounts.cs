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

/// <summary>How many cases of a county are in a state, as it is kept with every change.</summary>
public sealed record KeptCount(District District, Flag Flag, CaseState State, int Cases);
