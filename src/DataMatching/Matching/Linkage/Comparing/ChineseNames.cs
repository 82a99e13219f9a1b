using System.Globalization;
using System.Text;
using DataMatching.Identity;

namespace DataMatching.Matching.Linkage.Comparing;

/// <summary>How two keys of Chinese names (<see cref="PersonName.Key"/>) that are not the same may be one name. Each asks for no more than its own cause, so that causes have weights of their own.</summary>
internal static class ChineseNames
{
    private static readonly HashSet<string> Compound = new(StringComparer.Ordinal) { "欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒", "司空", "轩辕", "端木", "南宫", "西门", "独孤", "呼延", "申屠", "万俟", "澹台", "拓跋", "钟离", "闻人", "淳于", "单于", "仲孙", "太叔", "濮阳", "赫连", "公羊", "公冶", "宗政", "百里", "东郭", "鲜于", "闾丘" };
    private const int ShortestCut = 2;

    public static Func<string, string, bool>? Find(string name) => name switch
    {
        "variant" => (a, b) => Each(a, b, NameCharacters.AreVariants),
        "homophone" => (a, b) => Each(a, b, (x, y) => NameCharacters.AreVariants(x, y) || NameCharacters.SoundAlike(x, y)) || IsSpelt(a, b) || IsSpelt(b, a),
        "fuzzy-sound" => (a, b) => Each(a, b, (x, y) => NameCharacters.AreVariants(x, y) || NameCharacters.SoundFuzzilyAlike(x, y)),
        "shape" => (a, b) => Each(a, b, NameCharacters.LookAlike),
        "lost" => (a, b) => Each(a, b, (x, y) => IsLost(x) || IsLost(y)),
        "order" => IsReordered,
        "all-but-one" => (a, b) => Math.Min(a.Length, b.Length) >= 3 - Math.Abs(a.Length - b.Length) && Math.Max(a.Length, b.Length) >= 3 && EditDistance.IsAtMost(a, b, 1),
        "truncated" => (a, b) => IsTruncated(a, b) || IsTruncated(b, a),
        "given-name" => (a, b) => GivenName(a) is { Length: >= 2 } given && given == GivenName(b),
        "surname" => (a, b) => a.Length > 1 && b.Length > 1 && Surname(a) == Surname(b),
        _ => null,
    };

    /// <summary>The first character, or two of a compound surname.</summary>
    internal static string Surname(string name)
    {
        if (name.Length >= 3 && Compound.Contains(name[..2])) return name[..2];
        return name.Length == 0 ? "" : Rune.GetRuneAt(name, 0).ToString();
    }

    /// <summary>What follows the surname.</summary>
    internal static string GivenName(string name) => name[Surname(name).Length..];

    /// <summary>How a whole name sounds to those who don't part zh and z, n and l; the same for 王喆, 王ZHE and WANGZHE unless a character is read in several ways.</summary>
    internal static string? SoundOf(string name)
    {
        var sound = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (IsLost(rune)) return null;
            sound.Append(NameCharacters.PinyinOf(rune).FirstOrDefault() ?? rune.ToString().ToLowerInvariant());
        }

        return sound.Replace("zh", "z").Replace("ch", "c").Replace("sh", "s").Replace("ng", "n").Replace('l', 'n').Replace('r', 'n').Replace('f', 'h').ToString();
    }

    /// <summary>As many characters, each the same or alike, one alike at least (they are not the same).</summary>
    private static bool Each(string a, string b, Func<Rune, Rune, bool> areAlike)
    {
        var (x, y) = (a.EnumerateRunes(), b.EnumerateRunes());
        while (true)
        {
            var (more, moreOfB) = (x.MoveNext(), y.MoveNext());
            if (more != moreOfB) return false;
            if (!more) return true;
            if (x.Current != y.Current && !areAlike(x.Current, y.Current)) return false;
        }
    }

    /// <summary>The second has letters where the first has characters that are read so: 王喆 and 王ZHE, or WANGZHE altogether.</summary>
    private static bool IsSpelt(string characters, string letters)
    {
        if (!letters.AsSpan().ContainsAnyInRange('A', 'Z')) return false;
        Rune[] runes = [.. characters.EnumerateRunes()];
        return From(0, 0);

        bool From(int rune, int letter)
        {
            if (rune == runes.Length) return letter == letters.Length;
            if (letter >= letters.Length) return false;
            var same = runes[rune].ToString();
            if (letters.AsSpan(letter).StartsWith(same, StringComparison.Ordinal) && From(rune + 1, letter + same.Length)) return true;
            foreach (var reading in NameCharacters.PinyinOf(runes[rune]))
            {
                if (letters.AsSpan(letter).StartsWith(reading, StringComparison.OrdinalIgnoreCase) && From(rune + 1, letter + reading.Length)) return true;
            }

            return false;
        }
    }

    /// <summary>The same characters in another order.</summary>
    private static bool IsReordered(string a, string b)
    {
        if (a.Length != b.Length || a.Length > 64) return false;
        Span<char> x = stackalloc char[a.Length], y = stackalloc char[b.Length];
        a.CopyTo(x);
        b.CopyTo(y);
        x.Sort();
        y.Sort();
        return x.SequenceEqual(y);
    }

    /// <summary>The first begins as the second does, or ends as it does, and lacks the rest.</summary>
    private static bool IsTruncated(string shorter, string longer) =>
        shorter.Length >= ShortestCut && shorter.Length < longer.Length && (longer.StartsWith(shorter, StringComparison.Ordinal) || (shorter.Length > 2 && longer.EndsWith(shorter, StringComparison.Ordinal)));

    private static bool IsLost(Rune rune) => rune.Value == NameKey.Lost || Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse;
}
