using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Blocking;

/// <summary>In which blocks each record is, of all rules beside each other: whether two share one is asked of every pair, and records lie anywhere in memory.</summary>
internal sealed class BlockRows
{
    /// <summary>The number of no block.</summary>
    public const int None = -1;

    private readonly int[] _starts, _left, _right;

    public BlockRows(LinkRecords records, IReadOnlyList<BlockingRule> rules)
    {
        Rules = rules;
        _starts = new int[rules.Count + 1];
        for (var i = 0; i < rules.Count; i++) _starts[i + 1] = _starts[i] + rules[i].Width;
        _left = new int[(long)records.LeftCount * _starts[^1]];
        _right = records.IsOne ? _left : new int[(long)records.RightCount * _starts[^1]];
    }

    public IReadOnlyList<BlockingRule> Rules { get; }

    /// <summary>Takes the blocks of a file's records in one rule, so many of each as the rule is wide; <see cref="None"/>: it lacks a part, or nobody of the other file is in the block.</summary>
    public void Put(bool isLeft, int rule, int[] numbers)
    {
        var (rows, width, row) = (isLeft ? _left : _right, Rules[rule].Width, (long)_starts[rule]);
        for (var i = 0; i < numbers.Length; i += width, row += _starts[^1])
        {
            for (var j = 0; j < width; j++) rows[row + j] = numbers[i + j];
        }
    }

    /// <summary>The first block of a rule that a record of the left file and one of the right share; less than 0: none.</summary>
    public int FirstShared(int rule, int left, int right) => FirstShared(rule, RowOf(_left, left), RowOf(_right, right));

    /// <summary>The first of so many rules that has a record of the left file and one of the right in one block; less than 0: none.</summary>
    public int FirstRule(int left, int right, int before)
    {
        var ofLeft = RowOf(_left, left);
        var ofRight = RowOf(_right, right);
        for (var rule = 0; rule < before; rule++)
        {
            if (FirstShared(rule, ofLeft, ofRight) >= 0) return rule;
        }

        return None;
    }

    private ReadOnlySpan<int> RowOf(int[] rows, int record) => rows.AsSpan((int)((long)record * _starts[^1]), _starts[^1]);

    private int FirstShared(int rule, ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        var (from, to) = (_starts[rule], _starts[rule + 1]);
        if (to == from + 1) return left[from] == right[from] ? left[from] : None;
        var first = None;
        foreach (var block in left[from..to])
        {
            if (block >= 0 && (first < 0 || block < first) && right[from..to].Contains(block)) first = block;
        }

        return first;
    }
}
