using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Reports;
using DataMatching.Jobs.Units;
using DataMatching.Quarters;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>
/// The night: take the union files in, find and match what the agencies delivered, judge again what changed, and write the list of exceptions.
/// The business date is the key of the work: the same night again goes on where it stopped and changes nothing that is done. When something came since, its list is
/// made anew, against the night of the date before, so that it stays complete.
/// </summary>
public static class NightPipeline
{
    public static NightOutcome Run(Site site, DateOnly businessDate, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        var key = $"night/{businessDate:O}";
        return site.Signals.Run(key, () => Run(site, key, businessDate, progress, cancel));
    }

    private static NightOutcome Run(Site site, string key, DateOnly businessDate, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        var started = site.Clock.GetTimestamp();
        var (previous, done) = (site.Store.Runs.LastFinished("night/", key), site.Store.Runs.LastFinished(key));
        var run = site.Store.Runs.StartOrResume(key, "{}");
        try
        {
            var ledger = new StepLedger(site, run);
            var import = ledger.Step("import", () => ImportUnion.Run(site, progress, cancel), s => new StepCounts(s.Households + s.Roll + s.Rejected, s.Households + s.Roll, s.Rejected));
            var (pull, match, gaps, expiring) = WithPeople(import.Import);
            var pins = PinInputs.For(site, JudgedPeriod.OfNight(businessDate), businessDate, import.Import);
            var write = new WriteNightFiles(site, businessDate);
            if (done?.Pins == pins.ToJson() && write.Before is { } written) return Repeated(written);

            var before = previous is null ? null : PinnedInputs.FromJson(previous.Pins);
            var changed = before is null ? null : JudgeChanged.Households(site, before, pins);
            var (judged, found) = ledger.Step("judge", () => JudgeChanged.Run(site, run.Id, key, pins, before, changed, progress, cancel), j => new StepCounts(j.Judged, j.Judged));
            IReadOnlyList<NightException> exceptions = [.. found, .. expiring];
            var took = site.Clock.GetElapsedTime(started);
            write.List(exceptions);
            var text = write.Summarise(site, pins, pull, match, judged, exceptions.Count, took);
            site.Store.Runs.Finish(run.Id, pins.ToJson());
            site.Store.Units.Close(key);
            return new NightOutcome(businessDate, import, pull, match, judged, exceptions.Count, false, write.Files, text, took) { StandardGaps = gaps };

            // What is known of a million people takes a hundred megabytes: it is let go before households are judged.
            (PullSummary, MatchSummary, string? Gaps, IReadOnlyList<NightException> Expiring) WithPeople(long imported)
            {
                using var held = site.People.Hold(imported);
                var pulled = ledger.Step("pull", () => PullExtracts.Run(site, businessDate, false, progress, cancel), s => new StepCounts(s.Found, s.New, s.Refused));
                var matched = ledger.Step("match", () => MatchExtracts.Run(site, businessDate, progress, cancel),
                    s => new StepCounts(s.Batches.Sum(b => b.Rows), s.Batches.Sum(b => b.Matched), s.Batches.Sum(b => b.Quarantined), s.Batches.Sum(b => b.Bytes)));
                var people = site.People.Of(imported);
                return (pulled, matched, StandardGaps.Of(people.Districts, site.Configuration.Standards, JudgedPeriod.OfNight(businessDate)), [.. FindExceptions.Expiring(site, people, businessDate)]);
            }

            NightOutcome Repeated(NightWritten written)
            {
                var same = write.Summarise(site, pins, pull, match, written.HouseholdsAssessed, written.Exceptions, written.Took);
                site.Store.Runs.Finish(run.Id, pins.ToJson());
                return new NightOutcome(businessDate, import, pull, match, 0, written.Exceptions, true, write.Files, same, site.Clock.GetElapsedTime(started)) { StandardGaps = gaps };
            }
        }
        catch (Exception e) when (RunFailures.EndsRun(e))
        {
            site.Store.Runs.Fail(run.Id, e is JobRefused ? e.Message : e.GetType().Name);
            throw;
        }
    }
}
