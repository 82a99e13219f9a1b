using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Identity;
using DataMatching.Jobs.Tidying;
using DataMatching.Jobs.Units;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>A dataset's last accepted delivery in a district. <paramref name="Freshness"/>: fresh, late or never.</summary>
public sealed record RegistryStatus(
    string Registry, string Dataset, string? Scope, DateOnly? AsOf, int? DaysOld, string Freshness, long Rows, long Matched, long Quarantined, DateOnly? AgreementUntil);

/// <summary>A night's or quarter's run. <paramref name="EndedAt"/> null: it is running or was killed; the same command goes on with it.</summary>
public sealed record RunStatus(string Key, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Failure);

/// <summary>A quarter that was run: open or closed, and since when.</summary>
public sealed record QuarterStatus(Quarter Quarter, string State, DateTimeOffset? ClosedAt);

/// <summary>What <c>status</c> shows. <paramref name="Union"/> null: nothing was imported yet.</summary>
public sealed record SiteStatusReport(
    UnionImport? Union, IReadOnlyList<RegistryStatus> Registries, IReadOnlyList<RunStatus> Runs, IReadOnlyList<QuarterStatus> Quarters, IReadOnlyList<RefusedDelivery> Refusals)
{
    /// <summary>Deliveries that somebody took although they were unlike those before them; newest first.</summary>
    public IReadOnlyList<OverrideStatus> Overrides { get; init; } = [];

    /// <summary>Requests that went out as files, the newest of each dataset.</summary>
    public IReadOnlyList<ExchangeStatus> Exchanges { get; init; } = [];

    /// <summary>Processes that work on the site's server, or did; none where the database is a file.</summary>
    public IReadOnlyList<NodeStatus> Nodes { get; init; } = [];

    /// <summary>Steps of nights and quarters that were begun and not ended.</summary>
    public IReadOnlyList<StageStatus> UnderWay { get; init; } = [];

    /// <summary>What was removed the last time; null when nothing ever was.</summary>
    public TidyStatus? Tidied { get; init; }
}

/// <summary>When what nothing needs any more was removed the last time, and how much it was.</summary>
public sealed record TidyStatus(DateTimeOffset At, IReadOnlyList<TidiedKind> Kinds);

/// <summary>A node. <paramref name="State"/>: there, or silent when it did not say so for a minute. <paramref name="Note"/>: why it shares no work, or not all; null otherwise.</summary>
public sealed record NodeStatus(string Name, string Program, int Hands, DateTimeOffset BeganAt, DateTimeOffset SeenAt, string State, string? Note);

/// <summary>A step that is cut into units: how many of them are done, and how many each node did. <paramref name="Failure"/>: why one of them can't be done; null when none is so.</summary>
public sealed record StageStatus(string Subject, string Step, int Done, int Units, IReadOnlyDictionary<string, int> ByNode, string? Failure);

/// <summary>Who took a batch that was refused as unlike those before it, why, and what he was told, in Chinese.</summary>
public sealed record OverrideStatus(long Batch, string File, string Registry, string Dataset, DateOnly AsOf, string Who, string Why, string Explained, DateTimeOffset At);

/// <summary>How the site stands: what arrived and how old it is, what ran, which quarters are open.</summary>
public static class SiteStatus
{
    private const int RunsShown = 10;
    private static readonly TimeSpan NodeIsThere = TimeSpan.FromMinutes(1);

    public static SiteStatusReport Read(Site site, DateOnly today)
    {
        var accepted = site.Store.Batches.All().Where(b => b.State == BatchState.Accepted)
            .ToLookup(b => (b.Manifest.Registry, b.Manifest.Dataset));
        var registries = new List<RegistryStatus>();
        foreach (var dataset in AllDatasets.InOrder)
        {
            if (site.Configuration.Registry(dataset.Registry) is not { } settings || !settings.Datasets.TryGetValue(dataset.Id, out var terms)) continue;
            var newest = accepted[(dataset.Registry, dataset.Id)].GroupBy(b => b.Manifest.Scope)
                .Select(g => g.OrderBy(b => b.Manifest.AsOf).ThenBy(b => b.Id).Last()).OrderBy(b => b.Manifest.Scope).ToList();
            if (newest.Count == 0) registries.Add(new RegistryStatus(dataset.Registry, dataset.Id, null, null, null, "never", 0, 0, 0, settings.Agreement.End));
            registries.AddRange(newest.Select(b => Of(b, settings, terms, today)));
        }

        return new SiteStatusReport(
            site.Store.Union.Latest(),
            registries,
            [.. site.Store.Runs.Latest(RunsShown).Select(r => new RunStatus(r.Key, r.StartedAt, r.EndedAt, r.Failure))],
            [.. site.Store.Quarters.All().Select(q => new QuarterStatus(q.Quarter, q.State, q.ClosedAt))],
            RefusedDeliveries.Read(site.Store))
        {
            Overrides = [.. site.Store.Drift.Overrides().Reverse().Select(o => Of(o, site.Store.Batches.Find(o.Batch)!))],
            Exchanges = ExchangeStatus.Read(site),
            Nodes = NodesOf(site),
            Tidied = TidySite.Last(site.Store) is { } last ? new TidyStatus(last.At, last.Summary.Kinds) : null,
            UnderWay = [.. site.Store.Units.UnderWay().Select(s => Of(site.Store, s))],
        };
    }

    private static List<NodeStatus> NodesOf(Site site)
    {
        var nodes = site.Store.Nodes.All();
        if (nodes.Count == 0) return [];
        var (since, own) = (site.Store.Nodes.ServerTime() - NodeIsThere, Node.Configuration(site.Configuration));
        return [.. nodes.Select(n => new NodeStatus(n.Name, n.Program, n.Hands, n.BeganAt, n.SeenAt, n.SeenAt < since ? "silent" : "there",
            n.Program != Site.ProgramVersion ? $"shares no work with this program, version {Site.ProgramVersion}" : n.Configuration != own ? "shares no work: its config folder is another than here" : n.Problem))];
    }

    private static StageStatus Of(Store store, Stage stage)
    {
        var progress = store.Units.Progress(stage.Id);
        var byNode = store.Units.Of(stage.Subject, stage.Step).Where(u => u.Done).GroupBy(u => u.Node!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal);
        return new StageStatus(stage.Subject, stage.Step, progress.Done, progress.Units, byNode.ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal), progress.Failure);
    }

    private static OverrideStatus Of(BatchOverride taken, Batch batch) =>
        new(batch.Id, batch.File, batch.Manifest.Registry, batch.Manifest.Dataset, batch.Manifest.AsOf, taken.Who, taken.Why, taken.Explained, taken.At);

    private static RegistryStatus Of(Batch batch, RegistrySettings settings, DatasetSettings terms, DateOnly today)
    {
        var age = today.DayNumber - batch.Manifest.AsOf.DayNumber;
        return new RegistryStatus(
            batch.Manifest.Registry, batch.Manifest.Dataset, Place(batch.Manifest.Scope), batch.Manifest.AsOf, age, age > terms.MaxAgeDays ? "late" : "fresh",
            batch.Counts.Rows, batch.Counts.Matched, batch.Counts.Quarantined, settings.Agreement.End);
    }

    private static string Place(District district) => DivisionNames.Short(district) is { } name ? $"{district} {name}" : district.ToString();
}
