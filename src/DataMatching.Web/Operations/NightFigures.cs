using DataMatching.Storage;

namespace DataMatching.Web.Operations;

/// <summary>A night's figures, all its runs together: how long the steps took, rows read, rows set aside, households judged.</summary>
internal sealed record NightFigures(string Date, TimeSpan Took, long Rows, long Quarantined, long Judged)
{
    /// <summary>The last nights, oldest first, out of the ledger.</summary>
    public static IReadOnlyList<NightFigures> Last(Store store, int nights)
    {
        var runs = store.Runs.FinishedOfLast("night/", nights);
        var all = store.Runs.Steps([.. runs.Select(r => r.Id)]).Where(s => s.EndedAt is not null).ToLookup(s => s.Run);
        return [.. runs.GroupBy(r => r.Key, StringComparer.Ordinal).Select(night =>
        {
            var steps = night.SelectMany(r => all[r.Id]).ToList();
            var match = steps.Where(s => s.Step == "match").ToList();
            return new NightFigures(
                night.Key["night/".Length..], TimeSpan.FromTicks(steps.Sum(s => (s.EndedAt!.Value - s.StartedAt).Ticks)), match.Sum(s => s.RowsIn), match.Sum(s => s.Quarantined),
                steps.Where(s => s.Step == "judge").Sum(s => s.RowsIn));
        })];
    }
}
