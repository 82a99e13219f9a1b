using System.Text;

namespace DataMatching.Identity;

/// <summary>What is known of single characters of name keys: which are variants of one another, and how they are read.</summary>
internal static partial class NameCharacters
{
    private const int ReadingBits = 9;
    private static readonly Lazy<HashSet<(Rune, Rune)>> Variants = new(ReadVariants);
    private static readonly Lazy<int[]> Readings = new(ReadReadings);

    /// <summary>True for 乾 and 干: one word, written in two ways. Neither is a variant of itself.</summary>
    public static bool AreVariants(Rune a, Rune b) => Variants.Value.Contains(a < b ? (a, b) : (b, a));

    /// <summary>True when some tone-free reading of the one is a reading of the other: 伟 and 玮.</summary>
    public static bool SoundAlike(Rune a, Rune b)
    {
        var ofA = ReadingsOf(a);
        var ofB = ReadingsOf(b);
        foreach (var x in ofA)
        {
            foreach (var y in ofB)
            {
                if (((x ^ y) & ((1 << ReadingBits) - 1)) == 0) return true;
            }
        }

        return false;
    }

    /// <summary>The entries of one character: its code point above, the number of the reading in the lowest nine bits, sorted.</summary>
    private static ReadOnlySpan<int> ReadingsOf(Rune rune)
    {
        var all = Readings.Value.AsSpan();
        var start = all.BinarySearch(rune.Value << ReadingBits);
        if (start < 0) start = ~start;
        var end = start;
        while (end < all.Length && all[end] >> ReadingBits == rune.Value) end++;
        return all[start..end];
    }

    private static HashSet<(Rune, Rune)> ReadVariants()
    {
        var pairs = new HashSet<(Rune, Rune)>(3_000);
        foreach (var row in EmbeddedTable.Rows("name-variants.csv"))
        {
            var character = Rune.GetRuneAt(row[0], 0);
            foreach (var variant in row[1].EnumerateRunes()) pairs.Add(character < variant ? (character, variant) : (variant, character));
        }

        return pairs;
    }

    private static int[] ReadReadings()
    {
        var entries = new List<int>(50_000);
        var reading = 0;
        foreach (var row in EmbeddedTable.Rows("name-pinyin.csv"))
        {
            foreach (var character in row[1].EnumerateRunes()) entries.Add((character.Value << ReadingBits) | reading);
            reading++;
        }

        if (reading > 1 << ReadingBits) throw new InvalidOperationException("name-pinyin.csv has more than 512 readings.");
        entries.Sort();
        return [.. entries];
    }
}
