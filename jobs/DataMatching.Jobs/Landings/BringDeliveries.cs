using DataMatching.Batches;
using DataMatching.Connectors.Registries;
using DataMatching.Connectors.Transports;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Words;

namespace DataMatching.Jobs.Landings;

/// <summary>
/// What became of one dataset's delivery. <paramref name="Failure"/>: why it did not come whole, and what to do; null when it did, is waited for, or was not due.
/// </summary>
public sealed record Brought(string Registry, string Dataset, string Transport, bool Landed, long Rows, int People, string? Failure)
{
    /// <summary>What somebody has to do about it though it did not fail, in words.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}

/// <summary>
/// Brings in what the agencies do not put into our folder: goes on with what stopped, and begins what is due. Before a key leaves the house the gate clears it, and the record of that is kept. What
/// one agency cannot give does not hold up the others.
/// </summary>
public static class BringDeliveries
{
    private const int MostTries = 20;

    /// <param name="businessDate">The night: today's, or the one just past. For any other nothing is brought.</param>
    /// <param name="only">One registry; null: all.</param>
    /// <returns>What was due or was gone on with, in the order of the configuration.</returns>
    public static IReadOnlyList<Brought> Run(Site site, DateOnly businessDate, string? only, CancellationToken cancel)
    {
        var orders = from registry in site.Configuration.Registries.Values
                     where only is null || registry.Registry == only
                     from dataset in registry.Datasets
                     where dataset.Value.Source is not null
                     select (Registry: registry, Dataset: AllDatasets.Find(registry.Registry, dataset.Key)!, Source: dataset.Value.Source!);
        if (site.Store.Union.Latest() is not { } import) return [];
        // Keys leave today, whatever night is made up for: an answer of today is none of an earlier day, and what was signed then may have ended.
        var today = DateOnly.FromDateTime(site.Clock.GetLocalNow().DateTime);
        if (businessDate > today || businessDate < today.AddDays(-1)) return [];
        var brought = new List<Brought>();
        // One for all: a service that fails is left alone by the agency's other datasets too.
        var agencies = new TransportSite(site.Folder.Root, site.Clock) { Desk = new RequestDesk(site.Store) };
        foreach (var agency in orders.GroupBy(o => o.Registry.Registry, StringComparer.Ordinal))
        {
            foreach (var (registry, dataset, source) in agency)
            {
                cancel.ThrowIfCancellationRequested();
                if (One(site, agencies, registry, dataset, source, new MatchPass(import.Id, businessDate), cancel) is { } one) brought.Add(one);
            }
        }

        return brought;
    }

    private static Brought? One(Site site, TransportSite agencies, RegistrySettings registry, Dataset dataset, SourceSettings source, MatchPass pass, CancellationToken cancel)
    {
        Brought Told(Landing? landing, bool landed, string? failure) =>
            new(registry.Registry, dataset.Id, source.Kind, landed, landing?.Rows ?? 0, landing is null ? 0 : site.Store.Landings.Answers(landing.Id).Values.Sum(), failure);

        var landing = Unfinished(site, agencies, registry, dataset, source, pass);
        if (landing?.Sha256 is not null)
        {
            try
            {
                OpenLanding.Deliver(site, landing);
                Forget(agencies, dataset, source);
                return Told(landing, true, null);
            }
            catch (TransportException e)
            {
                GiveUp(site, agencies, dataset, source, landing, e.Message);
                return Told(landing, false, e.Message);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Told(landing, false, $"it came whole and cannot be put into the drop folder ({e.GetType().Name}); the next pull tries again");
            }
        }

        // Carried away after the night that is made up for: today's pull looks for its answer.
        if (landing is not null && landing.Of.Asked.On > pass.On) return null;
        if (!registry.Agreement.Contains(pass.On))
            return landing is null && !IsDue(site, registry, dataset, source, pass) ? null : Told(landing, false, $"the sharing agreement is not in force on {pass.On:yyyy-MM-dd} (config/registries/{registry.Registry}.json); nothing left the house");
        if (landing is null)
        {
            // Before anything is asked: what belongs to the request before is taken out of the way.
            var left = LeftOver(site, agencies, registry, dataset, source);
            if (!IsDue(site, registry, dataset, source, pass)) return left;
        }

        var gate = Gate.Clear(site.Store.Union.Read(pass.Import).Where(h => h.District.IsWithin(source.Scope)), registry.Registry, registry.Agreement, registry.Covers, pass.On, landing?.Of.First ?? source.Months(pass.On).First);
        if (gate.Cleared.Count == 0) return Told(null, false, $"nobody of {source.Scope} may be asked about on {pass.On:yyyy-MM-dd}: {Words(gate)}. Authorisations are signed before anybody is checked");
        landing ??= site.Store.Landings.Open(Begin(site, registry, dataset, source, pass), gate);
        try
        {
            // Cleared when it began and still today: who is cleared no more is not asked, and "failed".
            var sent = site.Store.Landings.People(landing.Id).Where(p => p.Sent).Select(p => p.Person).ToHashSet(StringComparer.Ordinal);
            var order = new LandingOrder(dataset, registry, source.Scope, landing.Of.AsOf, landing.Of.First, landing.Of.Last, [.. gate.Cleared.Where(c => sent.Contains(c.Person))]);
            using var open = new OpenLanding(site, landing, order.Columns);
            var problems = source.Open(agencies).Bring(order, open, cancel);
            var brought = site.Store.Landings.Find(landing.Id)!;
            return Told(brought, brought.State == LandingState.Landed, null) with { Problems = problems };
        }
        catch (Exception e) when (e is not (OperationCanceledException or TransportException or IOException))
        {
            // Told by its kind alone: its words may be about what was on the line. The other agencies go on.
            site.Store.Landings.Failed(landing.Id, e.GetType().Name);
            return Told(landing, false, $"it broke off ({e.GetType().Name}); the next pull goes on where it was");
        }
        catch (TransportException e)
        {
            if (e.Final || (!source.IsSentOnce && landing.Tries + 1 >= MostTries)) GiveUp(site, agencies, dataset, source, landing, e.Message);
            else site.Store.Landings.Failed(landing.Id, e.Message);
            return Told(site.Store.Landings.Find(landing.Id), false, e.Message);
        }
        catch (IOException e)
        {
            site.Store.Landings.Failed(landing.Id, e.GetType().Name);
            return Told(landing, false, $"the part file cannot be written ({e.GetType().Name}); free space or rights on data/landing, then run pull again");
        }
    }

