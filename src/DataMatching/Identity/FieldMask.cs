using System.Text.RegularExpressions;

namespace DataMatching.Identity;

/// <summary>What a field of a record holds, for masking it.</summary>
public enum FieldKind
{
    /// <summary>A coded word, a day, an amount. Long numbers in it are masked all the same.</summary>
    Plain = 0,
    Name = 1,
    IdNumber = 2,

    /// <summary>Of a certificate, a plate, a unit, an account.</summary>
    Number = 3,
    Address = 4,

    /// <summary>A unit. One whose name is as short as a person's is masked like one: small businesses bear their owner's.</summary>
    Organisation = 5,
}

/// <summary>What of a field may be seen by somebody who did not ask for it: enough to tell which record it is, never a whole number, name or address.</summary>
public static partial class FieldMask
{
    private const int LongestShown = 80, LongestPersonsName = 4, AddressShown = 6;

    /// <summary>The field masked by its kind; empty for an empty one; at most 80 characters and an ellipsis.</summary>
    public static string Of(FieldKind kind, string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var text = OneLine(written);
        if (text.Length == 0) return "";
        return Cut(kind switch
        {
            FieldKind.Name => NameMask.Of(text),
            FieldKind.IdNumber => ResidentIdReader.Read(text).Id is { } id ? id.ToString() : Middle(text),
            FieldKind.Number => End(text),
            FieldKind.Address => Numbers(text.Length <= AddressShown ? NameMask.Of(text) : text[..AddressShown] + "****"),
            FieldKind.Organisation => text.Length <= LongestPersonsName ? NameMask.Of(text) : Numbers(text),
            _ => DayOrAmount().IsMatch(text) ? text : Numbers(text),
        });
    }

    /// <summary>The first four and the last two characters of what is no valid number; of a short one, nothing.</summary>
    private static string Middle(string text) => text.Length >= 12 ? string.Concat(text.AsSpan(0, 4), new string('*', text.Length - 6), text.AsSpan(text.Length - 2)) : new string('*', text.Length);

    /// <summary>The last third, at most four characters.</summary>
    private static string End(string text)
    {
        var shown = Math.Min(4, text.Length / 3);
        return new string('*', text.Length - shown) + text[(text.Length - shown)..];
    }

    /// <summary>Runs of seven digits and more, also with blanks or dashes in between, keep their last two.</summary>
    private static string Numbers(string text) => LongNumber().Replace(text, found => new string('*', found.Length - 2) + found.Value[^2..]);

    private static string OneLine(string written) => string.Concat(written.Trim().Select(c => char.IsControl(c) || WrittenText.IsSpace(c) ? ' ' : c)).Trim();

    private static string Cut(string text)
    {
        if (text.Length <= LongestShown) return text;
        return (char.IsHighSurrogate(text[LongestShown - 1]) ? text[..(LongestShown - 1)] : text[..LongestShown]) + "…";
    }

    [GeneratedRegex(@"^(?:(?:19|20)[0-9]{2}(?:[-/.年]?[0-9]{1,2}[-/.月]?(?:[0-9]{1,2}日?)?)(?: [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?|-?[0-9]{1,7}(?:\.[0-9]{1,4})?|-?[0-9]{1,3}(?:,[0-9]{3}){1,3}(?:\.[0-9]{1,4})?)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DayOrAmount();

    [GeneratedRegex(@"[0-9０-９](?:[ \-－—]?[0-9０-９]){6,}[Xx]?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LongNumber();
}
