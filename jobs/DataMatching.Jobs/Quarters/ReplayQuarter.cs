using DataMatching.Jobs.Judging;
using DataMatching.Quarters;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>What judging a quarter's pinned inputs again came to. <paramref name="Different"/>: households whose verdict is not the stored one, byte for byte; at most <see cref="ReplayQuarter.Named"/> are named.</summary>
/// <param name="ProgramThen">The program that judged then.</param>
/// <param name="ConfigurationChanged">Policies, standards or the terms of registries are others now: differences are then to be expected.</param>
public sealed record ReplaySummary(Quarter Quarter, int Households, int Differences, IReadOnlyList<string> Different, string ProgramThen, bool ConfigurationChanged);

/// <summary>Judges what a quarter pinned once more and holds it against what was stored. Changes nothing.</summary>
public static class ReplayQuarter
{
    /// <summary>So many households that differ are named.</summary>
    public const int Named = 50;

    /// <exception cref="JobRefused">The quarter was not run.</exception>
    public static ReplaySummary Run(Site site, Quarter quarter, IProgress<StepProgress> progress, CancellationToken cancel)
    {
        if (site.Store.Quarters.Find(quarter) is not { Run: { } run, Pins: { } json }) throw new JobRefused($"{quarter} was not run. Run 'quarter run {quarter}' first.");
        var pins = PinnedInputs.FromJson(json);
        var (households, differences, different) = (0, 0, new List<string>());
        using var stored = site.Store.Runs.Verdicts(run).GetEnumerator();
        var more = stored.MoveNext();
        foreach (var judged in new JudgeHouseholds(site, pins).Run(cancel).Select(j => j.Stored))
        {
            // Both come by household: what stands on one side only differs too.
            for (; more && string.CompareOrdinal(stored.Current.Household, judged.Household) < 0; more = stored.MoveNext()) Differs(stored.Current.Household);
            var known = more && string.Equals(stored.Current.Household, judged.Household, StringComparison.Ordinal);
            if (!known || !Same(stored.Current, judged)) Differs(judged.Household);
            if (known) more = stored.MoveNext();
            if (++households % 500 == 0) progress.Report(new StepProgress("replay", households, null));
        }

        for (; more; more = stored.MoveNext()) Differs(stored.Current.Household);
        return new ReplaySummary(quarter, households, differences, different, pins.Program, PinnedConfiguration.Differences(site.Configuration, pins).Count > 0);

        void Differs(string household)
        {
            differences++;
            if (different.Count < Named) different.Add(household);
        }
    }

    private static bool Same(StoredVerdict a, StoredVerdict b) => a.Utf8.Span.SequenceEqual(b.Utf8.Span) && a.District == b.District && a.State == b.State && a.Flag == b.Flag;
}
