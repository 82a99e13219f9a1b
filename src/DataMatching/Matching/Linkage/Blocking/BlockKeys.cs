using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Blocking;

/// <summary>The blocks of one rule: for each record the numbers of its blocks (one, but for rules by words), and for each block its records, in their order.</summary>
internal sealed class BlockKeys
{
    /// <summary>The number of a record that is in no block.</summary>
    private const int None = -1;

    private readonly int _width;
    private readonly int[] _left, _right, _leftStarts, _leftRecords, _rightStarts, _rightRecords;

    /// <param name="left">So many numbers of each record as <paramref name="width"/> says, or <see cref="None"/>: it lacks a part, or nobody of the other file is in the block.</param>
    private BlockKeys(int[] left, int[] right, int width, int blocks, bool isOne)
    {
        (_left, _right, _width, Count) = (left, right, width, blocks);
        (_leftStarts, _leftRecords) = ByBlock(left, width, blocks);
        (_rightStarts, _rightRecords) = isOne ? (_leftStarts, _leftRecords) : ByBlock(right, width, blocks);
    }

    public int Count { get; }

    /// <summary>The first block that a record of the left file and one of the right share; less than 0: none.</summary>
    public int FirstShared(int left, int right)
    {
        if (_width == 1) return _left[left] == _right[right] ? _left[left] : None;
        var first = None;
        var others = _right.AsSpan(right * _width, _width);
        foreach (var block in _left.AsSpan(left * _width, _width))
        {
            if (block >= 0 && (first < 0 || block < first) && others.Contains(block)) first = block;
        }

        return first;
    }

    public ReadOnlySpan<int> LeftOf(int block) => _leftRecords.AsSpan(_leftStarts[block].._leftStarts[block + 1]);

    public ReadOnlySpan<int> RightOf(int block) => _rightRecords.AsSpan(_rightStarts[block].._rightStarts[block + 1]);

    /// <summary>Pairs within a block.</summary>
    public static long Pairs(int left, int right, bool isOne) => isOne ? (long)left * (left - 1) / 2 : (long)left * right;

    /// <summary>Makes the blocks of a rule. Those with more than <paramref name="most"/> pairs are left out and told: a family name that half a town has finds nobody.</summary>
    /// <param name="leftOut">How many were left out, and how many pairs they have.</param>
    public static BlockKeys Of(LinkRecords records, BlockingRule rule, long most, out (int Blocks, long Pairs) leftOut)
    {
        var keys = RuleKeys.Of(records, rule, RuleKeys.OfPart);
        var left = keys.Of(isLeft: true, records.LeftCount, 1);
        var right = records.IsOne ? left : keys.Of(isLeft: false, records.RightCount, 1);
        var counts = new Dictionary<ulong, (int Left, int Right, int Block)>(left.Length / 2);
        foreach (var key in left)
        {
            if (key != 0) counts[key] = counts.TryGetValue(key, out var c) ? c with { Left = c.Left + 1, Right = c.Right + 1 } : (1, records.IsOne ? 1 : 0, None);
        }

        if (!records.IsOne)
        {
            foreach (var key in counts.Keys.ToList()) counts[key] = counts[key] with { Right = 0 };
            foreach (var key in right)
            {
                if (key != 0 && counts.TryGetValue(key, out var c)) counts[key] = c with { Right = c.Right + 1 };
            }
        }

        leftOut = default;
        var blocks = 0;
        var numbers = new int[left.Length];
        for (var i = 0; i < left.Length; i++)
        {
            numbers[i] = None;
            if (left[i] == 0) continue;
            var c = counts[left[i]];
            var pairs = Pairs(c.Left, c.Right, records.IsOne);
            if (pairs == 0 || c.Block < None) continue;
            if (pairs > most)
            {
                leftOut = (leftOut.Blocks + 1, leftOut.Pairs + pairs);
                counts[left[i]] = c with { Block = None - 1 };
                continue;
            }

            if (c.Block == None) counts[left[i]] = c = c with { Block = blocks++ };
            numbers[i] = c.Block;
        }

        return new BlockKeys(numbers, records.IsOne ? numbers : [.. right.Select(k => k != 0 && counts.TryGetValue(k, out var c) && c.Block >= 0 ? c.Block : None)], keys.Width, blocks, records.IsOne);
    }

    private static (int[] Starts, int[] Records) ByBlock(int[] numbers, int width, int blocks)
    {
        var starts = new int[blocks + 1];
        foreach (var number in numbers)
        {
            if (number >= 0) starts[number + 1]++;
        }

        for (var i = 0; i < blocks; i++) starts[i + 1] += starts[i];
        var (records, next) = (new int[starts[blocks]], starts.AsSpan(0, blocks).ToArray());
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] >= 0) records[next[numbers[i]]++] = i / width;
        }

        return (starts, records);
    }
}
