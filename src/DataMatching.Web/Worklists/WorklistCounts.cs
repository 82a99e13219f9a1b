using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Web.Worklists;

/// <summary>How many cases a list holds; <paramref name="Late"/>: of those the ones past their day, told of <see cref="WorklistTab.Due"/> only.</summary>
public sealed record TabCount(WorklistTab Tab, CaseCount Cases, CaseCount Late);

/// <summary>Counts every list for a place and a person: the other filters belong to one list and do not change what stands on the tabs.</summary>
public static class WorklistCounts
{
    public static IReadOnlyList<TabCount> Of(Store store, WorklistQuery query, Quarter quarter, Account who, DateOnly today)
    {
        var shared = new WorklistQuery(Below: query.Below, Whose: query.Whose, Assignee: query.Assignee);
        // One sum tells four of the six where nobody in particular is asked for.
        var sums = query is { Whose: Whose.Anybody, Assignee: null } ? store.Cases.Sums(quarter, who.Scope, query.Below) : null;
        return [.. Enum.GetValues<WorklistTab>().Select(Count)];

        TabCount Count(WorklistTab tab)
        {
            var filter = shared.ToFilter(quarter, tab, who, today);
            var late = tab == WorklistTab.Due ? store.Cases.Count(filter with { DueBy = today.AddDays(-1) }) : new CaseCount(0, true);
            var summed = tab is not (WorklistTab.Due or WorklistTab.Doubt) ? sums : null;
            var cases = summed?.Where(s => s.State == filter.State && (filter.Flag is null || s.Flag == filter.Flag)).Sum(s => s.Cases);
            return new TabCount(tab, cases is { } exact ? new CaseCount(exact, true) : store.Cases.Count(filter), late);
        }
    }
}
