using DataMatching.Assessment;
using DataMatching.Storage;

namespace DataMatching.Jobs.Judging;

/// <summary><paramref name="Considered"/>: households that had to be looked at again; <paramref name="Households"/>: their keys, null for all; <paramref name="Changed"/>: judged.</summary>
public sealed record JudgedCount(int Considered, int Changed, IReadOnlyList<string>? Households);

/// <summary>Judges again only the households whose facts, members, standard or policy changed since the last night.</summary>
public static class JudgeChanged
{
    private const int ShardSize = 2000;

    public static JudgedCount Run(Site site, long run, PinnedInputs pins, PinnedInputs? before, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        var changed = before is null ? null : ChangedHouseholds(site, before, pins);
        if (changed is { Count: 0 }) return new JudgedCount(0, 0, changed);
        var judge = new JudgeHouseholds(site, pins);
        var count = SaveShards(site, run, judge.Run(changed, cancel), changed?.Count, "judge", progress);
        return new JudgedCount(changed?.Count ?? count, count, changed);
    }

    /// <summary>Saves verdicts in shards of one transaction each; what a killed run had saved is judged to the same and stays.</summary>
    internal static int SaveShards(Site site, long run, IEnumerable<Judged> judged, long? total, string step, IProgress<StepProgress> progress)
    {
        var count = 0;
        foreach (var shard in judged.Chunk(ShardSize))
        {
            var name = (count / ShardSize).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
            site.Store.Runs.SaveVerdicts(run, name, shard.Select(ToStored));
            count += shard.Length;
            progress.Report(new StepProgress(step, count, total));
        }

        return count;
    }

    /// <summary>Null means every household: the months, the policy or the standards are others than last time.</summary>
    private static IReadOnlyList<string>? ChangedHouseholds(Site site, PinnedInputs before, PinnedInputs now)
    {
        if (before.Last != now.Last || before.PolicySha256 != now.PolicySha256 || before.StandardsSha256 != now.StandardsSha256 || before.Program != now.Program) return null;
        var changed = new SortedSet<string>(StringComparer.Ordinal);
        if (before.Import != now.Import) changed.UnionWith(site.Store.Union.Changed(before.Import, now.Import));
        var old = before.Batches.ToLookup(b => (b.Registry, b.Dataset, b.Scope));
        var current = now.Batches.ToLookup(b => (b.Registry, b.Dataset, b.Scope));
        foreach (var source in old.Select(g => g.Key).Union(current.Select(g => g.Key)))
        {
            var left = old[source].Select(b => b.Id).ToList();
            var right = current[source].Select(b => b.Id).ToList();
            if (left.SequenceEqual(right)) continue;
            // A delivery that came or went changes what "no record" means for everybody in its scope.
            if (left.Count != 1 || right.Count != 1) return null;
            changed.UnionWith(site.Store.Facts.ChangedHouseholds(left[0], right[0]));
            changed.UnionWith(Households(site.Store.Batches.PeopleSetAside(left[0])));
            changed.UnionWith(Households(site.Store.Batches.PeopleSetAside(right[0])));
        }

        changed.UnionWith(site.Store.Facts.WithEdgeIn(now.Batches.Select(b => b.Id).ToList(), before.Day, now.Day));
        return [.. changed];
    }

    private static IEnumerable<string> Households(IEnumerable<string> people) => people.Select(p => p[..p.LastIndexOf('/')]);

    private static StoredVerdict ToStored(Judged judged) => new(
        judged.Household.Key, judged.Household.District.Code, judged.Household.State, judged.Verdict.Flag, judged.Verdict.ExitKind,
        [.. judged.Verdict.Reasons.Select(r => r.Rule)], judged.Verdict.Priority, VerdictJson.Write(judged.Verdict));
}
