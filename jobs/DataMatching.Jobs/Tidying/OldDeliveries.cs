using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Schedule;
using DataMatching.Quarters;
using DataMatching.Storage;
using DataMatching.Time;

namespace DataMatching.Jobs.Tidying;

/// <summary>
/// Deliveries that came long ago and that nothing can rest on any more: what is stored of them, then their files. In this order, because a fact whose file is gone would tell a reviewer so, while a file
/// that nobody needs harms nobody; what a killed run left is found again by its mark. Their row in the ledger of deliveries stays.
/// </summary>
internal static class OldDeliveries
{
    public static Removed Remove(TidyOrder order)
    {
        var (site, all) = (order.Site, order.Site.Store.Batches.All());
        var needed = Pinned(site, order.Since);
        var old = new SupersededBatches(site.Configuration.Terms, FirstDay(order)).Of(all).Where(b => b.LandedAt < order.Before && !needed.Contains(b.Id)).ToList();
        var rows = order.Remove ? site.Store.Tidy.RemoveBatches([.. old.Select(b => b.Id)], order.Cancel) : old.Sum(b => b.Counts.Facts + b.Counts.Quarantined);
        var going = old.Select(b => b.Id).ToHashSet();
        return new Removed(rows, Files(order, [.. all.Where(b => b.RemovedAt is not null || going.Contains(b.Id))], [.. all.Where(b => b.RemovedAt is null && !going.Contains(b.Id)).Select(b => b.File)]));
    }

    /// <summary>The first day that may still be judged: as far back as is kept, the end of every quarter that is open, and what the schedule owes.</summary>
    private static DateOnly FirstDay(TidyOrder order)
    {
        var site = order.Site;
        var open = site.Store.Quarters.All().Where(q => q.State == QuarterRow.Open).Select(q => q.Quarter);
        var owed = ScheduleState.Owed(site, JobKind.Quarter).Select(d => Quarter.Parse(d.Subject));
        var nights = ScheduleState.Owed(site, JobKind.Night).Select(d => ScheduledWork.NightOf(d.Subject));
        return open.Concat(owed).Select(q => q.LastDay).Concat(nights).Append(order.Since).Min();
    }

    /// <summary>What quarters' runs rest on, all of them, and nights since the last one before a day: the next night is held against the one before it.</summary>
    private static HashSet<long> Pinned(Site site, DateOnly since)
    {
        var first = ScheduledWork.RunKey(JobKind.Night, ScheduledWork.Subject(since));
        var nights = site.Store.Runs.Pins(ScheduledWork.KeysOf(JobKind.Night), site.Store.Runs.LastFinished(ScheduledWork.KeysOf(JobKind.Night), first)?.Key ?? first);
        var quarters = site.Store.Runs.Pins(ScheduledWork.KeysOf(JobKind.Quarter), "").Concat(site.Store.Quarters.All().Select(q => q.Pins).OfType<string>());
        return [.. nights.Concat(quarters).Where(p => p != "{}").SelectMany(p => PinnedInputs.FromJson(p).Batches).Select(b => b.Id)];
    }

    /// <summary>Only a file that is still the one that was read, and that no other delivery needs: agencies may use a name again. The manifest goes first, so that never a manifest is without its file.</summary>
    private static RemovedFiles Files(TidyOrder order, IReadOnlyList<Batch> removed, HashSet<string> needed)
    {
        var files = default(RemovedFiles);
        foreach (var batch in removed.Where(b => !needed.Contains(b.File)).DistinctBy(b => b.File))
        {
            order.Cancel.ThrowIfCancellationRequested();
            if (removed.Where(b => b.File == batch.File).All(b => !CheckFiles.IsAsChecked(order.Site, b))) continue;
            var path = order.Site.Folder.PathOf(batch);
            var manifest = RemovedFiles.One(new FileInfo(path + ".manifest.json"), order.Remove);
            files += manifest.Left > 0 ? manifest : manifest + RemovedFiles.One(new FileInfo(path), order.Remove);
        }

        return files;
    }
}