    /// <summary>Tells of what lies there while nothing is asked.</summary>
    private static Brought? LeftOver(Site site, TransportSite agencies, RegistrySettings registry, Dataset dataset, SourceSettings source)
    {
        var last = site.Store.Landings.LastLanded(registry.Registry, dataset.Id, source.Scope);
        try
        {
            source.Forget(agencies, dataset);
            var problems = source.LeftOver(agencies, last?.Of.Transport == source.Kind ? last.Place : null);
            return problems.Count == 0 ? null : new Brought(registry.Registry, dataset.Id, source.Kind, false, 0, 0, null) { Problems = problems };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Brought(registry.Registry, dataset.Id, source.Kind, false, 0, 0, $"its folder cannot be looked through ({e.GetType().Name}); look at the rights of the folders of the source's settings");
        }
    }

    /// <summary>
    /// What is gone on with: cleared for today's people, on this day or a few before. Another is given up: its keys were cleared for somebody else. A question that has left the house is waited for.
    /// </summary>
    private static Landing? Unfinished(Site site, TransportSite agencies, RegistrySettings registry, Dataset dataset, SourceSettings source, MatchPass pass)
    {
        if (site.Store.Landings.Unfinished(registry.Registry, dataset.Id, source.Scope) is not { } landing) return null;
        if (landing.Sha256 is not null || (landing.Of.Transport == source.Kind && landing.Of.Asked.On.AddDays(source.DaysToGoOn) >= pass.On
            && (source.IsSentOnce || (landing.Of.Asked.Import == pass.Import && landing.Of.Asked.On <= pass.On)))) return landing;
        GiveUp(site, agencies, dataset, source, landing, "the union's files or the transport changed, or it stood still for too long; it begins anew");
        return null;
    }

    private static void GiveUp(Site site, TransportSite agencies, Dataset dataset, SourceSettings source, Landing landing, string why)
    {
        OpenLanding.GiveUp(site, landing, why);
        Forget(agencies, dataset, source);
    }

    /// <summary>What cannot be removed now is tried again, and told, by the next pull that finds nothing open.</summary>
    private static void Forget(TransportSite agencies, Dataset dataset, SourceSettings source)
    {
        try
        {
            source.Forget(agencies, dataset);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static bool IsDue(Site site, RegistrySettings registry, Dataset dataset, SourceSettings source, MatchPass pass)
    {
        if (site.Store.Landings.LastLanded(registry.Registry, dataset.Id, source.Scope) is not { } last) return true;
        if (last.Of.AsOf.AddDays(source.EveryDays) <= pass.On) return true;
        if (last.Of.AsOf < pass.On && site.Store.Batches.All().Where(b => b.Landing == last.Id).MaxBy(b => b.Id) is { State: BatchState.Refused, Drift: null }) return true;
        return !source.IsSentOnce && last.Of.Asked.Import != pass.Import && last.Of.AsOf < pass.On && site.Store.Union.Changed(last.Of.Asked.Import, pass.Import).Any(key => site.Store.Union.Find(pass.Import, key)?.District.IsWithin(source.Scope) == true);
    }

    private static LandingOf Begin(Site site, RegistrySettings registry, Dataset dataset, SourceSettings source, MatchPass pass)
    {
        var (first, last) = source.Months(pass.On);
        // Never an increment: a row that was changed would stand beside the one it changes, and both would count.
        return new LandingOf(
            registry.Registry, dataset.Id, source.Scope, source.Kind, pass.On, first, last, DeliveryMode.Full, registry.Sharing.Number, registry.Sharing.Purpose, pass);
    }

    private static string Words(GateResult gate) => string.Join(", ", gate.Refused.Select(r => FormattableString.Invariant($"{r.Value} {GateWords.Of(r.Key).English}")));
}
