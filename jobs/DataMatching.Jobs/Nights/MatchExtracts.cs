using DataMatching.Batches;
using DataMatching.Jobs.Units;
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
        var work = new Work(site, $"night/{businessDate:O}", new MatchPass(import.Id, businessDate), progress, cancel);
        work.Match(site.Store.Batches.All().Where(b => b.State == BatchState.Pending).OrderBy(b => b.Manifest.AsOf).ThenBy(b => b.Id));

        // What has just come may replace what would else be read again.
        work.MatchAgain(JudgedPeriod.OfNight(businessDate), businessDate);
        return work.Summary;
    }

    /// <summary>Before a quarter pins its inputs: matches again those that were matched against other people, as of the newest night.</summary>
    internal static MatchSummary ForQuarter(Site site, JudgedPeriod period, DateOnly cutoff, long import, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        if (site.Store.Batches.All().Max(b => b.Pass?.On) is not { } newest) return new MatchSummary([]);
        var work = new Work(site, $"quarter/{Quarter.Of(period.Day)}", new MatchPass(import, newest), progress, cancel);
        work.MatchAgain(period, cutoff);
        return work.Summary;
    }

    private sealed class Work(Site site, string subject, MatchPass pass, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        private readonly List<MatchedBatch> _matched = [];

        public MatchSummary Summary => new(_matched);

        private long Rows => _matched.Sum(b => b.Rows);

        public void MatchAgain(JudgedPeriod period, DateOnly cutoff) =>
            Match(StaleDeliveries.Of(site, period, cutoff, pass).Select(b => site.Store.Batches.RegisterPass(b.Id)));

        public void Match(IEnumerable<Batch> pending)
        {
            var batches = pending.ToList();
            if (batches.Count == 0) return;
            var (before, rows) = (_matched.Count, Rows);
            var units = MatchUnits.Cut(batches, DeliveryKey.ReadAgain(site.Store.Batches.All()));
            var (stage, _) = site.Store.Units.Open(subject, MatchUnits.Step, MatchUnits.Document(pass), units);
            site.Carry(stage, p => progress.Report(new StepProgress("match", before + p.SizeDone, before + p.Size, rows + p.Rows)), cancel);
            var matched = site.Store.Units.Outcomes(stage).SelectMany(MatchUnits.Matched).ToDictionary(m => m.Batch, m => m.Matched);
            foreach (var batch in batches) _matched.Add(ReadHere(batch, matched[batch.Id]));
            site.Store.Units.Close(subject);
            site.Store.Facts.Survey();
        }

        /// <summary>Another node may not reach a file that is there: this one, which found it, has the last word.</summary>
        private MatchedBatch ReadHere(Batch batch, MatchedBatch matched)
        {
            if (site.Store.Server is null || matched.State != MatchedBatch.Pending || !File.Exists(site.Folder.PathOf(batch))) return matched;
            var asked = batch.Asked ?? pass;
            return MatchOne.Run(site, site.Store.Batches.Find(batch.Id)!, matched.Again, () => site.People.Of(asked.Import), asked, cancel);
        }
    }
}
