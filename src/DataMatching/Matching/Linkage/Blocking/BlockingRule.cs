using System.Globalization;
using DataMatching.Matching.Linkage.Comparing;

namespace DataMatching.Matching.Linkage.Blocking;

/// <summary>Which pairs are looked at: those that are the same in every part of some rule, such as <c>surname + date-of-birth:year</c>.</summary>
/// <param name="Parts">At least one.</param>
public sealed record BlockingRule(IReadOnlyList<BlockingPart> Parts)
{
    public override string ToString() => string.Join(" + ", Parts);

    /// <summary>Reads a rule; null when a part names no known form.</summary>
    public static BlockingRule? Parse(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var parts = written.Split('+', StringSplitOptions.TrimEntries).Select(BlockingPart.Parse).ToArray();
        return parts.Length == 0 || Array.Exists(parts, p => p is null) ? null : new BlockingRule(parts!);
    }
}

/// <summary>A field, and what of it has to be the same.</summary>
/// <param name="Field">The field.</param>
/// <param name="Form">As written behind the colon; empty: the whole text.</param>
/// <param name="KeyOf">The part of a text; null: none, such a record is in no block of the rule.</param>
public sealed record BlockingPart(string Field, string Form, Func<string, string?> KeyOf)
{
    /// <summary>True of a form that nearly every text has a key in; a prefix or suffix is missing from texts that are too short.</summary>
    public bool HoldsForSame => !Form.StartsWith("prefix", StringComparison.Ordinal) && !Form.StartsWith("suffix", StringComparison.Ordinal);

    /// <summary>The forms that <see cref="Parse"/> knows.</summary>
    public static readonly IReadOnlyList<string> Known = ["prefix N", "suffix N", "year", "month-day", "sounds", "pinyin", "surname", "given-name", "initial", "sorted"];

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
            ("month-day", 0) => text => text.Length == 8 ? text[4..] : null,
            ("sounds", 0) => text => Soundex.Of(text) is { Length: > 0 } sound ? sound : null,
            ("pinyin", 0) => ChineseNames.SoundOf,
            ("surname", 0) => ChineseNames.Surname,
            ("given-name", 0) => text => ChineseNames.GivenName(text) is { Length: > 0 } given ? given : null,
            ("initial", 0) => text => text[..1],
            ("sorted", 0) => WordSets.KeyOf,
            _ => null,
        };
        return keyOf is null ? null : new BlockingPart(field, form, keyOf);
    }
}
