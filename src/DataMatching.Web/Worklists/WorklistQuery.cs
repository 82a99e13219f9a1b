using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Review;
using DataMatching.Time;

namespace DataMatching.Web.Worklists;

/// <summary>
/// A worklist as its address says it: what is shown, and behind which case the page begins. Nothing in it is personal. What depends on the day or on who asks (this week,
/// mine, days since opened) is kept as such, so that a saved one stays true.
/// </summary>
/// <param name="Quarter">Null: the newest one that was run.</param>
/// <param name="Tab">Null: the first list that has cases.</param>
/// <param name="Below">A district inside the account's.</param>
/// <param name="Rule">Id of a rule; in <see cref="WorklistTab.Doubt"/> it is given.</param>
/// <param name="LeastPriority">1 to 100, inclusive.</param>
/// <param name="Assignee">One colleague's; then <paramref name="Whose"/> is <see cref="Worklists.Whose.Anybody"/>.</param>
/// <param name="DueBy">Inclusive; in <see cref="WorklistTab.Due"/> it is given.</param>
/// <param name="LeastFlip">Yuan a month that would reverse the flag, inclusive.</param>
/// <param name="MostFlip">The same, inclusive.</param>
/// <param name="LeastAge">Whole days since the case was opened, at least.</param>
/// <param name="After">The place of the last case of the page before; null on the first page.</param>
public sealed record WorklistQuery(
    Quarter? Quarter = null,
    WorklistTab? Tab = null,
    District? Below = null,
    string? Rule = null,
    string? Registry = null,
    int? LeastPriority = null,
    Whose Whose = Whose.Anybody,
    long? Assignee = null,
    string? Step = null,
    Standing Standing = Standing.Open,
    DateOnly? DueBy = null,
    Money? LeastFlip = null,
    Money? MostFlip = null,
    int? LeastAge = null,
    CasePlace? After = null)
{
    /// <summary>The rule that speaks of records that may be somebody else's.</summary>
    public const string DoubtRule = "identity-conflict";

    /// <summary>True when something beside quarter and tab is narrowed.</summary>
    public bool IsNarrowed => this with { Quarter = null, Tab = null, After = null } != new WorklistQuery();

    /// <summary>The part that holds for every list and is counted on all of them: the place and the person.</summary>
    public WorklistQuery Shared => new(Below: Below, Whose: Whose, Assignee: Assignee);

    /// <summary>What the database is asked; <paramref name="quarter"/> and <paramref name="tab"/> as they were found where the address names none.</summary>
    public CaseFilter ToFilter(Quarter quarter, WorklistTab tab, Account who, DateOnly today)
    {
        var filter = new CaseFilter(quarter, who.Scope)
        {
            Below = Below,
            Rule = Rule,
            Registry = Registry,
            LeastPriority = LeastPriority,
            Assignee = Whose == Whose.Mine ? who.Id : Assignee,
            Unassigned = Whose == Whose.Nobodys,
            Step = Step,
            State = Standing switch { Standing.Open => CaseState.Open, Standing.Objected => CaseState.Objected, Standing.Closed => CaseState.Closed, _ => null },
            DueBy = DueBy,
            LeastFlip = LeastFlip,
            MostFlip = MostFlip,
            OpenedBy = LeastAge is { } days ? today.AddDays(-days) : null,
        };
        return tab switch
        {
            WorklistTab.Add => filter with { Flag = Flag.Add },
            WorklistTab.Exit => filter with { Flag = Flag.Exit },
            WorklistTab.ReExamine => filter with { Flag = Flag.ReExamine },
            WorklistTab.Doubt => filter with { Rule = DoubtRule },
            WorklistTab.Objection => filter with { State = CaseState.Objected },
            WorklistTab.All => filter with { Listed = true },
            _ => filter with { DueBy = Sunday(today), State = null },
        };
    }

    /// <summary>The last day of the week of <paramref name="day"/>, which begins on Monday.</summary>
    public static DateOnly Sunday(DateOnly day) => day.AddDays((7 - (int)day.DayOfWeek) % 7);
}
