using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Matching;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>
/// Deliveries that a judgement is about to rest on and that were matched against other union files, or before an authorisation began, of somebody of their
/// district, by other thresholds, or by an earlier version of the matching: "no record" is not true of everybody in them. Others are left alone; whoever rests on them later reads them then (decisions/0004).
/// </summary>
internal static class StaleDeliveries
{
    /// <param name="pass">The people and the day that the judgement is about.</param>
    /// <remarks>What we brought in ourselves holds only whom we asked about: reading it again tells nothing of others, asking again does.</remarks>
    /// <returns>Those still in the drop folder, in the order they were registered. Where the file is gone, the people concerned stay unasked and are told so.</returns>
    public static IReadOnlyList<Batch> Of(Site site, JudgedPeriod period, DateOnly cutoff, MatchPass pass)
    {
        var inForce = new BatchesInForce(site.Store.Batches.All(), site.Configuration.Terms, cutoff, period.Day);
        var speaking = inForce.Speaking(period.First, period.Last).Where(b => b.Pass is not null).ToList();
        var changed = speaking.Select(b => b.Pass!.Import).Distinct().ToDictionary(i => i, i => i == pass.Import ? [] : DistrictsChanged(site, i, pass.Import));
        var begun = new Lazy<IReadOnlySet<(DateOnly On, District District, string Registry)>>(() => site.People.Of(pass.Import).Begun(pass.On));
        var thresholds = site.Store.Matches.Thresholds([.. speaking.Select(b => b.Id)]);
        return [.. speaking.Where(b => b.Asked is null && (ReadOtherwise(b) || IsStale(b.Manifest, b.Pass!)) && File.Exists(site.Folder.PathOf(b)))];

        bool ReadOtherwise(Batch batch) => batch.Matcher < MatcherVersion.Current || (thresholds.TryGetValue(batch.Id, out var by) && by != site.Configuration.Settings.Matching);

        bool IsStale(Manifest manifest, MatchPass before) =>
            changed[before.Import].Any(d => d.IsWithin(manifest.Scope))
            || (before.On < pass.On && begun.Value.Any(b => before.On < b.On && b.District.IsWithin(manifest.Scope) && (b.Registry == "*" || b.Registry == manifest.Registry)));
    }

    /// <summary>Where the households live that an import shows otherwise than an earlier one; of those that are gone nobody asks.</summary>
    private static HashSet<District> DistrictsChanged(Site site, long before, long now) =>
        site.Store.Union.Changed(before, now).Select(key => site.Store.Union.Find(now, key)?.District).OfType<District>().ToHashSet();
}
