using DataMatching.Assessment;

namespace DataMatching.Policy;

/// <summary>
/// How reasons are ranked (docs/rules.md, "Priority"). <paramref name="Likelihood"/>: how likely the reason is to hold when a person looks, from certain
/// matches; <paramref name="Consequence"/>: what is at stake for the household and the fund. Both 1 to 10.
/// </summary>
internal sealed record RulePriority(string Rule, int Likelihood, int Consequence)
{
    /// <summary>Taken off the likelihood when a fact is not of grade Certain.</summary>
    public const int LessWhenProbable = 3;

    /// <summary>Taken off when the flip distance is under a twentieth of the line.</summary>
    public const int LessWhenClose = 2;

    public static readonly IReadOnlyList<RulePriority> Table =
    [
        new("principal-died-alone", 9, 7),
        new("principal-retired-socialised", 9, 6),
        new("principal-moved-away", 8, 5),
        new("income-above-standard-for-six-months", 8, 6),
        new("relieved-by-aid", 7, 5),
        new("on-dibao-list-and-able-to-work", 9, 9),
        new("returned-to-dibao", 9, 9),
        new("relapsed-while-monitored", 7, 9),
        new("hardship-above-standard", 6, 8),
        new("migrant-worker-in-hardship", 6, 8),
        new("laid-off-in-restructuring", 7, 8),
        new("identity-conflict", 6, 9),
        new("person-in-two-households", 9, 7),
        new("consent-missing", 10, 4),
        new("required-registry-missing", 10, 3),
        new("standard-or-policy-missing", 10, 3),
        new("undeclared-member-found", 7, 7),
        new("declared-spouse-divorced", 8, 6),
        new("vehicle-beyond-limits", 6, 6),
        new("homes-beyond-limits", 6, 7),
        new("deposits-beyond-limits", 7, 7),
        new("business-beyond-limits", 5, 6),
        new("income-not-declared", 7, 7),
        new("sources-contradict", 8, 8),
        new("benefit-paid-after-death", 8, 9),
        new("member-died", 9, 8),
        new("dibao-stopped-while-filed", 6, 6),
        new("cause-persists", 7, 5),
        new("likely-above-but-unproved", 5, 5),
    ];

    public static RulePriority Of(string rule) => Table.First(p => string.Equals(p.Rule, rule, StringComparison.Ordinal));

    /// <summary>The reason that leads: highest consequence, then likelihood, then the order of the rules.</summary>
    public static Reason Leading(IEnumerable<Reason> reasons) => reasons.OrderByDescending(r => Of(r.Rule).Consequence).ThenByDescending(r => Of(r.Rule).Likelihood).First();
}
