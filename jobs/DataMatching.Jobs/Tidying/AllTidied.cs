using DataMatching.Jobs.Schedule;

namespace DataMatching.Jobs.Tidying;

/// <summary>
/// All kinds of things that are removed, in their order. Another kind is a line here, its class, its row in docs/operating.md and its words in OperationWords.cs. Never among them: audit, cases and decisions, who asked for which work, runs and quarters, imports,
/// whom agencies were asked about, and what any quarter's run rests on.
/// </summary>
internal static class AllTidied
{
    // Late nights are made up for as far back, each against the one before it.
    private const int NightsReach = DueWork.NightsReachDays + 8;

    public static readonly IReadOnlyList<TidyKind> InOrder =
    [
        new("deliveries", 400, NightsReach, OldDeliveries.Remove),
        new("verdicts", 400, NightsReach, order => new Removed(order.Site.Store.Tidy.Verdicts(ScheduledWork.RunKey(Storage.JobKind.Night, ScheduledWork.Subject(order.Since)), order.Before, order.Remove, order.Cancel))),
        new("lists", 400, NightsReach, OldLists.Remove),
        new("ledger", NightsReach, 30, order => new Removed(order.Site.Store.Tidy.Ledger(order.Before, order.Remove, order.Cancel))),
        new("notices", 400, NightsReach, order => new Removed(order.Site.Store.Tidy.Notices(order.Before, order.Remove))),
        new("diagnostics", NightsReach, 7, OldDiagnostics.Remove),
        new("leftovers", 2, 1, Leftovers.Remove),
    ];
}
