using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Review;

/// <summary>Where a case stands: 待办理, 异议, 已办结.</summary>
public enum CaseState { Open = 0, Objected = 1, Closed = 2 }

/// <summary>
/// One household's case of one quarter as worklists show and filter it: worked out of the verdict and the events, and kept beside them. Nothing in it is personal but
/// <paramref name="Shown"/>, which is masked.
/// </summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Shown">The worker's name, masked (王*伟).</param>
/// <param name="Members">Counted members.</param>
/// <param name="Rules">Rules that speak for the flag.</param>
/// <param name="Registries">Registries whose records the reasons rest on.</param>
/// <param name="FlipPerMonth">The amount a month that would reverse the flag, null when none would.</param>
/// <param name="Decisive">The decisive record in words, without personal data; empty when there is none.</param>
/// <param name="Step">Id of the step that comes next, such as <c>visit</c>; empty when closed.</param>
/// <param name="Turn">Whose turn it is; null when closed.</param>
/// <param name="Assignee">Account that took the case, null for nobody.</param>
/// <param name="Due">Last day of the step, inclusive; null when it has none.</param>
/// <param name="Opened">The day on which the case was first opened.</param>
public sealed record CaseListing(
    long Case,
    Quarter Quarter,
    string Household,
    District District,
    Flag Flag,
    ExitKind? ExitKind,
    int Priority,
    string Shown,
    int Members,
    IReadOnlyList<string> Rules,
    IReadOnlyList<string> Registries,
    Money? FlipPerMonth,
    string Decisive,
    CaseState State,
    string Step,
    Role? Turn,
    long? Assignee,
    DateOnly? Due,
    DateOnly Opened)
{
    /// <summary>What was decided; null while the case is open.</summary>
    public Decision? Decision { get; init; }

    /// <summary>The day of that decision.</summary>
    public DateOnly? DecidedOn { get; init; }

    /// <summary>Last day of its public notice, inclusive; null while none was posted that counts.</summary>
    public DateOnly? NoticeUntil { get; init; }
}

/// <summary>What a worklist is narrowed to; null leaves a field open. <paramref name="Scope"/> is the account's own and always applies.</summary>
/// <param name="Below">A district inside the scope.</param>
/// <param name="DueBy">Cases due on this day or before.</param>
/// <param name="LeastPriority">1 to 100, inclusive.</param>
/// <param name="LeastFlip">Cases that this amount a month or a larger one would reverse; those that no amount reverses are left out.</param>
/// <param name="MostFlip">The same of this amount or a smaller one.</param>
/// <param name="OpenedBy">Cases opened on this day or before.</param>
/// <param name="Listed">Only cases of one of the three lists: what a repeated run ended before anybody worked on it is left out.</param>
public sealed record CaseFilter(
    Quarter Quarter,
    District? Scope,
    Flag? Flag = null,
    District? Below = null,
    string? Rule = null,
    string? Registry = null,
    int? LeastPriority = null,
    long? Assignee = null,
    bool Unassigned = false,
    string? Step = null,
    CaseState? State = null,
    DateOnly? DueBy = null,
    Money? LeastFlip = null,
    Money? MostFlip = null,
    DateOnly? OpenedBy = null,
    bool Listed = false);

/// <summary>The place of a case in the order of worklists: by priority, the highest first, then by household. A page begins behind one.</summary>
public readonly record struct CasePlace(int Priority, string Household);
