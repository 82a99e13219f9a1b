using DataMatching.Jobs.Units;
using DataMatching.Quarters;

namespace DataMatching.Jobs.Judging;

/// <summary>Judges again only the households whose facts, members, standard or policy changed since the last night.</summary>
public static class JudgeChanged
{
    /// <summary>Judges them, on whichever nodes there are, and says what is new of them since the night before, in the order of their keys.</summary>
    /// <param name="changed">In ordinal order; null: all.</param>
    public static (int Judged, IReadOnlyList<Reports.NightException> Found) Run(
        Site site, long run, string key, PinnedInputs pins, PinnedInputs? before, IReadOnlyList<string>? changed, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        var size = site.Configuration.Settings.UnitHouseholds;
        var units = changed is null ? HouseholdShare.OfAll(site.Store.Union.Keys(pins.Import), size) : HouseholdShare.OfThese(changed, size);
        var (stage, resumed) = site.Store.Units.Open(key, JudgeNightUnits.Step, JudgeNightUnits.Document(run, key, pins, before), units);
        // A night that was stopped may go on after another import: its shares are then others, and what it judged may be gone.
        if (!resumed) site.Store.Runs.ForgetVerdicts(run);
        site.Carry(stage, p => progress.Report(new StepProgress("judge", p.SizeDone, p.Size, p.SizeDone)), cancel);
        List<Reports.NightException> found = [.. site.Store.Units.Outcomes(stage).SelectMany(JudgeNightUnits.Found)];
        return (units.Sum(u => u.Size), found);
    }

    /// <summary>Households to judge again after <paramref name="before"/>. Null means every one: the months, the policy, the standards, the terms or the program are others, or a delivery came or went.</summary>
    public static IReadOnlyList<string>? Households(Site site, PinnedInputs before, PinnedInputs now)
    {
        if (before.Last != now.Last || before.PolicySha256 != now.PolicySha256 || before.StandardsSha256 != now.StandardsSha256 || before.TermsSha256 != now.TermsSha256
            || before.Program != now.Program) return null;
        var changed = new SortedSet<string>(StringComparer.Ordinal);
        if (before.Import != now.Import)
        {
            changed.UnionWith(site.Store.Union.Changed(before.Import, now.Import));
            changed.UnionWith(site.Store.Union.BesideChanged(before.Import, now.Import));
        }

        var old = before.Batches.ToLookup(b => (b.Registry, b.Dataset, b.Scope));
        var current = now.Batches.ToLookup(b => (b.Registry, b.Dataset, b.Scope));
        foreach (var source in old.Select(g => g.Key).Union(current.Select(g => g.Key)))
        {
            var left = old[source].Select(b => b.Id).ToList();
            var right = current[source].Select(b => b.Id).ToList();
            if (left.SequenceEqual(right)) continue;
            // A delivery that came or went changes what "no record" means for everybody in its scope.
            if (left.Count != 1 || right.Count != 1 || !SameMonths(old[source].Single(), current[source].Single())) return null;
            changed.UnionWith(site.Store.Facts.ChangedHouseholds(left[0], right[0]));
            changed.UnionWith(Owners(site.Store.Batches.PeopleSetAside(left[0])));
            changed.UnionWith(Owners(site.Store.Batches.PeopleSetAside(right[0])));
        }

        changed.UnionWith(site.Store.Cases.HouseholdsWithEvidence(before.Evidence, now.Evidence));
        changed.UnionWith(EvidenceOfReviewers.UpTo(site.Store, now.Evidence).Where(e => e.Value.Corrections.Any(c => c.HoldsOn(before.Day) != c.HoldsOn(now.Day))).Select(e => e.Key));
        changed.UnionWith(site.Store.Facts.WithEdgeIn(now.Batches.Select(b => b.Id).ToList(), before.Day, now.Day));
        return [.. changed];
    }

    private static bool SameMonths(PinnedBatch a, PinnedBatch b) => a.First == b.First && a.Last == b.Last;

    private static IEnumerable<string> Owners(IEnumerable<string> people) => people.Select(PeopleOfImport.HouseholdOf);
}
