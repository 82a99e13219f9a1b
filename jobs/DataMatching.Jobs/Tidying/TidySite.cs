using System.Diagnostics;
using System.Text.Json;
using DataMatching.Jobs.Operating;
using DataMatching.Jobs.Schedule;
using DataMatching.Jobs.Units;
using DataMatching.Storage;

namespace DataMatching.Jobs.Tidying;

/// <summary>What tidying came to, kind by kind. <paramref name="Removed"/> false: it was only looked what would go.</summary>
public sealed record TidySummary(DateOnly Day, bool Removed, IReadOnlyList<TidiedKind> Kinds);

/// <summary>
/// Removes what is older than config/site.json says and nothing needs any more. A run of the ledger as nights are: its steps say what went, and what was killed half-way is done again from the start, which finds
/// the less to do. The same day again is harmless.
/// </summary>
public static class TidySite
{
    private const int LongestPauseDays = 180;

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <param name="day">By which days are counted; the ledger's run is called by it.</param>
    /// <exception cref="JobRefused">Nothing ran for half a year by the clock, which may be ahead: everything would look old to it.</exception>
    public static TidySummary Run(Site site, DateOnly day, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(site);
        var key = ScheduledWork.RunKey(JobKind.Tidy, ScheduledWork.Subject(day));
        if (site.Store.Runs.Latest(1) is [var last] && last.StartedAt.AddDays(LongestPauseDays) < site.Clock.GetUtcNow())
            throw new JobRefused(FormattableString.Invariant($"The last work of this site began on {last.StartedAt:yyyy-MM-dd}, and the machine's clock says {site.Clock.GetUtcNow():yyyy-MM-dd}. Expected less than {LongestPauseDays} days between them: set the clock right, or run a night first. Nothing was removed."));
        return site.Signals.Run(key, () => Run(site, key, day, progress, cancel));
    }

    /// <summary>What would go today; nothing is changed.</summary>
    public static TidySummary Look(Site site, DateOnly day, CancellationToken cancel) =>
        new(day, false, [.. Orders(site, day, false, cancel).Select(o => Of(o.Kind, o.Order))]);

    /// <summary>The last one that came to its end, with when that was; null when there was none.</summary>
    public static (DateTimeOffset At, TidySummary Summary)? Last(Store store) =>
        store.Runs.LastFinished(ScheduledWork.KeysOf(JobKind.Tidy)) is { EndedAt: { } at } run && JsonSerializer.Deserialize<TidySummary>(run.Pins, Options) is { } summary ? (at, summary) : null;

    private static TidySummary Run(Site site, string key, DateOnly day, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        var run = site.Store.Runs.StartOrResume(key, "{}");
        try
        {
            var ledger = new StepLedger(site, run);
            List<TidiedKind> kinds = [];
            var orders = Orders(site, day, true, cancel).ToList();
            foreach (var (kind, order) in orders)
            {
                cancel.ThrowIfCancellationRequested();
                progress.Report(new StepProgress("tidy", kinds.Count, orders.Count));
                var removed = ledger.Step("tidy-" + kind.Name, () => Of(kind, order), r => new StepCounts(r.Rows, r.Files, r.Left, r.Bytes));
                var label = new TagList { { "kind", kind.Name } };
                site.Signals.Measures.TidiedRows.Add(removed.Rows, label);
                site.Signals.Measures.TidiedBytes.Add(removed.Bytes, label);
                site.Signals.Tell(new Happening("tidied", key, "tidy-" + kind.Name) { Counts = [("rows", removed.Rows), ("files", removed.Files), ("bytes", removed.Bytes), ("left", removed.Left)] });
                kinds.Add(removed);
            }

            var summary = new TidySummary(day, true, kinds);
            site.Store.Runs.Finish(run.Id, JsonSerializer.Serialize(summary, Options));
            return summary;
        }
        catch (Exception e) when (RunFailures.EndsRun(e))
        {
            site.Store.Runs.Fail(run.Id, e is JobRefused ? e.Message : e.GetType().Name);
            throw;
        }
    }

    private static IEnumerable<(TidyKind Kind, TidyOrder Order)> Orders(Site site, DateOnly day, bool remove, CancellationToken cancel) =>
        from kind in AllTidied.InOrder
        let days = site.Configuration.Settings.Tidy.DaysOf(kind)
        where days is not null
        select (kind, new TidyOrder(site, day, days.Value, remove, cancel));

    private static TidiedKind Of(TidyKind kind, TidyOrder order)
    {
        var removed = kind.Remove(order);
        return new TidiedKind(kind.Name, order.Days, removed.Rows, removed.Files.Files, removed.Files.Bytes, removed.Files.Left);
    }
}
