using System.Collections.Concurrent;
using DataMatching.Batches;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Evidence;

/// <summary>How a dataset is to be believed: by month or as a state, and, for a state, how many days it may be older than the day judged.</summary>
public sealed record DatasetTerms(string Registry, string Dataset, bool ByMonth, int MaxAgeDays);

/// <summary>The full delivery in force and the increments that came after it.</summary>
public sealed record ChosenBatches(Batch Full, IReadOnlyList<Batch> Increments)
{
    /// <summary>The newest as-of date among them.</summary>
    public DateOnly AsOf => Increments.Count == 0 ? Full.Manifest.AsOf : Increments.Max(b => b.Manifest.AsOf);

    public bool Has(long batch) => Full.Id == batch || Increments.Any(b => b.Id == batch);
}

/// <summary>
/// Which accepted batches speak for a district, a dataset and a month: the delivery with the newest as-of date not after the cutoff, whenever it arrived.
/// Nothing is overwritten, so a late, repeated or out-of-order delivery and a past quarter all come out right: the choice depends on as-of dates alone
/// (of two with the same as-of date the one registered later, which corrects the earlier). May be asked by several threads.
/// </summary>
public sealed class BatchesInForce
{
    private readonly IReadOnlyList<Batch> _batches;
    private readonly Dictionary<(string, string), DatasetTerms> _terms;
    private readonly Dictionary<(string, string), int> _numbers;
    private readonly DateOnly _day;
    private readonly ConcurrentDictionary<(string, string, int, Month), ChosenBatches?> _byMonth = new();
    private readonly ConcurrentDictionary<(string, string, int), ChosenBatches?> _states = new();

    /// <param name="batches">Any batches; only Accepted ones with as-of ≤ <paramref name="cutoff"/> count.</param>
    /// <param name="day">The day judged: states must be at most MaxAgeDays older.</param>
    public BatchesInForce(IEnumerable<Batch> batches, IEnumerable<DatasetTerms> terms, DateOnly cutoff, DateOnly day)
    {
        _batches = [.. batches.Where(b => b.State == BatchState.Accepted && b.Manifest.AsOf <= cutoff).OrderBy(b => b.Manifest.AsOf).ThenBy(b => b.Id)];
        _terms = terms.ToDictionary(t => (t.Registry, t.Dataset));
        _numbers = _terms.Keys.Select((k, i) => (k, i)).ToDictionary(n => n.k, n => n.i);
        _day = day;
    }

    public IEnumerable<DatasetTerms> Terms => _terms.Values.OrderBy(t => t.Registry, StringComparer.Ordinal).ThenBy(t => t.Dataset, StringComparer.Ordinal);

    /// <summary>A small number for a dataset, 0 to <see cref="Count"/> - 1; -1 when it is not configured.</summary>
    internal int NumberOf(string registry, string dataset) => _numbers.GetValueOrDefault((registry, dataset), -1);

    internal int Count => _terms.Count;

    public DatasetTerms? TermsOf(string registry, string dataset) => _terms.GetValueOrDefault((registry, dataset));

    /// <summary>The delivery that answers for this month in this district; null when none does (never delivered, refused, or too old).</summary>
    public ChosenBatches? For(string registry, string dataset, District district, Month month)
    {
        if (!_terms.TryGetValue((registry, dataset), out var terms)) return null;
        if (!terms.ByMonth)
        {
            var state = State(registry, dataset, district);
            return state is not null && state.Full.Manifest.First <= month && month <= Latest(state) ? state : null;
        }

        return _byMonth.GetOrAdd((registry, dataset, district.Code, month), _ => Choose(registry, dataset, district, m => m.First <= month && month <= m.Last));
    }

    /// <summary>Every batch that is in force for some district and month from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public IReadOnlyList<Batch> Speaking(Month first, Month last)
    {
        var speaking = new SortedDictionary<long, Batch>();
        // What speaks for a district is what speaks for the narrowest scope that it lies in.
        foreach (var district in _batches.Select(b => b.Manifest.Scope).Distinct())
        {
            foreach (var terms in _terms.Values)
            {
                foreach (var month in first.To(last))
                {
                    if (For(terms.Registry, terms.Dataset, district, month) is not { } chosen) continue;
                    speaking[chosen.Full.Id] = chosen.Full;
                    foreach (var increment in chosen.Increments) speaking[increment.Id] = increment;
                }
            }
        }

        return [.. speaking.Values];
    }

    private static Month Latest(ChosenBatches chosen)
    {
        var last = chosen.Full.Manifest.Last;
        foreach (var increment in chosen.Increments)
        {
            if (increment.Manifest.Last > last) last = increment.Manifest.Last;
        }

        return last;
    }

    private ChosenBatches? State(string registry, string dataset, District district)
    {
        return _states.GetOrAdd((registry, dataset, district.Code), _ =>
        {
            var state = Choose(registry, dataset, district, _ => true);
            return state is not null && state.AsOf.AddDays(_terms[(registry, dataset)].MaxAgeDays) < _day ? null : state;
        });
    }

    private ChosenBatches? Choose(string registry, string dataset, District district, Func<Manifest, bool> covers)
    {
        var candidates = _batches.Where(b => b.Manifest.Registry == registry && b.Manifest.Dataset == dataset
            && district.IsWithin(b.Manifest.Scope) && covers(b.Manifest)).ToList();
        var full = candidates.FindLast(b => b.Manifest.Mode == DeliveryMode.Full);
        if (full is null) return null;
        // An increment that was matched again is one delivery: its newest pass speaks.
        var increments = candidates.SkipWhile(b => b.Id != full.Id).Where(b => b.Manifest.Mode == DeliveryMode.Increment)
            .GroupBy(b => (b.Manifest.Scope, b.Manifest.AsOf, b.Manifest.Sha256)).Select(passes => passes.Last());
        return new ChosenBatches(full, [.. increments]);
    }
}
