using System.Collections.Concurrent;
using System.Collections.Frozen;
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

    /// <summary>The last month of which any of them tells.</summary>
    internal Month Latest { get; } = Increments.Aggregate(Full.Manifest.Last, (last, i) => i.Manifest.Last > last ? i.Manifest.Last : last);

    public bool Has(long batch) => Full.Id == batch || (Increments.Count > 0 && Increments.Any(b => b.Id == batch));
}

/// <summary>
/// Which accepted batches speak for a district, a dataset and a month: the delivery with the newest as-of date not after the cutoff, whenever it arrived.
/// Nothing is overwritten, so a late, repeated or out-of-order delivery and a past quarter all come out right: the choice depends on as-of dates alone
/// (of two with the same as-of date the one registered later, which corrects the earlier). May be asked by several threads.
/// </summary>
public sealed class BatchesInForce
{
    private readonly IReadOnlyList<Batch> _batches;
    private readonly DatasetTerms[] _terms;
    private readonly FrozenDictionary<string, FrozenDictionary<string, int>> _numbers;
    private readonly DateOnly _day;
    private readonly ConcurrentDictionary<int, DistrictBatches> _districts = new();

    /// <param name="batches">Any batches; only Accepted ones with as-of ≤ <paramref name="cutoff"/> count.</param>
    /// <param name="day">The day judged: states must be at most MaxAgeDays older.</param>
    public BatchesInForce(IEnumerable<Batch> batches, IEnumerable<DatasetTerms> terms, DateOnly cutoff, DateOnly day)
    {
        _batches = [.. batches.Where(b => b.State == BatchState.Accepted && b.Manifest.AsOf <= cutoff).OrderBy(b => b.Manifest.AsOf).ThenBy(b => b.Id)];
        _terms = [.. terms];
        _numbers = _terms.Select((t, i) => (t.Registry, t.Dataset, Number: i)).GroupBy(n => n.Registry, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToFrozenDictionary(n => n.Dataset, n => n.Number, StringComparer.Ordinal), StringComparer.Ordinal);
        _day = day;
    }

    public IEnumerable<DatasetTerms> Terms => _terms.OrderBy(t => t.Registry, StringComparer.Ordinal).ThenBy(t => t.Dataset, StringComparer.Ordinal);

    /// <summary>A small number for a dataset, 0 to <see cref="Count"/> - 1; -1 when it is not configured.</summary>
    internal int NumberOf(string registry, string dataset) => _numbers.TryGetValue(registry, out var datasets) && datasets.TryGetValue(dataset, out var number) ? number : -1;

    internal int Count => _terms.Length;

    public DatasetTerms? TermsOf(string registry, string dataset) => NumberOf(registry, dataset) is >= 0 and var number ? _terms[number] : null;

    /// <summary>The delivery that answers for this month in this district; null when none does (never delivered, refused, or too old).</summary>
    public ChosenBatches? For(string registry, string dataset, District district, Month month)
    {
        var number = NumberOf(registry, dataset);
        return number < 0 ? null : In(district).For(number, month);
    }

    /// <summary>What speaks for a district.</summary>
    internal DistrictBatches In(District district) =>
        _districts.TryGetValue(district.Code, out var known) ? known : _districts.GetOrAdd(district.Code, new DistrictBatches(this, district, Month.Of(_day)));

    internal bool IsByMonth(int number) => _terms[number].ByMonth;

    /// <summary>Every batch that is in force for some district and month from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public IReadOnlyList<Batch> Speaking(Month first, Month last)
    {
        var speaking = new SortedDictionary<long, Batch>();
        // What speaks for a district is what speaks for the narrowest scope that it lies in.
        foreach (var district in _batches.Select(b => b.Manifest.Scope).Distinct())
        {
            foreach (var terms in _terms)
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

    /// <summary>The delivery of a state that is fresh enough, whatever months it tells of.</summary>
    internal ChosenBatches? State(int number, District district)
    {
        var state = Choose(_terms[number], district, _ => true);
        return state is not null && state.AsOf.AddDays(_terms[number].MaxAgeDays) < _day ? null : state;
    }

    /// <summary>A month is told of only when it is over: what was extracted before says nothing of its rest, whatever it promises.</summary>
    internal ChosenBatches? InMonth(int number, District district, Month month) =>
        Choose(_terms[number], district, m => m.First <= month && month <= m.Last && m.AsOf >= month.LastDay);

    private ChosenBatches? Choose(DatasetTerms terms, District district, Func<Manifest, bool> covers)
    {
        var candidates = _batches.Where(b => b.Manifest.Registry == terms.Registry && b.Manifest.Dataset == terms.Dataset
            && district.IsWithin(b.Manifest.Scope) && covers(b.Manifest)).ToList();
        var full = candidates.FindLast(b => b.Manifest.Mode == DeliveryMode.Full);
        if (full is null) return null;
        // An increment that was matched again is one delivery: its newest pass speaks.
        var increments = candidates.SkipWhile(b => b.Id != full.Id).Where(b => b.Manifest.Mode == DeliveryMode.Increment)
            .GroupBy(b => (b.Manifest.Scope, b.Manifest.AsOf, b.Manifest.Sha256)).Select(passes => passes.Last());
        var chosen = new ChosenBatches(full, [.. increments]);
        // What was removed would speak, and an older one does not speak in its place: nobody knows.
        return full.RemovedAt is null && chosen.Increments.All(b => b.RemovedAt is null) ? chosen : null;
    }
}
