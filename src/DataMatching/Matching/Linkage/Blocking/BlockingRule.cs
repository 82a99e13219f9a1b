using System.Globalization;
using DataMatching.Matching.Linkage.Comparing;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Blocking;

/// <summary>Which pairs are looked at: those that are the same in every part of some rule, such as <c>surname + date-of-birth:year</c>.</summary>
/// <param name="Parts">At least one, of which one by words at most.</param>
public sealed record BlockingRule(IReadOnlyList<BlockingPart> Parts)
{
    /// <summary>How many blocks a record is in at most.</summary>
    public int Width => Parts.Aggregate(1, (all, p) => all * p.Width);

    public override string ToString() => string.Join(" + ", Parts);

    /// <summary>The rule of two parts; null when both go by words.</summary>
    public static BlockingRule? Both(BlockingPart one, BlockingPart other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Words > 0 && other.Words > 0 ? null : new BlockingRule([one, other]);
    }

    /// <summary>Reads a rule; null when a part names no known form, or two go by words.</summary>
    public static BlockingRule? Parse(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var parts = written.Split('+', StringSplitOptions.TrimEntries).Select(BlockingPart.Parse).ToArray();
        return parts.Length == 0 || Array.Exists(parts, p => p is null) || parts.Count(p => p!.Words > 0) > 1 ? null : new BlockingRule(parts!);
    }
}

/// <summary>A field, and what of it has to be the same.</summary>
/// <param name="Field">The field.</param>
/// <param name="Form">As written behind the colon; empty: the whole text.</param>
/// <param name="KeyOf">The part of a text; null: none, such a record is in no block of the rule. Of a part by words the rarest words are, in its stead.</param>
/// <param name="Words">By how many of the rarest words of a text; two are in one block when they have one of them in common. 0: not by words.</param>
public sealed record BlockingPart(string Field, string Form, Func<string, string?> KeyOf, int Words = 0)
{
    /// <summary>More of the rarest words of a text are not looked at.</summary>
    public const int MostWords = 8;

    /// <summary>How many keys a text has at most.</summary>
    public int Width => Math.Max(1, Words);

    /// <summary>True of a form that nearly every text has a key in; a prefix or suffix is missing from texts that are too short, words from those that have rare ones alone.</summary>
    public bool HoldsForSame => !Form.StartsWith("prefix", StringComparison.Ordinal) && !Form.StartsWith("suffix", StringComparison.Ordinal) && Words == 0;

    /// <summary>The forms that <see cref="Parse"/> knows.</summary>
    public static readonly IReadOnlyList<string> Known = ["prefix N", "suffix N", "year", "week", "month-day", "sounds", "pinyin", "surname", "given-name", "initial", "sorted", "rough", "words N"];

    public override string ToString() => Form.Length == 0 ? Field : $"{Field}:{Form}";

    /// <summary>Reads a part such as <c>postcode:prefix 3</c>; null when the form is not known.</summary>
    public static BlockingPart? Parse(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var colon = written.LastIndexOf(':');
        var (field, form) = colon < 0 ? (written, "") : (written[..colon].Trim(), written[(colon + 1)..].Trim());
        if (field.Length == 0) return null;
        var (word, number) = form.Split(' ') is [var first, var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 32 ? (first, n) : (form, 0);
        Func<string, string?>? keyOf = (word, number) switch
        {
            ("", 0) => text => text,
            ("prefix", > 0) => text => text.Length < number ? null : text[..number],
            ("suffix", > 0) => text => text.Length < number ? null : text[^number..],
            ("year", 0) => text => text.Length == 8 ? text[..4] : null,
            ("week", 0) => text => DateText.DayOf(text) is { } day ? (day.DayNumber / 7).ToString(CultureInfo.InvariantCulture) : null,
            ("month-day", 0) => text => text.Length == 8 ? text[4..] : null,
            ("sounds", 0) => text => Soundex.Of(text) is { Length: > 0 } sound ? sound : null,
            ("pinyin", 0) => ChineseNames.SoundOf,
            ("surname", 0) => ChineseNames.Surname,
            ("given-name", 0) => text => ChineseNames.GivenName(text) is { Length: > 0 } given ? given : null,
            ("initial", 0) => text => text[..1],
            ("sorted", 0) => WordSets.KeyOf,
            ("rough", 0) => text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount.ToString("E1", CultureInfo.InvariantCulture) : null,
            ("words", > 0 and <= MostWords) => WordSets.KeyOf,
            _ => null,
        };
        return keyOf is null ? null : new BlockingPart(field, form, keyOf, word == "words" ? number : 0);
    }
}
