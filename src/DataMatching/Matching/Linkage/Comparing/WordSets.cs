using System.Buffers;
using DataMatching.Matching.Linkage.Blocking;

namespace DataMatching.Matching.Linkage.Comparing;

/// <summary>What two texts have in common as sets: of words, or, of text without spaces, of neighbouring ideographs.</summary>
public static class WordSets
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(" ,;|、.-/()（），；#");

    /// <summary>More words of a text are not looked at.</summary>
    internal const int Most = 128;

    /// <summary>Common ones by all of either: 0 none, 1 the same.</summary>
    public static double Jaccard(string a, string b)
    {
        var (common, x, y) = Count(a, b);
        return common == 0 ? 0 : (double)common / (x + y - common);
    }

    /// <summary>Common ones by those of the smaller: 1 when it is contained in the other.</summary>
    public static double Overlap(string a, string b)
    {
        var (common, x, y) = Count(a, b);
        return common == 0 ? 0 : (double)common / Math.Min(x, y);
    }

    /// <summary>How many they have in common.</summary>
    public static int Common(string a, string b) => Count(a, b).Common;

    /// <summary>A key that is the same for texts of the same words, whatever their order.</summary>
    public static string KeyOf(string text)
    {
        Span<ulong> words = stackalloc ulong[Most];
        words = words[..Read(text, words)];
        words.Sort();
        return string.Join(' ', words.ToArray());
    }

    /// <summary>How many different ones a text has.</summary>
    public static int Count(string text)
    {
        Span<ulong> words = stackalloc ulong[Most];
        return Read(text, words);
    }

    private static (int Common, int A, int B) Count(string a, string b)
    {
        Span<ulong> x = stackalloc ulong[Most], y = stackalloc ulong[Most];
        x = x[..Read(a, x)];
        y = y[..Read(b, y)];
        var common = 0;
        foreach (var word in x)
        {
            if (y.Contains(word)) common++;
        }

        return (common, x.Length, y.Length);
    }

    /// <summary>Hashes of the words of a text, each once; of a text in ideographs of each two neighbours.</summary>
    internal static int Read(ReadOnlySpan<char> text, Span<ulong> words)
    {
        var count = 0;
        foreach (var range in text.SplitAny(Marks))
        {
            var word = text[range];
            if (word.Length < 2 || !word.ContainsAnyInRange('\u3400', '\u9FFF'))
            {
                count = Put(word, words, count);
                continue;
            }

            for (var i = 0; i + 1 < word.Length; i++) count = Put(word.Slice(i, 2), words, count);
        }

        return count;
    }

    private static int Put(ReadOnlySpan<char> word, Span<ulong> words, int count)
    {
        if (word.IsEmpty || count == words.Length) return count;
        var hash = KeyHash.Of(word);
        if (words[..count].Contains(hash)) return count;
        words[count] = hash;
        return count + 1;
    }
}
