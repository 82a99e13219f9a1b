using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Jobs;

/// <summary>
/// Deliveries that a judgement is about to rest on and that were matched against other union files, or before an authorisation began: "no record" is not true of
/// everybody in them. Others are left alone; whoever rests on them later reads them then (decisions/0004).
/// </summary>
internal static class StaleDeliveries
{
    /// <param name="pass">The people and the day that the judgement is about.</param>
    /// <returns>Those still in the drop folder, in the order they were registered. Where the file is gone, the people concerned stay unasked and are told so.</returns>
    public static IReadOnlyList<Batch> Of(Site site, JudgedPeriod period, DateOnly cutoff, MatchPass pass)
    {
        var inForce = new BatchesInForce(site.Store.Batches.All(), site.Configuration.Terms, cutoff, period.Day);
        var speaking = inForce.Speaking(period.First, period.Last).Where(b => b.Pass is not null).ToList();
        var changed = speaking.Select(b => b.Pass!.Import).Distinct().ToDictionary(i => i, i => i != pass.Import && site.Store.Union.Changed(i, pass.Import).Count > 0);
        var begun = new Lazy<HashSet<DateOnly>>(() =>
            site.Store.Union.Read(pass.Import).SelectMany(h => h.Authorisations).Select(a => a.Valid.Start).OfType<DateOnly>().ToHashSet());
        return [.. speaking.Where(b => IsStale(b.Pass!) && File.Exists(site.Folder.PathOf(b)))];

        bool IsStale(MatchPass before) => changed[before.Import] || (before.On < pass.On && begun.Value.Any(day => before.On < day && day <= pass.On));
    }
}
