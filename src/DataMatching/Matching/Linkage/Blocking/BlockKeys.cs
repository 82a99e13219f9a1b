using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Blocking;

/// <summary>The blocks of one rule: for each its records, in their order.</summary>
internal sealed class BlockKeys
{
    private readonly int[] _leftStarts, _leftRecords, _rightStarts, _rightRecords;

    private BlockKeys(int[] left, int[] right, int width, int blocks, bool isOne)
    {
        Count = blocks;
        (_leftStarts, _leftRecords) = ByBlock(left, width, blocks);
        (_rightStarts, _rightRecords) = isOne ? (_leftStarts, _leftRecords) : ByBlock(right, width, blocks);
    }

    public int Count { get; }

    public ReadOnlySpan<int> LeftOf(int block) => _leftRecords.AsSpan(_leftStarts[block].._leftStarts[block + 1]);

    public ReadOnlySpan<int> RightOf(int block) => _rightRecords.AsSpan(_rightStarts[block].._rightStarts[block + 1]);

    /// <summary>Pairs within a block.</summary>
    public static long Pairs(int left, int right, bool isOne) => isOne ? (long)left * (left - 1) / 2 : (long)left * right;

    /// <summary>Makes the blocks of a rule. Those with more than <paramref name="most"/> pairs are left out and told: a family name that half a town has finds nobody.</summary>
    /// <param name="rows">Takes which record is in which block.</param>
    /// <param name="leftOut">How many were left out, and how many pairs they have.</param>
    public static BlockKeys Of(LinkRecords records, BlockRows rows, int rule, long most, out (int Blocks, long Pairs) leftOut)
    {
        var keys = RuleKeys.Of(records, rows.Rules[rule], RuleKeys.OfPart);
        var left = keys.Of(isLeft: true, records.LeftCount, 1);
        var right = records.IsOne ? left : keys.Of(isLeft: false, records.RightCount, 1);
        var counts = new Dictionary<ulong, (int Left, int Right, int Block)>(left.Length / 2);
        foreach (var key in left)
        {
            if (key != 0) CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _).Left++;
        }

        foreach (var key in right)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(counts, key);
            if (!Unsafe.IsNullRef(ref count)) count.Right++;
        }

        leftOut = default;
        var blocks = 0;
        var numbers = new int[left.Length];
        for (var i = 0; i < left.Length; i++)
        {
            numbers[i] = BlockRows.None;
            if (left[i] == 0) continue;
            ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(counts, left[i]);
            var pairs = Pairs(count.Left, count.Right, records.IsOne);
            if (pairs == 0 || count.Block < 0) continue;
            if (pairs > most)
            {
                leftOut = (leftOut.Blocks + 1, leftOut.Pairs + pairs);
                count.Block = -1;
                continue;
            }

            if (count.Block == 0) count.Block = ++blocks;
            numbers[i] = count.Block - 1;
        }

        rows.Put(isLeft: true, rule, numbers);
        if (records.IsOne) return new BlockKeys(numbers, numbers, keys.Width, blocks, isOne: true);
        int[] others = [.. right.Select(k => k != 0 && counts.TryGetValue(k, out var c) && c.Block > 0 ? c.Block - 1 : BlockRows.None)];
        rows.Put(isLeft: false, rule, others);
        return new BlockKeys(numbers, others, keys.Width, blocks, isOne: false);
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
