using DataMatching.Assessment;
using DataMatching.Policy;
using DataMatching.Quarters;
using DataMatching.Time;

namespace DataMatching.Jobs.Judging;

/// <summary>
/// Judges a quarter's pinned inputs with one policy pack changed, and tells who would flip against what the quarter's run found. The quarter, its verdicts and its
/// lists stay as they are.
/// </summary>
public static class DryRunPolicy
{
    /// <param name="json">The changed pack. One of an id that the site does not have is taken beside the others.</param>
    /// <exception cref="PolicyException">The pack, or the pack with the others, can't be used.</exception>
    /// <exception cref="JobRefused">The quarter was not run.</exception>
    public static PolicyDifference Run(Site site, Quarter quarter, string json, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        var pack = PolicyPack.Parse(json, "pack.json");
        var policies = site.Configuration.Policies.With(pack);
        if (site.Store.Quarters.Find(quarter) is not { Run: { } run, Pins: { } pinned })
            throw new JobRefused($"{quarter} was not run. A dry run compares with what a quarter's run found: run it first, or name another quarter.");
        var pins = PinnedInputs.FromJson(pinned);
        var before = site.Store.Runs.Outcomes(run).ToDictionary(o => o.Household, o => (o.Flag, o.Rules), StringComparer.Ordinal);
        var tally = new Tally();
        foreach (var judged in new JudgeHouseholds(site, pins, policies).Run(null, cancel))
        {
            cancel.ThrowIfCancellationRequested();
            tally.Add(judged, before.TryGetValue(judged.Household.Key, out var found) ? found : (Flag.Keep, []));
            if (tally.Households % 500 == 0) progress.Report(new StepProgress("dry-run", tally.Households, before.Count, tally.Households));
        }

        return tally.Difference(pack.Id, PinnedConfiguration.Differences(site.Configuration, pins).Count > 0);
    }

    private sealed class Tally
    {
        private readonly SortedDictionary<(int District, Flag From, Flag To), int> _districts = [];
        private readonly SortedDictionary<string, (int Gone, int Come)> _rules = new(StringComparer.Ordinal);
        private readonly List<Flip> _flips = [];
        private int _flipped, _others;

        public int Households { get; private set; }

        public void Add(Judged judged, (Flag Flag, IReadOnlyList<string> Rules) before)
        {
            Households++;
            var (verdict, district) = (judged.Stored, judged.Household.District.Code);
            var gone = before.Rules.Except(verdict.Rules, StringComparer.Ordinal).ToList();
            var come = verdict.Rules.Except(before.Rules, StringComparer.Ordinal).ToList();
            if (verdict.Flag == before.Flag)
            {
                if (gone.Count + come.Count > 0) _others++;
                return;
            }

            _flipped++;
            var key = (district, before.Flag, verdict.Flag);
            _districts[key] = _districts.GetValueOrDefault(key) + 1;
            foreach (var rule in gone) Count(rule, 1, 0);
            foreach (var rule in come) Count(rule, 0, 1);
            if (_flips.Count < PolicyDifference.Kept) _flips.Add(new Flip(verdict.Household, district, before.Flag, verdict.Flag, gone, come));
        }

        public PolicyDifference Difference(string pack, bool changed) => new(
            pack, Households, _flipped, _others,
            [.. _districts.Select(d => new FlipsOfDistrict(d.Key.District, d.Key.From, d.Key.To, d.Value))],
            [.. _rules.Select(r => new FlipsOfRule(r.Key, r.Value.Gone, r.Value.Come))],
            _flips, changed);

        private void Count(string rule, int gone, int come)
        {
            var known = _rules.GetValueOrDefault(rule);
            _rules[rule] = (known.Gone + gone, known.Come + come);
        }
    }
}
