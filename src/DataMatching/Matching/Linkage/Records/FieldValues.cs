using System.Runtime.InteropServices;

namespace DataMatching.Matching.Linkage.Records;

/// <summary>What the records of both files have in one field: each text once, by number, and for each record the number of its text.</summary>
public sealed class FieldValues
{
    /// <summary>The number of a record that has nothing in the field.</summary>
    public const int Missing = -1;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private readonly List<int> _left = [], _right = [], _leftCounts = [], _rightCounts = [];

    private readonly HashSet<string> _nothing;

    internal FieldValues(string name, ContentKind kind, IReadOnlyList<string> nothing)
    {
        (Name, Kind) = (name, kind);
        _nothing = [.. nothing.Select(n => FieldText.Of(n, kind)).OfType<string>()];
    }

    public string Name { get; }

    public ContentKind Kind { get; }

    /// <summary>How many different texts there are.</summary>
    public int Distinct => _texts.Count;

    /// <summary>Numbers of the texts of the left file's records; <see cref="Missing"/> where there is none.</summary>
    public ReadOnlySpan<int> Left => CollectionsMarshal.AsSpan(_left);

    /// <summary>The same of the right file; of one file alone it is the left one's.</summary>
    public ReadOnlySpan<int> Right => IsOne ? Left : CollectionsMarshal.AsSpan(_right);

    internal bool IsOne { get; init; }

    public string TextOf(int number) => _texts[number];

    /// <summary>How many records of the left file have the text.</summary>
    public int LeftCount(int number) => _leftCounts[number];

    public int RightCount(int number) => IsOne ? _leftCounts[number] : _rightCounts[number];

    /// <summary>Share of the records with something in the field, of both files together, that have the text; above 0, at most 1.</summary>
    public double FrequencyOf(int number) => IsOne ? (double)_leftCounts[number] / LeftFilled : (double)(_leftCounts[number] + _rightCounts[number]) / (LeftFilled + RightFilled);

    /// <summary>How many records of the left file have something in the field.</summary>
    public int LeftFilled { get; private set; }

    public int RightFilled { get; private set; }

    internal void Add(bool left, string? written)
    {
        var number = FieldText.Of(written, Kind) is { } text && !_nothing.Contains(text) ? NumberOf(text) : Missing;
        (left ? _left : _right).Add(number);
        if (number == Missing) return;
        CollectionsMarshal.AsSpan(left ? _leftCounts : _rightCounts)[number]++;
        if (left) LeftFilled++;
        else RightFilled++;
    }

    private int NumberOf(string text)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, text, out var known);
        if (known) return number;
        _texts.Add(text);
        _leftCounts.Add(0);
        _rightCounts.Add(0);
        return number = _texts.Count - 1;
    }
}
