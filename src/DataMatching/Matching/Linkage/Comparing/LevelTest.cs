using System.Globalization;

namespace DataMatching.Matching.Linkage.Comparing;

/// <summary>Whether two texts of a field that are not the same agree in some way. Every test is symmetric.</summary>
/// <param name="Name">As configurations write it.</param>
/// <param name="Holds">Never asked about two that are the same.</param>
public sealed record LevelTest(string Name, Func<TextPair, bool> Holds)
{
    /// <summary>What is asked before all others, by number: the texts are the same.</summary>
    public const string Exact = "exact";

    /// <summary>The text of the one field is that of the other record's partner field.</summary>
    public const string Swapped = "swapped";

    /// <summary>None of the others.</summary>
    public const string Else = "else";

    /// <summary>Families agree so in what is a person's own: a family name, one character of all siblings.</summary>
    public bool IsShared => Name is "surname" or "all-but-one";

    /// <summary>It asks how rare words are.</summary>
    public bool IsOfRareWords => Name.StartsWith("rare-words", StringComparison.Ordinal);

    /// <summary>All that <see cref="Parse"/> knows, with what their number means.</summary>
    public static readonly IReadOnlyList<string> Known =
    [
        "damerau 1..8 (changes at most)", "jaro-winkler 0..1", "jaccard 0..1 (words, or pairs of ideographs)", "overlap 0..1 (of the smaller set)", "words 1..9 (in common)", "rare-words 0..1 (words, the rarer the more)", "initial", "prefix 1..32", "suffix 1..32", "sounds",
        "day-month", "digits 1..4 (that differ)", "days 1..", "years 1..", "within 0.. (difference)", "percent 0..100 (difference)", "province", "city", "county",
        "variant", "homophone", "fuzzy-sound", "shape", "lost", "order", "truncated", "all-but-one", "given-name", "surname",
    ];

    /// <summary>Reads a test such as <c>damerau 1</c>; null when there is none of that name, or its number is outside its range.</summary>
    public static LevelTest? Parse(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var parts = written.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0) return null;
        var number = double.NaN;
        if (parts.Length == 2 && !double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)) return null;
        if (parts.Length == 2 && !double.IsFinite(number)) return null;
        var whole = number is >= 1 and <= 100_000 && Math.Floor(number) == number ? (int)number : 0;
        var share = number is > 0 and <= 1;
        Func<TextPair, bool>? holds = (parts[0], parts.Length) switch
        {
            ("damerau", 2) when whole is >= 1 and <= 8 => p => EditDistance.IsAtMost(p.A, p.B, whole),
            ("jaro-winkler", 2) when share => p => p.JaroWinkler >= number,
            ("jaccard", 2) when share => p => p.Jaccard >= number,
            ("overlap", 2) when share => p => WordSets.Overlap(p.A, p.B) >= number,
            ("words", 2) when whole is >= 1 and <= 9 => p => WordSets.Common(p.A, p.B) >= whole,
            ("rare-words", 2) when share => p => p.RareWords >= number,
            ("prefix", 2) when whole is >= 1 and <= 32 => p => p.A.Length >= whole && p.B.Length >= whole && p.A.AsSpan(0, whole).SequenceEqual(p.B.AsSpan(0, whole)),
            ("suffix", 2) when whole is >= 1 and <= 32 => p => p.A.Length >= whole && p.B.Length >= whole && p.A.AsSpan(p.A.Length - whole).SequenceEqual(p.B.AsSpan(p.B.Length - whole)),
            ("initial", 1) => p => p.A[0] == p.B[0] && (p.A.Length == 1 || p.B.Length == 1),
            ("sounds", 1) => p => Soundex.Of(p.A) == Soundex.Of(p.B),
            ("day-month", 1) => p => Dates.AreSwapped(p.A, p.B),
            ("digits", 2) when whole is >= 1 and <= 4 => p => Dates.DifferAtMost(p.A, p.B, whole),
            ("days", 2) when whole >= 1 => p => Dates.DaysBetween(p.A, p.B) <= whole,
            ("years", 2) when whole >= 1 => p => Dates.DaysBetween(p.A, p.B) <= whole * 366,
            ("within", 2) => p => Math.Abs(double.Parse(p.A, CultureInfo.InvariantCulture) - double.Parse(p.B, CultureInfo.InvariantCulture)) <= number,
            ("percent", 2) when number <= 100 => p => IsWithinPercent(double.Parse(p.A, CultureInfo.InvariantCulture), double.Parse(p.B, CultureInfo.InvariantCulture), number),
            ("province", 1) => p => ShareDigits(p.A, p.B, 2),
            ("city", 1) => p => ShareDigits(p.A, p.B, 4),
            ("county", 1) => p => ShareDigits(p.A, p.B, 6),
            (_, 1) => ChineseNames.Find(parts[0]) is { } test ? p => test(p.A, p.B) : null,
            _ => null,
        };
        return holds is null ? null : new LevelTest(string.Join(' ', parts), holds);
    }

    private static bool ShareDigits(string a, string b, int digits) => a.Length >= digits && b.Length >= digits && a.AsSpan(0, digits).SequenceEqual(b.AsSpan(0, digits));

    private static bool IsWithinPercent(double a, double b, double percent) => Math.Abs(a - b) <= percent / 100 * Math.Max(Math.Abs(a), Math.Abs(b));
}
