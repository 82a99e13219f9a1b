using System.Globalization;

namespace DataMatching.Sample.People;

/// <summary>How a registry wrote a name differently.</summary>
internal enum NameSwap { Traditional, Compat, Semantic, Homophone }

/// <summary>Names drawn by how often surnames and given-name characters really occur.</summary>
internal static class Names
{
    private static readonly Weighted Surnames = new("surnames.csv"), Characters = new("given_name_chars.csv");
    private static readonly string[] MenNames = Column("given_names.csv", "m"), WomenNames = Column("given_names.csv", "f");
    private static readonly string[] MenParts = Column("minority_names.csv", "m"), WomenParts = Column("minority_names.csv", "f");
    private static readonly ILookup<string, (string Written, string Other)> Swaps =
        Tables.Rows("name_swaps.csv").ToLookup(row => row[1], row => (row[0], row[2]), StringComparer.Ordinal);

    private static readonly ILookup<string, string> SwapsOf = Tables.Rows("name_swaps.csv").ToLookup(row => row[0], row => row[2], StringComparer.Ordinal);

    public static string Draw(Dice dice, bool male) => Surnames.Draw(dice) + Given(dice, male);

    /// <summary>A child's name: the father's surname, or for a minority name no link at all.</summary>
    public static string DrawChild(Dice dice, bool male, string father) =>
        father.Contains('·', StringComparison.Ordinal) ? DrawWithDot(dice, male) : father[..(father.Length == 4 ? 2 : 1)] + Given(dice, male);

    /// <summary>A name that hardly anybody else bears.</summary>
    public static string DrawRare(Dice dice)
    {
        var first = Characters.Draw(dice);
        string second;
        do second = Characters.Draw(dice);
        while (second == first);
        return "欧阳" + first + second;
    }

    /// <summary>Given name and father's name with a middle dot between.</summary>
    public static string DrawWithDot(Dice dice, bool male) => dice.Pick(male ? MenParts : WomenParts) + "·" + dice.Pick(MenParts);

    /// <summary>A name, and how the registry wrote it.</summary>
    public static (string Name, string Other) DrawSwapped(Dice dice, NameSwap swap)
    {
        var pairs = Swaps[swap switch
        {
            NameSwap.Traditional => "traditional",
            NameSwap.Compat => "compat",
            NameSwap.Semantic => "semantic",
            _ => "homophone",
        }].ToArray();
        var (written, other) = dice.Pick(pairs);
        var before = Surnames.Draw(dice);
        var after = dice.Chance(50) ? Characters.Draw(dice) : "";
        return (before + written + after, before + other + after);
    }

    /// <summary>One character of given names, by how often it occurs.</summary>
    public static char DrawCharacter(Dice dice) => Characters.Draw(dice)[0];

    /// <summary>The name with one of its characters as some registry writes it; null when none of them is known to be written otherwise.</summary>
    public static string? Swap(string name, Dice dice)
    {
        var known = SwapsOf.Where(s => name.Contains(s.Key, StringComparison.Ordinal)).SelectMany(s => s.Select(o => (s.Key, Other: o))).ToArray();
        if (known.Length == 0) return null;
        var (written, other) = dice.Pick(known);
        return name.Replace(written, other, StringComparison.Ordinal);
    }

    /// <summary>A name of which no character is in <paramref name="name"/>: nobody would take one for the other.</summary>
    public static string DrawUnlike(Dice dice, bool male, string name)
    {
        string other;
        do other = Draw(dice, male);
        while (other.Length != 3 || other.Any(name.Contains));
        return other;
    }

    private static string Given(Dice dice, bool male) => dice.Below(100) switch
    {
        < 30 => dice.Pick(male ? MenNames : WomenNames),
        < 50 => Characters.Draw(dice),
        _ => Characters.Draw(dice) + Characters.Draw(dice),
    };

    private static string[] Column(string table, string sex) => [.. Tables.Rows(table).Where(row => row[1] == sex).Select(row => row[0])];

    private sealed class Weighted
    {
        private readonly string[] _texts;
        private readonly int[] _upTo;

        public Weighted(string table)
        {
            var rows = Tables.Rows(table);
            _texts = [.. rows.Select(row => row[0])];
            var sum = 0;
            _upTo = [.. rows.Select(row => sum += int.Parse(row[1], CultureInfo.InvariantCulture))];
        }

        public string Draw(Dice dice)
        {
            var at = Array.BinarySearch(_upTo, dice.Below(_upTo[^1]) + 1);
            return _texts[at < 0 ? ~at : at];
        }
    }
}
