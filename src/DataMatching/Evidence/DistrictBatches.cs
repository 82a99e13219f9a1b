using System.Collections.Concurrent;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Evidence;

/// <summary>What speaks for one district, by the number of a dataset and month: each is chosen once, and asked for hundreds of times a household. May be asked by several threads.</summary>
internal sealed class DistrictBatches
{
    /// <summary>Months up to the day judged that lie in a table; others are few and looked up.</summary>
    private const int Near = 12;

    private readonly BatchesInForce _batches;
    private readonly District _district;
    private readonly Month _first;
    private readonly Choice?[] _states;
    private readonly Choice?[] _months;
    private readonly ConcurrentDictionary<(int Dataset, Month Month), Choice> _far = new();

    public DistrictBatches(BatchesInForce batches, District district, Month last)
    {
        (_batches, _district, _first) = (batches, district, last.Plus(1 - Near));
        _states = new Choice?[batches.Count];
        _months = new Choice?[batches.Count * Near];
    }

    private sealed record Choice(ChosenBatches? Batches);

    /// <summary>The delivery that answers for this month; null when none does.</summary>
    public ChosenBatches? For(int dataset, Month month)
    {
        if (!_batches.IsByMonth(dataset))
        {
            var state = (_states[dataset] ??= new Choice(_batches.State(dataset, _district))).Batches;
            return state is not null && state.Full.Manifest.First <= month && month <= state.Latest ? state : null;
        }

        var at = month.Since(_first);
        return at is < 0 or >= Near ? Far(dataset, month) : (_months[(dataset * Near) + at] ??= new Choice(_batches.InMonth(dataset, _district, month))).Batches;
    }

    private ChosenBatches? Far(int dataset, Month month) => _far.GetOrAdd((dataset, month), key => new Choice(_batches.InMonth(key.Dataset, _district, key.Month))).Batches;
}
