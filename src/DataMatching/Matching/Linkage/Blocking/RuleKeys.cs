using System.Runtime.InteropServices;
using DataMatching.Matching.Linkage.Comparing;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Blocking;

/// <summary>The keys of records in a rule: those who have one in common are in one block. Of a rule by words a record has several.</summary>
internal sealed class RuleKeys
{
    private readonly (FieldValues Values, ulong[] Keys, int Width)[] _parts;

    private RuleKeys((FieldValues Values, ulong[] Keys, int Width)[] parts, int width) => (_parts, Width) = (parts, width);

    /// <summary>How many keys of a record there are at most.</summary>
    public int Width { get; }

    /// <param name="keysOf">The keys of a part, such as <see cref="OfPart"/>.</param>
    public static RuleKeys Of(LinkRecords records, BlockingRule rule, Func<FieldValues, BlockingPart, ulong[]> keysOf) =>
        new([.. rule.Parts.Select(p => (records.Field(p.Field), keysOf(records.Field(p.Field), p), p.Width))], rule.Width);

    /// <summary>The keys of records of one file, so many of each as <see cref="Width"/> says; 0: none.</summary>
    /// <param name="step">1: of all records; N: of every Nth.</param>
    public ulong[] Of(bool isLeft, int records, int step)
    {
        var width = Width;
        var hashes = new ulong[records / step * width];
        for (var i = 0; i < hashes.Length; i++)
        {
            var (hash, rest) = (0x9E3779B97F4A7C15UL, i % width);
            foreach (var part in _parts)
            {
                var number = (isLeft ? part.Values.Left : part.Values.Right)[i / width * step];
                var key = number == FieldValues.Missing ? 0 : part.Keys[(number * part.Width) + (rest % part.Width)];
                rest /= part.Width;
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

    /// <summary>The keys of each text of a field, worked out once a text, so many as the part is wide; 0: none.</summary>
    public static ulong[] OfPart(FieldValues values, BlockingPart part)
    {
        if (part.Words > 0) return OfWords(values, part.Words);
        var keys = new ulong[values.Distinct];
        Parallel.For(0, keys.Length, i => keys[i] = part.KeyOf(values.TextOf(i)) is { } key ? KeyHash.Of(key) : 0);
        return keys;
    }

    /// <summary>The rarest words of each text; words that stand in one record alone, or only in one of the files, find nobody and are passed over.</summary>
    private static ulong[] OfWords(FieldValues values, int most)
    {
        var seen = new Dictionary<ulong, (int Left, int Right)>();
        Span<ulong> words = stackalloc ulong[WordSets.Most];
        for (var i = 0; i < values.Distinct; i++)
        {
            foreach (var word in words[..WordSets.Read(values.TextOf(i), words)])
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, word, out _);
                count = (count.Left + values.LeftCount(i), count.Right + values.RightCount(i));
            }
        }

        var keys = new ulong[values.Distinct * most];
        Parallel.For(0, values.Distinct, i =>
        {
            Span<ulong> found = stackalloc ulong[WordSets.Most];
            var rarest = found[..WordSets.Read(values.TextOf(i), found)].ToArray()
                .Select(word => (Word: word, Seen: seen[word]))
                .Where(w => values.IsOne ? w.Seen.Left > 1 : w.Seen is { Left: > 0, Right: > 0 })
                .OrderBy(w => (long)w.Seen.Left * w.Seen.Right).ThenBy(w => w.Word).Take(most);
            var at = i * most;
            foreach (var (word, _) in rarest) keys[at++] = word;
        });
        return keys;
    }
}
