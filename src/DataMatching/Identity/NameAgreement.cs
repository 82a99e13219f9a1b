using System.Globalization;
using System.Text;

namespace DataMatching.Identity;

/// <summary>How far two names speak for the same person; from the strongest to none.</summary>
public enum NameAgreement
{
    /// <summary>The keys are equal: the same name but for spaces, dots, width, case, traditional characters.</summary>
    Same,

    /// <summary>
    /// As many characters, each equal or a variant of the other (乾, 干); or one character that one side lost (?, □, private use);
    /// or a long minority name that one side cut off.
    /// </summary>
    Variant,

    /// <summary>As many characters, each read alike without tones (王伟, 王玮): old systems stored such for characters they lacked.</summary>
    Homophone,

    Different,
}

/// <summary>Compares names. Which grade of match an agreement allows is for the matching to say.</summary>
public static class NameAgreements
{
    private const string Dots = "·•‧∙⋅・･．.。﹒ꞏ᛫●、";

    /// <summary>Symmetric: the order of the two doesn't matter.</summary>
    public static NameAgreement Compare(PersonName a, PersonName b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);

        // Two losses look the same but need not have been the same character.
        if (string.Equals(a.Key, b.Key, StringComparison.Ordinal))
            return a.Key.Contains(NameKey.Lost, StringComparison.Ordinal) ? NameAgreement.Variant : NameAgreement.Same;

        Rune[] x = [.. a.Key.EnumerateRunes()], y = [.. b.Key.EnumerateRunes()];
        if (x.Length != y.Length) return IsCutOff(a, x, b, y) ? NameAgreement.Variant : NameAgreement.Different;
        if (IsVariant(x, y)) return NameAgreement.Variant;
        return IsHomophone(x, y) ? NameAgreement.Homophone : NameAgreement.Different;
    }

    private static bool IsVariant(Rune[] a, Rune[] b)
    {
        var lost = 0;
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i] && NameCharacters.AreVariants(a[i], b[i])) continue;
            if (IsLost(a[i]) != IsLost(b[i]) || a[i].Value == NameKey.Lost || b[i].Value == NameKey.Lost) lost++;
            else if (a[i] != b[i]) return false;
        }

        return lost == 0 || (lost == 1 && a.Length > 1);
    }

    private static bool IsHomophone(Rune[] a, Rune[] b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i].Value == NameKey.Lost) return false;
            if (a[i] != b[i] && !NameCharacters.AreVariants(a[i], b[i]) && !NameCharacters.SoundAlike(a[i], b[i])) return false;
        }

        return true;
    }

    /// <summary>
    /// The shorter is the beginning of the longer, at least four characters of it, and the longer is plainly a minority name:
    /// written with a dot, or six ideographs and more (欧阳 and a given name make four).
    /// </summary>
    private static bool IsCutOff(PersonName a, Rune[] x, PersonName b, Rune[] y)
    {
        var (shorter, longer, name) = x.Length < y.Length ? (x, y, b) : (y, x, a);
        return shorter.Length >= 4 && longer.AsSpan().StartsWith(shorter)
            && (name.Written.AsSpan().ContainsAny(Dots) || (longer.Length >= 6 && Array.TrueForAll(longer, IsIdeograph)));
    }

    private static bool IsIdeograph(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter;

    /// <summary>Nobody knows what character it was: a mark of loss, or a private-use code point, which each agency assigns for itself.</summary>
    private static bool IsLost(Rune rune) => rune.Value == NameKey.Lost || Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse;
}
