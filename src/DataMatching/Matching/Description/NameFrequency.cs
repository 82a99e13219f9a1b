using DataMatching.Identity;

namespace DataMatching.Matching.Description;

/// <summary>
/// How many of all people bear a name: by the frequency of its surname and of the characters of its given name (docs/licences). It errs on the side of "many": 张伟 says little, 欧阳修竹 much.
/// </summary>
public static class NameFrequency
{
    /// <summary>No name says more than that one in a million bears it: the tables do not reach further, and a rare name runs in a family.</summary>
    public const double Rarest = 1e-6;

    /// <summary>Names that the tables do not know: minority ones, of which a few are borne by very many.</summary>
    public const double OfOthers = 1e-3;

    /// <summary>Characters stand together more often than by chance: 秀英 more than 秀 and 英 would by themselves.</summary>
    private const double Together = 10;

    /// <summary>Of given names so many have one character.</summary>
    private const double OneCharacter = 0.15;

    /// <summary>A surname or character that no table has.</summary>
    private const double Unlisted = 20e-6;

    private static readonly Lazy<(Dictionary<string, double> Surnames, Dictionary<char, double> Given)> Tables = new(Read);

    /// <summary>The share of people who bear it; from <see cref="Rarest"/> to <see cref="OfOthers"/>.</summary>
    public static double Of(PersonName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (surnames, given) = Tables.Value;
        var key = name.Key;
        if (key.Length is < 2 or > 4 || key.AsSpan().ContainsAnyExceptInRange('\u4E00', '\u9FFF')) return OfOthers;
        var surname = key.Length > 2 && surnames.ContainsKey(key[..2]) ? 2 : 1;
        if (key.Length - surname > 2) return OfOthers;
        var share = surnames.GetValueOrDefault(key[..surname], Unlisted) * (key.Length - surname == 1 ? OneCharacter : Together);
        foreach (var c in key.AsSpan(surname)) share *= given.GetValueOrDefault(c, Unlisted);
        return Math.Clamp(share, Rarest, OfOthers);
    }

    private static (Dictionary<string, double> Surnames, Dictionary<char, double> Given) Read() => (
        EmbeddedTable.Rows("name-surnames.csv").GroupBy(r => NameKey.Of(r[0]), r => Share(r[1]), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(), StringComparer.Ordinal),
        EmbeddedTable.Rows("name-given.csv").GroupBy(r => NameKey.Of(r[0]), r => Share(r[1]), StringComparer.Ordinal).Where(g => g.Key.Length == 1).ToDictionary(g => g.Key[0], g => g.Sum()));

    private static double Share(string ppm) => int.Parse(ppm, System.Globalization.CultureInfo.InvariantCulture) / 1e6;
}
