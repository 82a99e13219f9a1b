using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Blocking;

/// <summary>The blocks of one rule: for each record the number of its block, and for each block its records, in their order.</summary>
internal sealed class BlockKeys
{
    /// <summary>The number of a record that is in no block.</summary>
    public const int None = -1;

    private readonly int[] _leftStarts, _leftRecords, _rightStarts, _rightRecords;

    private BlockKeys(int[] left, int[] right, int blocks, bool isOne)
    {
        (Left, Right, Count) = (left, right, blocks);
        (_leftStarts, _leftRecords) = ByBlock(left, blocks);
        (_rightStarts, _rightRecords) = isOne ? (_leftStarts, _leftRecords) : ByBlock(right, blocks);
    }

    /// <summary>The block of each record of the left file, or <see cref="None"/>: it lacks a part, or nobody of the other file is in it.</summary>
    public int[] Left { get; }

    public int[] Right { get; }

    public int Count { get; }

    public ReadOnlySpan<int> LeftOf(int block) => _leftRecords.AsSpan(_leftStarts[block].._leftStarts[block + 1]);

    public ReadOnlySpan<int> RightOf(int block) => _rightRecords.AsSpan(_rightStarts[block].._rightStarts[block + 1]);

    /// <summary>Pairs within a block.</summary>
    public static long Pairs(int left, int right, bool isOne) => isOne ? (long)left * (left - 1) / 2 : (long)left * right;

    /// <summary>Makes the blocks of a rule. Those with more than <paramref name="most"/> pairs are left out and told: a family name that half a town has finds nobody.</summary>
    /// <param name="leftOut">How many were left out, and how many pairs they have.</param>
    public static BlockKeys Of(LinkRecords records, BlockingRule rule, long most, out (int Blocks, long Pairs) leftOut)
    {
        var parts = rule.Parts.Select(p => (Values: records.Field(p.Field), Keys: KeysOf(records.Field(p.Field), p))).ToArray();
        var left = Hashes(parts, records.LeftCount, isLeft: true);
        var right = records.IsOne ? left : Hashes(parts, records.RightCount, isLeft: false);
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

        return new BlockKeys(numbers, records.IsOne ? numbers : [.. right.Select(k => k != 0 && counts.TryGetValue(k, out var c) && c.Block >= 0 ? c.Block : None)], blocks, records.IsOne);
    }

    private static ulong[] Hashes((FieldValues Values, ulong[] Keys)[] parts, int records, bool isLeft)
    {
        var hashes = new ulong[records];
        for (var i = 0; i < records; i++)
        {
            var hash = 0x9E3779B97F4A7C15UL;
            foreach (var part in parts)
            {
                var number = (isLeft ? part.Values.Left : part.Values.Right)[i];
                var key = number == FieldValues.Missing ? 0 : part.Keys[number];
                if (key == 0)
                {
                    hash = 0;
                    break;
                }

                hash = KeyHash.Mix(hash ^ key);
            }

            hashes[i] = hash;
        }

        return hashes;
    }

    private static (int[] Starts, int[] Records) ByBlock(int[] numbers, int blocks)
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
            if (numbers[i] >= 0) records[next[numbers[i]]++] = i;
        }

        return (starts, records);
    }

    /// <summary>The key of each text of a field, worked out once a text; 0: none.</summary>
    public static ulong[] KeysOf(FieldValues values, BlockingPart part)
    {
        var keys = new ulong[values.Distinct];
        Parallel.For(0, keys.Length, i => keys[i] = part.KeyOf(values.TextOf(i)) is { } key ? KeyHash.Of(key) : 0);
        return keys;
    }
}
