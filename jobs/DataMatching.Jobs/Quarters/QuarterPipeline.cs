using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Reports;
using DataMatching.Jobs.Units;
using DataMatching.Quarters;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>
/// The quarter: pins its inputs, judges every household, writes the three lists and the report, opens the cases. Run again, it uses the same pins and gives the same bytes;
/// a new pin is asked for by name, and with another configuration nothing else is taken. A quarter is run when its cutoff has come, before that only looked at; a closed one is not run again.
/// </summary>
public static class QuarterPipeline
{
    private const int OpeningsOnTheirWay = 1000;

    /// <exception cref="JobRefused">The quarter is closed, or cannot be run yet, or nothing was imported, or it is to be run again with another configuration.</exception>
    public static QuarterSummary Run(Site site, Quarter quarter, QuarterRequest request, IProgress<StepProgress> progress, CancellationToken cancel) =>
        site.Signals.Run(request.Preview ? $"preview/{quarter}" : RunKey(quarter), () => RunOnce(site, quarter, request, progress, cancel));

    private static QuarterSummary RunOnce(Site site, Quarter quarter, QuarterRequest request, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        var started = site.Clock.GetTimestamp();
        var existing = site.Store.Quarters.Find(quarter);
        if (existing?.State == QuarterRow.Closed)
            throw new JobRefused($"{quarter} is closed. A closed quarter is not run again; 'quarter lists {quarter}' shows its lists.");
        if (site.Store.Union.Latest() is not { } import) throw new JobRefused("No union files were imported yet. Run 'datamatching import' first.");
        var again = !request.Repin && !request.Preview && request.Cutoff is null && existing?.Pins is { } pinned ? PinnedInputs.FromJson(pinned) : null;
        if (again is not null) PinnedConfiguration.RefuseOther(site.Configuration, again, quarter);
        var cutoff = again?.Cutoff ?? QuarterDates.Cutoff(quarter, request.Cutoff, site.Configuration.Settings);
        if (!request.Preview) QuarterDates.RefuseTooEarly(quarter, cutoff, request.Today);
        if (again is null) MatchExtracts.ForQuarter(site, JudgedPeriod.Of(quarter), cutoff, import.Id, progress, cancel);
        // The pins say which program judged them last.
        var pins = again is null ? PinInputs.For(site, JudgedPeriod.Of(quarter), cutoff, import.Id) : again with { Program = Site.ProgramVersion };
        if (request.Preview) return PreviewQuarter.Run(site, quarter, pins, started, progress, cancel) with { StandardGaps = Gaps(site, pins, site.Store.Union.Read(pins.Import).Select(h => h.District)) };
        var run = site.Store.Runs.StartOrResume(RunKey(quarter), pins.ToJson());
        try
        {
            var ledger = new StepLedger(site, run);
            var tally = new QuarterTally();
            var cases = new OpenCases(site, quarter, run.Id);
            var judged = ledger.Step("judge", () => Judge(site, RunKey(quarter), run.Id, pins, tally, progress, cancel), n => new StepCounts(n, n));
            site.Store.Runs.SaveTally(run.Id, tally.Judged, tally.AnswersByPlace);
            // Pinned before anything of it is seen: whatever ends the run from here on, the same command goes on with it, and until then the quarter is not closed.
            site.Store.Quarters.Pin(quarter, run.Id, pins.ToJson());
            var openings = new Handover<CaseOpening>(OpeningsOnTheirWay);
            var (files, _) = ledger.Steps(
                "lists",
                () => openings.Making(() => WriteQuarterFiles.Replace(site, quarter, pins, tally, Folder(site, quarter), preview: false, (fresh, prefix) =>
                {
                    var ranked = new RankedHouseholds(site, run.Id, pins.Import, cases, openings);
                    QuarterLists.Write(fresh, quarter, flag => tally.Listing(ranked.Of(flag, cancel)), prefix);
                    openings.AllGiven();
                })),
                f => new StepCounts(judged, f.Count),
                "cases", () => openings.Taking(cases.Open), c => new StepCounts(c.All, c.Opened + c.Renewed));
            ledger.Step("carried-over", () => JudgeCarriedOver.Run(site, quarter, run.Id), told => new StepCounts(told, told));
            site.Store.Runs.Finish(run.Id, pins.ToJson());
            site.Store.Units.Close(RunKey(quarter));
            return Summary(site, quarter, run.Id, files, site.Clock.GetElapsedTime(started)) with { StandardGaps = Gaps(site, pins, tally.Counts.Judged.Select(j => j.District)) };
        }
        catch (Exception e) when (RunFailures.EndsRun(e))
        {
            site.Store.Runs.Fail(run.Id, e is JobRefused ? e.Message : e.GetType().Name);
            throw;
        }
    }

    /// <summary>What the quarter's last run found; null when it was not run.</summary>
    public static QuarterSummary? Show(Site site, Quarter quarter) =>
        site.Store.Quarters.Find(quarter)?.Run is { } run ? Summary(site, quarter, run, Lists(site, quarter), TimeSpan.Zero) : null;

    /// <summary>The files of the quarter's lists; empty when it was not run.</summary>
    public static IReadOnlyList<string> Lists(Site site, Quarter quarter) => WriteQuarterFiles.In(Folder(site, quarter));

    private static string Folder(Site site, Quarter quarter) => Path.Combine(site.Folder.Lists, quarter.ToString());

    internal static string RunKey(Quarter quarter) => $"quarter/{quarter}";

    private static string? Gaps(Site site, PinnedInputs pins, IEnumerable<District> districts) =>
        StandardGaps.Of(districts, site.Configuration.Standards, new JudgedPeriod(pins.Last, pins.Day));

    private static int Judge(Site site, string subject, long run, PinnedInputs pins, QuarterTally tally, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        var (stage, resumed) = site.Store.Units.Open(
            subject, JudgeQuarterUnits.Step, JudgeQuarterUnits.Document(run, pins), HouseholdShare.OfAll(site.Store.Union.Keys(pins.Import), site.Configuration.Settings.UnitHouseholds));
        if (!resumed) site.Store.Runs.ForgetVerdicts(run);
        site.Carry(stage, p => progress.Report(new StepProgress("judge", p.SizeDone, p.Size, p.SizeDone)), cancel);
        foreach (var outcome in site.Store.Units.Outcomes(stage)) tally.Counts.Add(JudgedCounts.FromJson(outcome));
        return (int)tally.Households;
    }

    private static QuarterSummary Summary(Site site, Quarter quarter, long run, IReadOnlyList<string> files, TimeSpan took)
    {
        var counts = site.Store.Runs.Count(run);
        int Of(Flag flag) => counts.GetValueOrDefault(flag);
        return new QuarterSummary(quarter, counts.Values.Sum(), Of(Flag.Add), Of(Flag.Exit), Of(Flag.ReExamine), Of(Flag.Keep), files, took);
    }
}
