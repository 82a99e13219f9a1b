using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Reports;

namespace DataMatching.Jobs;

/// <summary>Writes the night's list of exceptions for reviewers and its summary for IT.</summary>
internal static class WriteNightFiles
{
    public static (IReadOnlyList<string> Files, string Text) Write(
        Site site, PinnedInputs pins, MatchSummary match, int judged, IReadOnlyList<NightException> exceptions, TimeSpan took)
    {
        var folder = Path.Combine(site.Folder.Lists, "nights", pins.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        NightExceptions.Write(folder, exceptions);
        var summary = new NightSummary(pins.Day, took, null, Datasets(site, pins, match), judged, exceptions.Count);
        var text = NightSummaryText.Of(summary);
        File.WriteAllText(Path.Combine(folder, "summary.txt"), text);
        using (var json = File.Create(Path.Combine(folder, "summary.json"))) NightSummaryJson.Write(json, summary);
        return ([.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)], text);
    }

    private static List<DatasetNight> Datasets(Site site, PinnedInputs pins, MatchSummary match)
    {
        var accepted = site.Store.Batches.All().Where(b => b.State == BatchState.Accepted && b.Manifest.AsOf <= pins.Cutoff).ToList();
        return [.. site.Configuration.Terms.Select(terms => Of(terms, accepted, match, pins.Day))];
    }

    private static DatasetNight Of(DatasetTerms terms, List<Batch> accepted, MatchSummary match, DateOnly day)
    {
        var arrived = match.Batches.Where(b => b.Registry == terms.Registry && b.Dataset == terms.Dataset).ToList();
        var newest = accepted.Where(b => b.Manifest.Registry == terms.Registry && b.Manifest.Dataset == terms.Dataset).OrderBy(b => b.Manifest.AsOf).ThenBy(b => b.Id).LastOrDefault();
        var refused = arrived.Where(b => b.State == "refused").ToList();
        DateOnly? until = newest?.Manifest.AsOf.AddDays(terms.MaxAgeDays);
        var delivery = arrived.Exists(b => b.State == "accepted") ? NightDelivery.Accepted
            : refused.Count > 0 ? NightDelivery.Refused
            : until < day ? NightDelivery.Late : NightDelivery.NothingCame;
        return new DatasetNight(
            terms.Registry, terms.Dataset, delivery, newest?.Id, newest?.Manifest.AsOf, until, arrived.Sum(b => b.Rows), arrived.Sum(b => b.Matched),
            arrived.Sum(b => b.Quarantined), refused.Count, refused.Count == 0 ? null : string.Join("；", refused.Select(b => $"{b.Scope}：{b.Refusal}")),
            arrived.Count == 0 ? null : TimeSpan.FromTicks(arrived.Sum(b => b.Took.Ticks)));
    }
}
