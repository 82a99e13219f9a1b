using DataMatching.Assessment;
using DataMatching.Policy;
using DataMatching.Quarters;
using DataMatching.Storage;
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
        foreach (var judged in new JudgeHouseholds(site, pins, policies).Run(cancel))
        {
            cancel.ThrowIfCancellationRequested();
            tally.Add(judged, before.TryGetValue(judged.Household.Key, out var found) ? found : (Flag.Keep, []));
            if (tally.Households % 500 == 0) progress.Report(new StepProgress("dry-run", tally.Households, before.Count, tally.Households));
        }

        return tally.Difference(pack.Id, PinnedConfiguration.Differences(site.Configuration, pins).Count > 0);
    }

    private sealed class Tally
    {
        private readonly SortedDictionary<int, Place> _places = [];

        public int Households { get; private set; }

        public void Add(Judged judged, (Flag Flag, IReadOnlyList<string> Rules) before)
        {
            Households++;
            var code = judged.Household.District.Code;
            if (!_places.TryGetValue(code, out var place)) _places[code] = place = new Place(code);
            place.Add(judged.Stored, before);
        }

        public PolicyDifference Difference(string pack, bool changed) => new(pack, changed, [.. _places.Values.Select(p => p.Difference())]);
    }

    /// <summary>One district.</summary>
    private sealed class Place(int district)
    {
        private readonly SortedDictionary<(Flag From, Flag To), int> _flags = [];
        private readonly SortedDictionary<string, (int Gone, int Come)> _rules = new(StringComparer.Ordinal);
        private readonly List<Flip> _flips = [];
        private int _households, _others;

        public void Add(StoredVerdict verdict, (Flag Flag, IReadOnlyList<string> Rules) before)
        {
            _households++;
            var gone = before.Rules.Except(verdict.Rules, StringComparer.Ordinal).ToList();
            var come = verdict.Rules.Except(before.Rules, StringComparer.Ordinal).ToList();
            if (verdict.Flag == before.Flag)
            {
                if (gone.Count + come.Count > 0) _others++;
                return;
            }

            var key = (before.Flag, verdict.Flag);
            _flags[key] = _flags.GetValueOrDefault(key) + 1;
            foreach (var rule in gone) Count(rule, 1, 0);
            foreach (var rule in come) Count(rule, 0, 1);
            if (_flips.Count < PolicyDifference.Kept) _flips.Add(new Flip(verdict.Household, district, before.Flag, verdict.Flag, gone, come));
        }

        public DifferenceOfDistrict Difference() => new(
            district, _households, _others,
            [.. _flags.Select(f => new FlipsOfDistrict(district, f.Key.From, f.Key.To, f.Value))],
            [.. _rules.Select(r => new FlipsOfRule(r.Key, r.Value.Gone, r.Value.Come))],
            _flips);

        private void Count(string rule, int gone, int come)
        {
            var known = _rules.GetValueOrDefault(rule);
            _rules[rule] = (known.Gone + gone, known.Come + come);
        }
    }
}
