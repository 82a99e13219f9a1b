using DataMatching.Batches;
using DataMatching.Storage;
using DataMatching.Time;
using DataMatching.Web.Hosting;

namespace DataMatching.Web.Operations;

/// <summary>Why a dataset is waited for.</summary>
internal enum Awaited { NeverCame = 0, TooOld = 1, RunsOutSoon = 2, MonthMissing = 3, QuarterEndMissing = 4 }

/// <summary>A dataset of which a delivery is expected. <paramref name="By"/>: the last day on which it is in time; <paramref name="AsOf"/>: of the delivery there is.</summary>
internal sealed record Expected(string Registry, string Dataset, Awaited Why, DateOnly? AsOf, DateOnly By);

/// <summary>The quarter that has ended and is not run or closed yet. <paramref name="Cutoff"/>: the newest as-of date that counts.</summary>
internal sealed record QuarterDue(Quarter Quarter, DateOnly Cutoff, int DaysLeft, bool IsRun);

/// <summary>
/// What is due on a day (今晚待办): which datasets are waited for and until when, and which quarter comes to its cutoff. A dataset by month is waited for when the last
/// month that has ended is not there; one of state when what is there runs out, or when the ended quarter has none that may still be believed on its last day.
/// </summary>
internal sealed record DueTonight(IReadOnlyList<Expected> Deliveries, QuarterDue? Quarter)
{
    public static DueTonight Of(IReadOnlyList<RegistryOnPages> registries, IReadOnlyList<Batch> batches, IReadOnlyList<QuarterRow> quarters, int cutoffDays, DateOnly today)
    {
        var ended = Time.Quarter.Of(today).Previous;
        var row = quarters.FirstOrDefault(q => q.Quarter == ended);
        var cutoff = ended.LastDay.AddDays(cutoffDays);
        var quarter = row?.State == QuarterRow.Closed ? null : new QuarterDue(ended, cutoff, cutoff.DayNumber - today.DayNumber, row?.Run is not null);
        var open = quarter is { DaysLeft: >= 0 };
        var expected = from registry in registries
                       from dataset in registry.Datasets
                       let newest = Freshness.Newest(batches, registry.Id, dataset.Id)
                       let why = Why(dataset, newest, batches.Where(b => b.State == BatchState.Accepted && b.Manifest.Registry == registry.Id && b.Manifest.Dataset == dataset.Id), ended, open, today)
                       where why is not null
                       orderby why.Value.By
                       select new Expected(registry.Id, dataset.Id, why.Value.Why, newest?.Manifest.AsOf, why.Value.By);
        return new DueTonight([.. expected], quarter);
    }

    private static (Awaited Why, DateOnly By)? Why(DatasetOnPages dataset, Batch? newest, IEnumerable<Batch> accepted, Quarter ended, bool open, DateOnly today)
    {
        if (newest is null) return (Awaited.NeverCame, today);
        var until = newest.Manifest.AsOf.AddDays(dataset.MaxAgeDays);
        if (dataset.ByMonth)
        {
            var last = JudgedPeriod.OfNight(today).Last;
            if (!accepted.Any(b => b.Manifest.First <= last && last <= b.Manifest.Last)) return (Awaited.MonthMissing, until < today ? today : until);
        }
        else if (open && until < ended.LastDay)
        {
            return (Awaited.QuarterEndMissing, today);
        }

        if (until < today) return (Awaited.TooOld, today);
        return until.DayNumber - today.DayNumber <= Freshness.WarningDays ? (Awaited.RunsOutSoon, until) : null;
    }
}
