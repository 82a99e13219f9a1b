using DataMatching.Jobs.Reports;
using DataMatching.Jobs.Schedule;
using DataMatching.Storage;

namespace DataMatching.Jobs.Operating;

/// <summary>Reads out of the ledger what needs somebody: pipelines tell nothing themselves, and what a process that was killed could not tell is found by the next one.</summary>
internal static class FindNotices
{
    private const string UnitFailed = "A unit of the work failed";

    /// <summary>What is older is no news.</summary>
    private static readonly TimeSpan News = TimeSpan.FromDays(7);

    public static IReadOnlyList<Notice> Of(Site site, NotifySettings settings) => [.. Failed(site), .. Late(site, settings), .. Refused(site), .. Expiring(site, settings)];

    private static IEnumerable<Notice> Failed(Site site) =>
        from run in site.Store.Runs.FailedSince(site.Clock.GetUtcNow() - News)
        let reason = run.Failure is not { Length: > 0 } why || why.Contains(' ', StringComparison.Ordinal) ? run.Failure?.StartsWith(UnitFailed, StringComparison.Ordinal) == true ? "unit-failed" : "refused" : why
        select new Notice($"failed/{run.Key}/{reason}", run.Key.Split('/')[0] + "-failed", reason) { Run = run.Key };

    private static IEnumerable<Notice> Late(Site site, NotifySettings settings)
    {
        if (settings.NightEndsBy is not { } by || NightDue.Last(site) is not { } last) yield break;
        var zone = site.Clock.LocalTimeZone;
        var due = TimeZoneInfo.ConvertTime(last.Since, zone).DateTime;
        var day = DateOnly.FromDateTime(due);
        var limit = (TimeOnly.FromDateTime(due) < by ? day : day.AddDays(1)).ToDateTime(by);
        if (site.Clock.GetUtcNow() < WallClock.At(limit, zone)) yield break;
        var key = ScheduledWork.RunKey(last.Kind, last.Subject);
        yield return new Notice("late/" + key, "night-late", site.Store.Runs.Newest(key) is { EndedAt: null } ? "running" : "not-done") { Run = key };
    }

    private static IEnumerable<Notice> Refused(Site site)
    {
        var since = site.Clock.GetUtcNow() - News;
        foreach (var refused in RefusedDeliveries.Read(site.Store).Where(r => r.At >= since && !r.Corrected))
        {
            var (registry, dataset) = Signals.Known(refused.Registry, refused.Dataset);
            var reason = RefusalWords.KindOf(refused.Reason);
            yield return new Notice(refused.Batch is { } batch ? FormattableString.Invariant($"batch/{batch}") : $"delivery/{refused.File}/{reason}", "batch-refused", reason)
            {
                Registry = registry,
                Dataset = dataset,
                Batch = refused.Batch,
                Scope = refused.Scope is { } scope && int.TryParse(scope, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var code) ? code : null,
            };
        }
    }

    private static IEnumerable<Notice> Expiring(Site site, NotifySettings settings)
    {
        var today = DateOnly.FromDateTime(site.Clock.GetLocalNow().DateTime);
        return from registry in site.Configuration.Registries.Values.OrderBy(r => r.Registry, StringComparer.Ordinal)
               where registry.Agreement.End is { } last && last.AddDays(-settings.AgreementDays) <= today
               let end = registry.Agreement.End!.Value
               select new Notice($"agreement/{registry.Registry}/{ScheduledWork.Subject(end)}", "agreement-expires", end < today ? "over" : "soon") { Registry = registry.Registry, LastDay = end };
    }
}
