using DataMatching.Evidence;
using DataMatching.Storage.Documents;

namespace DataMatching.Storage;

/// <summary>Facts of one batch in the order of its file, packed in memory, until they are put down household by household. What it holds is bounded: <see cref="IsFull"/>.</summary>
/// <param name="mostChunks">Mebibytes that it is full with.</param>
internal sealed class GatheredFacts(string dataset, int mostChunks = int.MaxValue)
{
    private const int ChunkSize = 1 << 20;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _households = [];
    private readonly List<byte[]> _chunks = [];
    private readonly List<(int Household, int Chunk, int Start, int Length)> _facts = [];
    private readonly List<long> _edges = [];
    private int[] _sorted = [];
    private int _chunk = -1, _used;

    /// <summary>True when they should be put down before more are added.</summary>
    public bool IsFull => _chunk + 1 >= mostChunks && _used > ChunkSize - (1 << 16);

    /// <summary>The households that facts were added of, by the number that <see cref="Add"/> gives them.</summary>
    public IReadOnlyList<string> Households => _households;

    /// <returns>The number of the household: 0 for the first one, and so on.</returns>
    public int Add(string household, Fact fact, FactRow row, long ordinal, ReadOnlySpan<byte> rowHash)
    {
        if (!_numbers.TryGetValue(household, out var number))
        {
            _numbers.Add(household, number = _households.Count);
            _households.Add(household);
        }

        var most = PackedFact.LengthAtMost(fact, row);
        if (_chunk < 0 || _chunks[_chunk].Length - _used < most) NextChunk(most);
        var length = PackedFact.Write(_chunks[_chunk].AsSpan(_used), household, dataset, fact, row, ordinal, rowHash);
        _facts.Add((number, _chunk, _used, length));
        _used += length;
        foreach (var day in row.Edges) _edges.Add(((long)number << 32) | (uint)day);
        return number;
    }

    /// <summary>Puts down what was gathered since the last time: household by household in ordinal order, each with its facts in the order they came. To be read to its end.</summary>
    public IEnumerable<(string Household, IReadOnlyList<ReadOnlyMemory<byte>> Facts)> PutDown()
    {
        var ranks = Ranks();
        var order = new long[_facts.Count];
        for (var i = 0; i < order.Length; i++) order[i] = ((long)ranks[_facts[i].Household] << 32) | (uint)i;
        Array.Sort(order);
        for (var at = 0; at < order.Length;)
        {
            var household = Of(order[at]).Household;
            List<ReadOnlyMemory<byte>> facts = [];
            for (; at < order.Length && Of(order[at]).Household == household; at++)
            {
                var (_, chunk, start, length) = Of(order[at]);
                facts.Add(_chunks[chunk].AsMemory(start, length));
            }

            yield return (_households[household], facts);
        }

        _facts.Clear();
        (_chunk, _used) = (-1, 0);
        if (_chunks.Count > 0) NextChunk(0);

        (int Household, int Chunk, int Start, int Length) Of(long ordered) => _facts[(int)(ordered & uint.MaxValue)];
    }

    /// <summary>All households with their numbers and edges, each day once and ascending, in ordinal order.</summary>
    public IEnumerable<(string Household, int Number, IReadOnlyList<int> Edges)> WithEdges()
    {
        _edges.Sort();
        foreach (var number in Sorted())
        {
            List<int> days = [];
            var first = _edges.BinarySearch((long)number << 32);
            for (var i = first < 0 ? ~first : first; i < _edges.Count && _edges[i] >> 32 == number; i++)
            {
                var day = (int)(_edges[i] & uint.MaxValue);
                if (days.Count == 0 || days[^1] != day) days.Add(day);
            }

            yield return (_households[number], number, days);
        }
    }

    private int[] Ranks()
    {
        var ranks = new int[_households.Count];
        var sorted = Sorted();
        for (var rank = 0; rank < sorted.Length; rank++) ranks[sorted[rank]] = rank;
        return ranks;
    }

    /// <summary>The households' numbers in ordinal order of their keys.</summary>
    private int[] Sorted()
    {
        if (_sorted.Length == _households.Count) return _sorted;
        var households = _households.ToArray();
        _sorted = [.. Enumerable.Range(0, households.Length)];
        Array.Sort(households, _sorted, StringComparer.Ordinal);
        return _sorted;
    }

    private void NextChunk(int most)
    {
        (_chunk, _used) = (_chunk + 1, 0);
        if (_chunk == _chunks.Count) _chunks.Add(new byte[Math.Max(ChunkSize, most)]);
        else if (_chunks[_chunk].Length < most) _chunks[_chunk] = new byte[most];
    }
}
