using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Registries;

namespace DataMatching.Jobs;

/// <summary>
/// Streams every pending delivery past the union's people and stores the evidence of ours, one transaction a delivery.
/// A delivery in force that was matched against other union files is matched again first, so that "no record" is true of everybody.
/// </summary>
public static class MatchExtracts
{
    /// <exception cref="JobRefused">No union files were imported yet.</exception>
    public static MatchSummary Run(Site site, DateOnly businessDate, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        var import = site.Store.Union.Latest() ?? throw new JobRefused("No union files were imported yet. Run 'datamatching import' first.");
        RegisterPasses(site, import.Id, businessDate, cancel);
        var pending = site.Store.Batches.All().Where(b => b.State == BatchState.Pending)
            .OrderBy(b => b.Manifest.AsOf).ThenBy(b => b.Id).ToList();
        if (pending.Count == 0) return new MatchSummary([]);
        var people = new UnionUnderMatch(site.Store.Union.Read(import.Id));
        var matched = new List<MatchedBatch>();
        foreach (var batch in pending)
        {
            cancel.ThrowIfCancellationRequested();
            progress.Report(new StepProgress("match", matched.Count, pending.Count));
            matched.Add(MatchOne(site, batch, people, new MatchPass(import.Id, businessDate), cancel));
        }

        progress.Report(new StepProgress("match", matched.Count, pending.Count));
        return new MatchSummary(matched);
    }

    /// <summary>
    /// Deliveries matched against other union files, or before an authorisation began, are matched once more when they are still in the drop folder.
    /// Where the file is gone, the people concerned stay unasked and are told so.
    /// </summary>
    private static void RegisterPasses(Site site, long import, DateOnly businessDate, CancellationToken cancel)
    {
        var newest = site.Store.Batches.All().Where(b => b.State == BatchState.Accepted && b.Pass is not null)
            .GroupBy(b => (b.Manifest.Registry, b.Manifest.Dataset, b.Manifest.Scope, b.Manifest.AsOf, b.Manifest.Mode, b.Manifest.Sha256))
            .Select(g => g.MaxBy(b => b.Id)!).OrderBy(b => b.Id).ToList();
        var passes = newest.Select(b => b.Pass!).Distinct().ToList();
        if (passes.TrueForAll(p => p.Import == import && p.On >= businessDate)) return;
        var changed = passes.Select(p => p.Import).Distinct().ToDictionary(i => i, i => i != import && site.Store.Union.Changed(i, import).Count > 0);
        var starts = site.Store.Union.Read(import).SelectMany(h => h.Authorisations).Select(a => a.Valid.Start).OfType<DateOnly>().ToHashSet();
        foreach (var batch in newest)
        {
            cancel.ThrowIfCancellationRequested();
            var pass = batch.Pass!;
            if (!changed[pass.Import] && !starts.Any(day => pass.On < day && day <= businessDate)) continue;
            if (File.Exists(Path.Combine(site.Folder.Drop, batch.File))) site.Store.Batches.RegisterPass(batch.Id);
        }
    }

    private static MatchedBatch MatchOne(Site site, Batch batch, UnionUnderMatch people, MatchPass pass, CancellationToken cancel)
    {
        var started = site.Clock.GetTimestamp();
        var manifest = batch.Manifest;
        var dataset = AllDatasets.Find(manifest.Registry, manifest.Dataset);
        var settings = site.Configuration.Registry(manifest.Registry);
        if (dataset is null || settings is null)
        {
            return Refused($"found {manifest.Registry}/{manifest.Dataset}, which this site does not know; see 'datamatching doctor'");
        }

        var previous = site.Store.Batches.All().Where(b => b.State == BatchState.Accepted && b.Manifest.Registry == manifest.Registry
            && b.Manifest.Dataset == manifest.Dataset && b.Manifest.Scope == manifest.Scope && b.Manifest.Mode == manifest.Mode
            && b.Manifest.AsOf < manifest.AsOf).MaxBy(b => b.Manifest.AsOf);
        using var writer = site.Store.Facts.Write(batch.Id);
        var sink = new StoreSink(writer, people);
        ExtractOutcome outcome;
        try
        {
            outcome = ExtractScan.Run(new ExtractScanRequest(
                Path.Combine(site.Folder.Drop, batch.File), batch.File, batch.Id, manifest, dataset, settings, people.Index,
                people.BasisFor(settings, pass.On), previous?.Counts.Rows), sink, cancel);
        }
        catch (IOException e)
        {
            return Report("pending", BatchCounts.None, $"the file cannot be read now ({e.GetType().Name}); it stays pending. Check the drop folder, then run match again");
        }

        if (outcome.Refusal is { } refusal)
        {
            writer.Dispose();
            return Refused(refusal, outcome.Counts, sink.FirstBadRows);
        }

        writer.Accept(outcome.Counts, pass);
        return Report("accepted", outcome.Counts, null);

        MatchedBatch Refused(string reason, BatchCounts? counts = null, IReadOnlyList<QuarantinedRow>? bad = null)
        {
            site.Store.Batches.Refuse(batch.Id, reason, bad ?? [], counts);
            return Report("refused", counts ?? BatchCounts.None, reason);
        }

        MatchedBatch Report(string state, BatchCounts counts, string? refusal) => new(
            manifest.Registry, manifest.Dataset, manifest.Scope.ToString(), manifest.AsOf, state, counts.Rows, counts.Matched, counts.Quarantined,
            counts.Bytes, site.Clock.GetElapsedTime(started), refusal);
    }
}
