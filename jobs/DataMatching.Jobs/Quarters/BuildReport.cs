using DataMatching.Assessment;
using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Reports;
using DataMatching.Quarters;
using DataMatching.Time;
using DataMatching.Words;

namespace DataMatching.Jobs;

/// <summary>Fills the model of a quarter's report from its counts, its pins and the quarter before.</summary>
internal static class BuildReport
{
    public static QuarterReport Of(Site site, Quarter quarter, PinnedInputs pins, QuarterTally tally)
    {
        var batches = site.Store.Batches.All();
        return new QuarterReport(
            quarter, site.Configuration.Settings.Name, tally.Districts, tally.Reasons, Diff(site, quarter, tally), Coverage(site, pins, tally),
            [.. Refused(batches, pins), .. Late(site, batches, pins)], Pins(site, batches, pins));
    }

    private static QuarterDiff? Diff(Site site, Quarter quarter, QuarterTally tally)
    {
        if (site.Store.Quarters.Find(quarter.Previous)?.Run is not { } run) return null;
        var before = site.Store.Runs.Outcomes(run).Where(o => o.Flag != Flag.Keep).SelectMany(o => o.Rules.Select(r => (o.Household, Rule: r))).ToHashSet();
        var rules = before.Select(b => b.Rule).Concat(tally.Given.Select(g => g.Rule)).Distinct(StringComparer.Ordinal);
        var changes = rules.Select(rule =>
        {
            var was = before.Where(b => b.Rule == rule).Select(b => b.Household).ToHashSet(StringComparer.Ordinal);
            var now = tally.Given.Where(g => g.Rule == rule).Select(g => g.Household).ToHashSet(StringComparer.Ordinal);
            var stayed = now.Count(was.Contains);
            return new ReasonChange(rule, RuleWords.Of(rule).Name, now.Count - stayed, stayed, was.Count - stayed);
        });
        return new QuarterDiff(quarter.Previous, [.. changes.OrderByDescending(c => c.Appeared + c.Gone).ThenBy(c => c.Rule, StringComparer.Ordinal)]);
    }

    private static List<CoverageCount> Coverage(Site site, PinnedInputs pins, QuarterTally tally)
    {
        var coverage = new List<CoverageCount>();
        foreach (var registry in site.Configuration.Registries.Values)
        {
            var pinned = pins.Batches.Where(b => b.Registry == registry.Registry).ToList();
            coverage.Add(new CoverageCount(
                registry.Registry, registry.Datasets.Values.Any(d => d.Required), pinned.Count == 0 ? null : pinned.Max(b => b.AsOf),
                tally.Answers(registry.Registry, Answer.Found), tally.Answers(registry.Registry, Answer.NoRecord), tally.Answers(registry.Registry, Answer.NotAsked),
                tally.Answers(registry.Registry, Answer.Refused), tally.Answers(registry.Registry, Answer.Failed)));
        }

        return coverage;
    }

    /// <summary>Deliveries about the judged months that were refused.</summary>
    private static IEnumerable<TroubledBatch> Refused(IReadOnlyList<Batch> batches, PinnedInputs pins) =>
        batches.Where(b => b.State == BatchState.Refused && b.Manifest.AsOf <= pins.Cutoff && b.Manifest.Last >= pins.Last)
            .OrderBy(b => b.File, StringComparer.Ordinal).ThenBy(b => b.Id)
            .Select(b => new TroubledBatch(b.Manifest.Registry, b.Manifest.Dataset, BatchTrouble.Refused, b.Manifest.AsOf, b.File, RefusalWords.Of(b.Refusal ?? "", b.Drift),
                $"{Name(b.Manifest.Scope)}：上一个合格批次在过期前继续有效"));

    /// <summary>A place that had deliveries of a dataset before, and none that speaks for the last month.</summary>
    private static IEnumerable<TroubledBatch> Late(Site site, IReadOnlyList<Batch> batches, PinnedInputs pins)
    {
        var inForce = new BatchesInForce(batches, site.Configuration.Terms, pins.Cutoff, pins.Day);
        return from terms in inForce.Terms
               from scope in batches.Where(b => b.State == BatchState.Accepted && b.Manifest.Registry == terms.Registry && b.Manifest.Dataset == terms.Dataset && b.Manifest.AsOf <= pins.Cutoff)
                   .Select(b => b.Manifest.Scope).Distinct().Order()
               where inForce.For(terms.Registry, terms.Dataset, scope, pins.Last) is null
               let last = batches.Where(b => b.State == BatchState.Accepted && b.Manifest.Registry == terms.Registry && b.Manifest.Dataset == terms.Dataset
                   && b.Manifest.Scope == scope && b.Manifest.AsOf <= pins.Cutoff).Max(b => b.Manifest.AsOf)
               select new TroubledBatch(terms.Registry, terms.Dataset, BatchTrouble.Late, last, null, $"{Name(scope)} 最后一个合格批次截至 {last:yyyy-MM-dd}，已过期", "相关家庭该部门数据为未知，列入需复核");
    }

    private static ReportPins Pins(Site site, IReadOnlyList<Batch> batches, PinnedInputs pins)
    {
        var byId = batches.ToDictionary(b => b.Id);
        return new ReportPins(
            pins.Day, pins.Cutoff, pins.Last.Plus(1 - JudgedPeriod.Length), pins.Last, pins.ImportSha256,
            string.Join("、", site.Configuration.Policies.Ids), pins.PolicySha256, "config/standards", pins.StandardsSha256, "datamatching " + pins.Program,
            [.. pins.Batches.Select(b => byId[b.Id]).OrderBy(b => b.Manifest.Registry, StringComparer.Ordinal).ThenBy(b => b.Manifest.Dataset, StringComparer.Ordinal)
                .ThenBy(b => b.Manifest.Scope).ThenBy(b => b.Manifest.AsOf).ThenBy(b => b.Id)
                .Select(b => new Reports.PinnedBatch(b.Id, b.Manifest.Registry, b.Manifest.Dataset, b.Manifest.AsOf, b.Manifest.First, b.Manifest.Last, b.Counts.Rows, b.Manifest.Sha256))]);
    }

    private static string Name(District district) => DivisionNames.Of(district) ?? district.ToString();
}
