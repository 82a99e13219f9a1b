using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Registries;
using DataMatching.Households;
using DataMatching.Matching.Checking;
using DataMatching.Storage;

namespace DataMatching.Jobs;

/// <summary>Streams one delivery past the union's people and stores the evidence of ours, in one transaction.</summary>
internal static class MatchOne
{
    /// <param name="again">It was accepted before and is read once more.</param>
    /// <param name="people">Asked for when the delivery is to be read.</param>
    /// <returns>What came of it; of one that is decided already, or was by another node meanwhile, what is known of that.</returns>
    public static MatchedBatch Run(Site site, Batch batch, bool again, Func<PeopleOfImport> people, MatchPass pass, CancellationToken cancel)
    {
        if (batch.State != BatchState.Pending) return Decided(batch, again);
        try
        {
            return site.Signals.Batch(batch, Match(site, batch, again, people(), pass, cancel));
        }
        catch (StoreException) when (site.Store.Batches.Find(batch.Id) is { State: not BatchState.Pending })
        {
            // A node that was taken for dead had it still in hand.
            return Decided(site.Store.Batches.Find(batch.Id)!, again);
        }
    }

    private static MatchedBatch Decided(Batch batch, bool again) => new(
        batch.Manifest.Registry, batch.Manifest.Dataset, batch.Manifest.Scope.ToString(), batch.Manifest.AsOf, batch.File, batch.State == BatchState.Accepted ? "accepted" : "refused", again,
        batch.Counts.Rows, batch.Counts.Matched, batch.Counts.Quarantined, batch.Counts.Bytes, TimeSpan.Zero, batch.Refusal)
    { HeaderDrift = batch.HeaderDrift, Drift = batch.Drift };

    /// <summary>Whom the agency did not answer about, or whom nobody could ask about, is not "no record".</summary>
    private static void SetUnansweredAside(Site site, long landing, string file, FactWriter writer)
    {
        foreach (var person in site.Store.Landings.People(landing, PersonAnswer.Asked, PersonAnswer.Refused, PersonAnswer.Failed))
        {
            var reason = !person.Sent ? "no valid number to ask by: the agency was not asked about this person"
                : person.Answer == PersonAnswer.Refused ? "the agency refused to answer about this person" : "the agency gave no usable answer about this person";
            writer.SetAside(new QuarantinedRow(file, 0, 0, null, reason, person.Person));
        }
    }

    private static MatchedBatch Match(Site site, Batch batch, bool again, PeopleOfImport people, MatchPass pass, CancellationToken cancel)
    {
        var started = site.Clock.GetTimestamp();
        var manifest = batch.Manifest;
        FileHeader? header = null;
        var dataset = AllDatasets.Find(manifest.Registry, manifest.Dataset);
        var settings = site.Configuration.Registry(manifest.Registry);
        if (dataset is null || settings is null)
        {
            return Refused($"found {manifest.Registry}/{manifest.Dataset}, which this site does not know; see 'datamatching doctor'");
        }

        var all = site.Store.Batches.All();
        var previous = all.Where(b => DeliveryKey.IsAcceptedLike(b, batch) && b.Manifest.AsOf < manifest.AsOf).MaxBy(b => b.Manifest.AsOf);
        DeliveryFile file;
        try
        {
            file = DeliveryFile.Of(site, batch, settings, cancel);
        }
        catch (IOException e)
        {
            return Unreadable(e);
        }

        if (file.Refusal is { } unread) return Refused(unread);
        using var writer = site.Store.Facts.Write(batch.Id);
        var sink = new StoreSink(writer, file.Places);
        var basis = people.BasisFor(settings, pass.On);
        ExtractOutcome outcome;
        try
        {
            outcome = ExtractScan.Run(new ExtractScanRequest(
                file.Path, batch.File, batch.Id, file.Manifest, dataset, settings, people.Index,
                basis)
            { HashKnown = file.Places is not null || CheckFiles.IsAsChecked(site, batch), Faults = file.Places?.Faults, Thresholds = site.Configuration.Settings.Matching }, sink, cancel);
        }
        catch (IOException e)
        {
            return Unreadable(e);
        }

        header = outcome.Header.Count == 0 ? null
            : new FileHeader(outcome.Header, previous?.Header is { Count: > 0 } before ? HeaderDrift.Of(before, outcome.Header, dataset, settings) : null);
        if (outcome.Refusal is { } refusal)
        {
            writer.Dispose();
            return Refused(refusal, outcome.Counts, sink.FirstBadRows);
        }

        var unlike = CompareWithHistory.Of(site, batch, again, outcome, dataset, settings, all);
        if (unlike is { Tripped: true })
        {
            writer.Dispose();
            return Refused(CompareWithHistory.Refusal(batch, unlike), outcome.Counts, sink.FirstBadRows, unlike.Words);
        }

        if (batch.Landing is { } landing) SetUnansweredAside(site, landing, batch.File, writer);
        var described = outcome.Weighed is { AreUsed: true } weighed ? DescribedSample.Of(weighed, manifest.Rows, people.Index, basis.Allows, people.DistrictOf, cancel) : null;
        writer.Accept(outcome.Counts, pass, outcome.Profile, header, described);
        return Report("accepted", outcome.Counts, null) with { HeaderDrift = header?.Drift, NotCompared = unlike is { NotCompared.Chinese.Length: > 0 } ? unlike.NotCompared : null };

        MatchedBatch Refused(string reason, BatchCounts? counts = null, IReadOnlyList<QuarantinedRow>? bad = null, string? moved = null)
        {
            var told = bad is { Count: > 0 } ? $"{reason}. {SetAsideRows.Command(manifest.Registry)} lists the rows" : reason;
            site.Store.Batches.Refuse(batch.Id, told, bad ?? [], counts, pass, moved, header);
            return Report("refused", counts ?? BatchCounts.None, told) with { Drift = moved };
        }

        MatchedBatch Unreadable(IOException e) =>
            Report(MatchedBatch.Pending, BatchCounts.None, $"the file cannot be read now ({e.GetType().Name}); it stays pending. Check the drop folder, then run match again");

        MatchedBatch Report(string state, BatchCounts counts, string? refusal) => new(
            manifest.Registry, manifest.Dataset, manifest.Scope.ToString(), manifest.AsOf, batch.File, state, again, counts.Rows, counts.Matched,
            counts.Quarantined, counts.Bytes, site.Clock.GetElapsedTime(started), refusal);
    }
}
