using DataMatching.Quarters;
namespace DataMatching.Jobs.Judging;

/// <summary>Judges again only the households whose facts, members, standard or policy changed since the last night.</summary>
public static class JudgeChanged
{
    // A verdict has tens of kilobytes until it is stored: more of them at once are copied from generation to generation.
    private const int ShardSize = 500;

    /// <param name="seen">Told of every household judged.</param>
    public static int Run(
        Site site, long run, PinnedInputs pins, IReadOnlyList<string>? changed, Action<Judged> seen, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        // A night that was stopped may go on after another import: its shards would then be others, and what it judged may be gone.
        site.Store.Runs.ForgetVerdicts(run);
        if (changed is { Count: 0 }) return 0;
        return SaveShards(site, run, new JudgeHouseholds(site, pins).Run(changed, cancel), changed?.Count, seen, progress);
    }

    /// <summary>Saves verdicts in shards of one transaction each. What a killed run had saved of the same pins is judged to the same and replaced shard by shard.</summary>
    internal static int SaveShards(Site site, long run, IEnumerable<Judged> judged, long? total, Action<Judged> seen, IProgress<StepProgress> progress)
    {
        var count = 0;
        foreach (var shard in judged.Chunk(ShardSize))
        {
            var name = (count / ShardSize).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
            site.Store.Runs.SaveVerdicts(run, name, shard.Select(j => j.Stored));
            Array.ForEach(shard, seen);
            count += shard.Length;
            progress.Report(new StepProgress("judge", count, total, count));
        }

        return count;
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

    private static IEnumerable<string> Owners(IEnumerable<string> people) => people.Select(p => p[..p.LastIndexOf('/')]);
}
