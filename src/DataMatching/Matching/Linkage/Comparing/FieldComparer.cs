using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Comparing;

/// <summary>Compares one field of pairs of records. One for each thread: it remembers what pairs of texts came to.</summary>
internal sealed class FieldComparer
{
    private const int MemoBits = 15;
    private readonly FieldValues _field;
    private readonly FieldValues? _partner;
    private readonly IReadOnlyList<LevelTest> _tests;
    private readonly int[]? _inPartner;
    private readonly bool _yields;
    private readonly TextPair _pair;
    private readonly long[] _known = new long[1 << MemoBits];
    private readonly byte[] _levels = new byte[1 << MemoBits];

    /// <param name="yields">The partner comes first, and has this field for its own.</param>
    /// <param name="words">Where a level asks how rare words are.</param>
    public FieldComparer(LinkRecords records, Comparison comparison, int[]? inPartner, bool yields, WordWeights? words)
    {
        _pair = new TextPair(words);
        (_field, _tests, _inPartner, _yields) = (records.Field(comparison.Field), comparison.Tests, inPartner, yields);
        if (comparison.Partner is { } partner) _partner = records.Field(partner);
        _known.AsSpan().Fill(-1);
    }

    /// <summary>For each text of the field the number of the same text in its partner; null when it has no partner.</summary>
    public static int[]? NumbersInPartner(LinkRecords records, Comparison comparison)
    {
        if (comparison.Partner is null) return null;
        var (field, partner) = (records.Field(comparison.Field), records.Field(comparison.Partner));
        var numbers = new Dictionary<string, int>(partner.Distinct, StringComparer.Ordinal);
        for (var i = 0; i < partner.Distinct; i++) numbers[partner.TextOf(i)] = i;
        var found = new int[field.Distinct];
        for (var i = 0; i < found.Length; i++) found[i] = numbers.GetValueOrDefault(field.TextOf(i), int.MinValue);
        return found;
    }

    public int LevelOf(int left, int right)
    {
        var (a, b) = (_field.Left[left], _field.Right[right]);
        if (a < 0 || b < 0) return Comparison.Missing;
        if (a == b) return Comparison.Exact;
        return IsSwapped(left, right, a, b) ? Comparison.Exact + 1 : LevelOfTexts(a, b);
    }

    /// <summary>One text in the other's place is one coincidence, and both fields see it: where only one of two was exchanged, the first of the fields says so, and the other what its own texts say.</summary>
    private bool IsSwapped(int left, int right, int a, int b)
    {
        if (_partner is null) return false;
        var (of, with) = (_partner.Left[left], _partner.Right[right]);
        var (forth, back) = (_inPartner![a] == with, _inPartner[b] == of);
        return (forth && back) || ((forth || back) && (!_yields || of < 0 || with < 0));
    }

    private int LevelOfTexts(int a, int b)
    {
        var key = a < b ? ((long)a << 32) | (uint)b : ((long)b << 32) | (uint)a;
        var place = (int)(unchecked((ulong)key * 0x9E3779B97F4A7C15UL) >> (64 - MemoBits));
        if (_known[place] == key) return _levels[place];
        var pair = _pair.Set(_field.TextOf(a), _field.TextOf(b));
        var level = Comparison.Exact + (_partner is null ? 1 : 2);
        foreach (var test in _tests)
        {
            if (test.Holds(pair)) break;
            level++;
        }

        (_known[place], _levels[place]) = (key, (byte)level);
        return level;
    }
}
