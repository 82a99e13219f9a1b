using System.Text;

namespace DataMatching.Identity;

/// <summary>Characters that are taken for one another by ear in the dialects, or by eye.</summary>
internal static partial class NameCharacters
{
    private static readonly (string From, string To)[] Initials = [("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"), ("h", "f")];
    private static readonly Lazy<string[]> Texts = new(() => [.. EmbeddedTable.Rows("name-pinyin.csv").Select(r => r[0])]);
    private static readonly Lazy<string[]> Fuzzy = new(() => [.. Texts.Value.Select(FuzzyOf)]);
    private static readonly Lazy<Dictionary<string, HashSet<Rune>>> Shapes = new(ReadShapes);

    /// <summary>True when readings of the two differ in no more than zh and z, n and l, h and f, -ang and -an and the like: what speakers of the dialects don't part.</summary>
    public static bool SoundFuzzilyAlike(Rune a, Rune b)
    {
        foreach (var x in ReadingsOf(a))
        {
            foreach (var y in ReadingsOf(b))
            {
                if (Fuzzy.Value[Reading(x)] == Fuzzy.Value[Reading(y)]) return true;
            }
        }

        return false;
    }

    /// <summary>True for characters that are easily taken for one another in handwriting and small print: 未 and 末.</summary>
    public static bool LookAlike(Rune a, Rune b) => Shapes.Value.TryGetValue(a.ToString(), out var alike) && alike.Contains(b);

    /// <summary>The tone-free readings of a character, in the order of the alphabet; none for what is no ideograph.</summary>
    public static IEnumerable<string> PinyinOf(Rune rune)
    {
        var readings = ReadingsOf(rune).ToArray();
        return readings.Select(r => Texts.Value[Reading(r)]);
    }

    private static int Reading(int entry) => entry & ((1 << ReadingBits) - 1);

    private static string FuzzyOf(string reading)
    {
        foreach (var (from, to) in Initials)
        {
            if (!reading.StartsWith(from, StringComparison.Ordinal)) continue;
            reading = to + reading[from.Length..];
            break;
        }

        return reading.EndsWith("ng", StringComparison.Ordinal) && !reading.EndsWith("ong", StringComparison.Ordinal) ? reading[..^1] : reading;
    }

    private static Dictionary<string, HashSet<Rune>> ReadShapes()
    {
        var shapes = new Dictionary<string, HashSet<Rune>>(StringComparer.Ordinal);
        foreach (var row in EmbeddedTable.Rows("name-shapes.csv"))
        {
            foreach (var one in row[0].EnumerateRunes())
            {
                if (!shapes.TryGetValue(one.ToString(), out var alike)) shapes[one.ToString()] = alike = [];
                alike.UnionWith(row[0].EnumerateRunes().Where(r => r != one));
            }
        }

        return shapes;
    }
}
