using DataMatching.Batches;
using DataMatching.Connectors.Extracts;
using DataMatching.Connectors.Registries;
using DataMatching.Households;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>
/// Streams every pending delivery past the union's people and stores the evidence of ours, one transaction a delivery. Then the deliveries that the night rests on
/// and that were matched against other people are matched again, so that "no record" is true of everybody.
/// </summary>
public static class MatchExtracts
{
    /// <exception cref="JobRefused">No union files were imported yet.</exception>
    public static MatchSummary Run(Site site, DateOnly businessDate, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        var import = site.Store.Union.Latest() ?? throw new JobRefused("No union files were imported yet. Run 'datamatching import' first.");
        DeliveryFile.Sweep(site);
        var work = new Work(site, new MatchPass(import.Id, businessDate), progress, cancel);
        work.Match(site.Store.Batches.All().Where(b => b.State == BatchState.Pending).OrderBy(b => b.Manifest.AsOf).ThenBy(b => b.Id));

        // What has just come may replace what would else be read again.
        work.MatchAgain(JudgedPeriod.OfNight(businessDate), businessDate);
        return work.Summary;
    }

    /// <summary>Before a quarter pins its inputs: matches again those that were matched against other people, as of the newest night.</summary>
    internal static MatchSummary ForQuarter(Site site, JudgedPeriod period, DateOnly cutoff, long import, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        if (site.Store.Batches.All().Max(b => b.Pass?.On) is not { } newest) return new MatchSummary([]);
        var work = new Work(site, new MatchPass(import, newest), progress, cancel);
        work.MatchAgain(period, cutoff);
        return work.Summary;
    }

    private sealed class Work(Site site, MatchPass pass, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        private readonly Dictionary<long, UnionUnderMatch> _people = [];
        private readonly List<MatchedBatch> _matched = [];

        public MatchSummary Summary => new(_matched);

        private long Rows => _matched.Sum(b => b.Rows);

        public void MatchAgain(JudgedPeriod period, DateOnly cutoff) =>
            Match(StaleDeliveries.Of(site, period, cutoff, pass).Select(b => site.Store.Batches.RegisterPass(b.Id)));

        public void Match(IEnumerable<Batch> pending)
        {
            var batches = pending.ToList();
            if (batches.Count == 0) return;
            var again = DeliveryKey.ReadAgain(site.Store.Batches.All());
            var (before, total) = (_matched.Count, _matched.Count + batches.Count);
            foreach (var batch in batches)
            {
                cancel.ThrowIfCancellationRequested();
                progress.Report(new StepProgress("match", _matched.Count, total, Rows));
                var asked = batch.Asked ?? pass;
                _matched.Add(MatchOne(site, batch, again.Contains(batch.Id), PeopleOf(asked.Import), asked, cancel));
            }

            progress.Report(new StepProgress("match", before + batches.Count, total, Rows));
        }

        private UnionUnderMatch PeopleOf(long import)
        {
            if (_people.TryGetValue(import, out var people)) return people;
            return _people[import] = new UnionUnderMatch(site.Store.Union.Read(import));
        }
    }

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

    private static MatchedBatch MatchOne(Site site, Batch batch, bool again, UnionUnderMatch people, MatchPass pass, CancellationToken cancel)
    {
        var started = site.Clock.GetTimestamp();
        var manifest = batch.Manifest;
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
        var sink = new StoreSink(writer, people, file.Places);
        ExtractOutcome outcome;
        try
        {
            outcome = ExtractScan.Run(new ExtractScanRequest(
                file.Path, batch.File, batch.Id, file.Manifest, dataset, settings, people.Index,
                people.BasisFor(settings, pass.On))
            { HashKnown = file.Places is not null || CheckFiles.IsAsChecked(site, batch), Faults = file.Places?.Faults }, sink, cancel);
        }
        catch (IOException e)
        {
            return Unreadable(e);
        }

        var drift = outcome.Header.Count > 0 && previous?.Header is { Count: > 0 } before ? HeaderDrift.Of(before, outcome.Header, dataset, settings) : null;
        if (outcome.Refusal is { } refusal)
        {
            writer.Dispose();
            if (outcome.Header.Count > 0) site.Store.Batches.MarkHeader(batch.Id, outcome.Header, drift);
            return Refused(refusal, outcome.Counts, sink.FirstBadRows);
        }

        var unlike = CompareWithHistory.Of(site, batch, again, outcome, dataset, settings, all);
        if (unlike is { Tripped: true })
        {
            writer.Dispose();
            site.Store.Batches.MarkHeader(batch.Id, outcome.Header, drift);
            return Refused(CompareWithHistory.Refusal(batch, unlike), outcome.Counts, sink.FirstBadRows, unlike.Words);
        }

        if (batch.Landing is { } landing) SetUnansweredAside(site, landing, batch.File, writer);
        writer.Accept(outcome.Counts, pass, outcome.Profile);
        site.Store.Batches.MarkHeader(batch.Id, outcome.Header, drift);
        return Report("accepted", outcome.Counts, null) with { HeaderDrift = drift, NotCompared = unlike is { NotCompared.Chinese.Length: > 0 } ? unlike.NotCompared : null };

        MatchedBatch Refused(string reason, BatchCounts? counts = null, IReadOnlyList<QuarantinedRow>? bad = null, string? moved = null)
        {
            var told = bad is { Count: > 0 } ? $"{reason}. {SetAsideRows.Command(manifest.Registry)} lists the rows" : reason;
            site.Store.Batches.Refuse(batch.Id, told, bad ?? [], counts, pass, moved);
            return Report("refused", counts ?? BatchCounts.None, told) with { Drift = moved };
        }

        MatchedBatch Unreadable(IOException e) =>
            Report("pending", BatchCounts.None, $"the file cannot be read now ({e.GetType().Name}); it stays pending. Check the drop folder, then run match again");

        MatchedBatch Report(string state, BatchCounts counts, string? refusal) => new(
            manifest.Registry, manifest.Dataset, manifest.Scope.ToString(), manifest.AsOf, batch.File, state, again, counts.Rows, counts.Matched,
            counts.Quarantined, counts.Bytes, site.Clock.GetElapsedTime(started), refusal);
    }
}
