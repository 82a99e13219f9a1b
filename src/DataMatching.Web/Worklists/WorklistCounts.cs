using DataMatching.Identity;
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
        return [.. Enum.GetValues<WorklistTab>().Select(Count)];

        TabCount Count(WorklistTab tab)
        {
            var filter = shared.ToFilter(quarter, tab, who, today);
            if (tab != WorklistTab.Due) return new TabCount(tab, store.Cases.Count(filter), new CaseCount(0, true));
            return filter is { Assignee: null, Unassigned: false }
                ? new TabCount(tab, Tallied(filter.DueBy!.Value.AddDays(1)), Tallied(today))
                : new TabCount(tab, store.Cases.Count(filter), store.Cases.Count(filter with { DueBy = today.AddDays(-1) }));
        }

        CaseCount Tallied(DateOnly before) => new(store.Cases.Late(quarter, who.Scope, before).Where(l => query.Below is not { } below || l.District.IsWithin(below)).Sum(l => l.Cases), true);
    }
}
