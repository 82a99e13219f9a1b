using DataMatching.Assessment;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Web.Worklists;

/// <summary>How many cases a list holds; <paramref name="Late"/>: of those the ones past their day, told of <see cref="WorklistTab.Due"/> only.</summary>
public sealed record TabCount(WorklistTab Tab, CaseCount Cases, CaseCount Late);

/// <summary>Counts every list for a place and a person: the other filters belong to one list and do not change what stands on the tabs.</summary>
public static class WorklistCounts
{
    /// <param name="store">The database.</param>
    /// <param name="query">The place and the person.</param>
    /// <param name="quarter">The quarter.</param>
    /// <param name="who">Whose district it is all within.</param>
    /// <param name="today">The day of the site.</param>
    /// <param name="whole">The cases of the account's whole district by list, state and step, when they are known already.</param>
    public static IReadOnlyList<TabCount> Of(Store store, WorklistQuery query, Quarter quarter, Account who, DateOnly today, IReadOnlyList<CaseSum>? whole = null)
    {
        var shared = query.Shared;
        // One sum tells five of the seven where nobody in particular is asked for.
        var sums = query is not { Whose: Whose.Anybody, Assignee: null } ? null : query.Below is null && whole is not null ? whole : store.Cases.Sums(quarter, who.Scope, query.Below);
        return [.. Enum.GetValues<WorklistTab>().Select(Count)];

        TabCount Count(WorklistTab tab)
        {
            var filter = shared.ToFilter(quarter, tab, who, today);
            var late = tab == WorklistTab.Due ? store.Cases.Count(filter with { DueBy = today.AddDays(-1) }) : new CaseCount(0, true);
            var summed = tab is not (WorklistTab.Due or WorklistTab.Doubt) ? sums : null;
            var cases = summed?.Where(s => s.State == filter.State && (filter.Flag is null || s.Flag == filter.Flag) && !(filter.Listed && s.Flag == Flag.Keep)).Sum(s => s.Cases);
            return new TabCount(tab, cases is { } exact ? new CaseCount(exact, true) : store.Cases.Count(filter), late);
        }
    }
}
