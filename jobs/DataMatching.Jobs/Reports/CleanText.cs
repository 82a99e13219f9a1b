using System.Globalization;
using System.Text;

namespace DataMatching.Jobs.Reports;

/// <summary>
/// Text that came from outside, made fit to show: without control characters, without the marks that turn reading order round or are
/// invisible, with half surrogate pairs as U+FFFD; line breaks are LF, tabs are spaces; no space at either end. Rare characters stay,
/// private-use ones too: names are written with them. Cleaning twice gives the same as once.
/// </summary>
internal static class CleanText
{
    internal static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (IsClean(text)) return text.Trim();
        var clean = new StringBuilder(text.Length);
        var previousWasReturn = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var lineFeedOfPair = previousWasReturn && rune.Value == '\n';
            previousWasReturn = rune.Value == '\r';
            if (lineFeedOfPair) continue;
            if (rune.Value is '\n' or '\r' or 0x85 or 0x2028 or 0x2029) clean.Append('\n');
            else if (rune.Value == '\t') clean.Append(' ');
            else if ((rune.Value & 0xFFFE) == 0xFFFE) clean.Append('\uFFFD');
            else if (!IsDropped(rune)) clean.Append(rune.ToString());
        }

        return clean.ToString().Trim();
    }

    /// <summary>The same on one line.</summary>
    internal static string OneLine(string? text) => Of(text).Replace('\n', ' ');

    private static bool IsDropped(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control || rune.Value is 0x061C or 0x200B or 0x200E or 0x200F or 0x2060 or 0xFEFF
            or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x206F) or (>= 0xFFF9 and <= 0xFFFB) or (>= 0xE0000 and <= 0xE007F);

    private static bool IsClean(string text)
    {
        foreach (var c in text)
        {
            if (c < ' ' || (c is >= '\u007F' and < '\u00A0') || c == '\u061C' || (c is >= '\u200B' and <= '\u206F') || c >= '\uD800') return false;
        }

        return true;
    }
}
