using System.Globalization;
using System.Text;

namespace DataMatching.Identity;

/// <summary>
/// How a name as written becomes its comparison key: compatibility and full-width forms, letter case, Latin accents and traditional
/// characters are folded by a table; spaces, middle dots of every code point, digits and other marks are dropped; private-use characters
/// are kept as they are. The key of a key is the key.
/// </summary>
/// <remarks>The table, not <see cref="string.Normalize()"/>: with invariant globalization that returns its input unchanged.</remarks>
public static class NameKey
{
    /// <summary>Stands in a key where the source lost a character: U+FFFD, half a surrogate pair, <c>?</c> <c>*</c> <c>□</c> and the like.</summary>
    internal const char Lost = '\uFFFD';

    private const char FirstIdeograph = '\u4E00', LastIdeograph = '\u9FFF';
    private const string LostMarks = "?*\uFF1F\uFF0A□■▢▣◻◼○◯〓";
    private static readonly Lazy<Dictionary<Rune, string>> Folds = new(ReadFolds);
    private static readonly Lazy<bool[]> Unchanged = new(FindUnchanged);

    public static string Of(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        if (IsItsOwnKey(written)) return written;
        var folds = Folds.Value;
        var key = new StringBuilder(written.Length);
        Span<char> utf16 = stackalloc char[2];
        foreach (var rune in written.EnumerateRunes())
        {
            if (rune.IsAscii && Rune.IsLetter(rune)) key.Append((char)(rune.Value & ~0x20));
            else if (folds.TryGetValue(rune, out var folded)) key.Append(folded);
            else if (rune.Value == Lost || (rune.IsBmp && LostMarks.Contains((char)rune.Value, StringComparison.Ordinal))) key.Append(Lost);
            else if (IsKept(rune)) key.Append(utf16[..rune.EncodeToUtf16(utf16)]);
        }

        return key.ToString();
    }

    /// <summary>True for nearly every Chinese name: nothing in it is folded or dropped.</summary>
    private static bool IsItsOwnKey(string written)
    {
        var unchanged = Unchanged.Value;
        foreach (var c in written)
        {
            if (c is < FirstIdeograph or > LastIdeograph || !unchanged[c - FirstIdeograph]) return false;
        }

        return true;
    }

    /// <summary>The ideographs of the Unicode block CJK Unified Ideographs that stand for themselves in a key.</summary>
    private static bool[] FindUnchanged()
    {
        var unchanged = new bool[LastIdeograph - FirstIdeograph + 1];
        unchanged.AsSpan().Fill(true);
        foreach (var (written, folded) in Folds.Value)
        {
            if (written.Value is >= FirstIdeograph and <= LastIdeograph) unchanged[written.Value - FirstIdeograph] = folded == written.ToString();
        }

        return unchanged;
    }

    /// <summary>Letters and ideographs, 〇 among them; the vowel signs without which Tibetan, Uyghur or Mongolian would be unreadable; private use.</summary>
    private static bool IsKept(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => !IsDroppedMark(rune.Value),
        UnicodeCategory.LetterNumber or UnicodeCategory.PrivateUse => true,
        // A dot that Unicode counts as a letter, and fillers that show nothing.
        _ => Rune.IsLetter(rune) && rune.Value is not (0xA78F or 0x115F or 0x1160 or 0x3164 or 0xFFA0),
    };

    /// <summary>Accents (folded away from composed letters too) and variation selectors.</summary>
    private static bool IsDroppedMark(int code) => code is (>= 0x0300 and <= 0x036F) or (>= 0x180B and <= 0x180F) or (>= 0x20D0 and <= 0x20FF)
        or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFE20 and <= 0xFE2F) or (>= 0xE0100 and <= 0xE01EF);

    private static Dictionary<Rune, string> ReadFolds()
    {
        var folds = new Dictionary<Rune, string>(24_000);
        foreach (var row in EmbeddedTable.Rows("name-fold.csv"))
        {
            foreach (var written in row[1].EnumerateRunes()) folds.Add(written, row[0]);
        }

        return folds;
    }
}
