using System.Globalization;
using System.Text;
using DataMatching.Batches;
using DataMatching.Evidence;
using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Reports;
using DataMatching.Quarters;

namespace DataMatching.Jobs;

/// <summary>
/// Writes the night's list of exceptions for reviewers and its summary for IT. What arrived is told of the business date, not of the run: a night that is repeated,
/// or goes on after it was killed, tells of all its deliveries.
/// </summary>
internal sealed class WriteNightFiles
{
    private readonly string _folder;

    public WriteNightFiles(Site site, DateOnly day)
    {
        _folder = Path.Combine(site.Folder.Lists, "nights", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var whole = new[] { "night-exceptions.csv", "night-exceptions.xlsx", "summary.txt" }.All(name => File.Exists(Path.Combine(_folder, name)));
        Before = whole ? NightWritten.Read(Path.Combine(_folder, "summary.json")) : null;
    }

    /// <summary>What an earlier run of this night wrote; null when its files are not all there.</summary>
    public NightWritten? Before { get; }

    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(_folder).Order(StringComparer.Ordinal)];

    public void List(IReadOnlyList<NightException> exceptions) => NightExceptions.Write(_folder, exceptions);

    /// <summary>Writes the summary, as text and as JSON; the same night gives the same bytes.</summary>
    /// <returns>The text.</returns>
    public string Summarise(Site site, PinnedInputs pins, PullSummary pull, MatchSummary match, long judged, long exceptions, TimeSpan took)
    {
        var all = site.Store.Batches.All();
        var again = DeliveryKey.ReadAgain(all);
        var tonight = all.Where(b => b.Pass?.On == pins.Day).ToLookup(b => again.Contains(b.Id));
        var refused = tonight[false].Where(b => b.State == BatchState.Refused).Select(b => new NightRefusal(b.File, b.Manifest.Registry, b.Manifest.Dataset, b.Refusal ?? "") { Drift = b.Drift });
        var unread = match.Batches.Where(b => b.State == "pending").Select(b => new NightRefusal(b.File, b.Registry, b.Dataset, b.Refusal ?? ""));
        var summary = new NightSummary(pins.Day, Whole(took), null, Datasets(site, pins, all, [.. tonight[false]], match), judged, exceptions)
        {
            Refusals = [.. refused.Concat(unread).Concat(pull.Refusals.Select(r => new NightRefusal(r.File, r.Registry, r.Dataset, r.Reason))).Distinct()],
            ChangedHeaders = [.. tonight[false].Where(b => b.State == BatchState.Accepted && b.HeaderDrift is not null).Select(b => new ChangedHeader(b.File, b.Manifest.Registry, b.Manifest.Dataset, b.HeaderDrift!))],
            Waiting = pull.Waiting,
            Exchanges = [.. pull.Exchanges.Where(e => e.EndedOn is not { } ended || (ended >= pins.Day && ended <= pins.Day.AddDays(1)))],
            ReadAgain = tonight[true].LongCount(),
        };
        var text = NightSummaryText.Of(summary);
        WholeFile.Write(Path.Combine(_folder, "summary.txt"), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        WholeFile.Write(Path.Combine(_folder, "summary.json"), stream => NightSummaryJson.Write(stream, summary));
        return text;
    }

    private List<DatasetNight> Datasets(Site site, PinnedInputs pins, IReadOnlyList<Batch> all, List<Batch> tonight, MatchSummary match)
    {
        var accepted = all.Where(b => b.State == BatchState.Accepted && b.Manifest.AsOf <= pins.Cutoff).ToList();
        return [.. site.Configuration.Terms.Select(terms => Of(terms, accepted, tonight, Took(terms, match), pins.Day))];
    }

    private static DatasetNight Of(DatasetTerms terms, List<Batch> accepted, List<Batch> tonight, TimeSpan? took, DateOnly day)
    {
        var arrived = tonight.Where(b => IsOf(b, terms)).ToList();
        var newest = accepted.Where(b => IsOf(b, terms)).OrderBy(b => b.Manifest.AsOf).ThenBy(b => b.Id).LastOrDefault();
        var refused = arrived.Count(b => b.State == BatchState.Refused);
        DateOnly? until = newest?.Manifest.AsOf.AddDays(terms.MaxAgeDays);
        var delivery = arrived.Exists(b => b.State == BatchState.Accepted) ? NightDelivery.Accepted
            : refused > 0 ? NightDelivery.Refused
            : until < day ? NightDelivery.Late : NightDelivery.NothingCame;
        return new DatasetNight(
            terms.Registry, terms.Dataset, delivery, newest?.Id, newest?.Manifest.AsOf, until, arrived.Sum(b => b.Counts.Rows), arrived.Sum(b => b.Counts.Matched),
            arrived.Sum(b => b.Counts.Quarantined), refused, arrived.Count == 0 ? null : took);
    }

    private static bool IsOf(Batch batch, DatasetTerms terms) => batch.Manifest.Registry == terms.Registry && batch.Manifest.Dataset == terms.Dataset;

    /// <summary>This run's time for what the dataset's agency delivered, and that of earlier runs of the night.</summary>
    private TimeSpan? Took(DatasetTerms terms, MatchSummary match)
    {
        var now = match.Batches.Where(b => !b.Again && b.Registry == terms.Registry && b.Dataset == terms.Dataset).ToList();
        TimeSpan? before = Before is not null && Before.DatasetsTook.TryGetValue((terms.Registry, terms.Dataset), out var took) ? took : null;
        return now.Count == 0 ? before : Whole(TimeSpan.FromTicks(now.Sum(b => b.Took.Ticks))) + (before ?? TimeSpan.Zero);
    }

    /// <summary>In whole milliseconds, as summary.json keeps them.</summary>
    private static TimeSpan Whole(TimeSpan took) => TimeSpan.FromTicks(took.Ticks - (took.Ticks % TimeSpan.TicksPerMillisecond));
}
