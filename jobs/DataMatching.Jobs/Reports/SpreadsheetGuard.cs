namespace DataMatching.Jobs.Reports;

/// <summary>
/// Puts an apostrophe before text that a spreadsheet would not leave alone when it opens a CSV: a start like a formula's (half- or full-width),
/// an apostrophe of its own, a number with a leading zero or of more than eleven digits, or digits around an E. Taking one
/// leading apostrophe off always gives the text back.
/// </summary>
public static class SpreadsheetGuard
{
    public static string Of(string text) => NeedsGuard(text) ? "'" + text : text;

    private static bool NeedsGuard(string text)
    {
        if (text.Length == 0) return false;
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' or '\'') return true;
        var digits = 0;
        var exponents = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) || c is >= '０' and <= '９') digits++;
            else if (c is 'e' or 'E') exponents++;
            else if (c is not ('.' or '+' or '-' or ' ')) return false;
        }

        return digits > 11 || (exponents == 1 && digits > 0) || (digits > 1 && text[0] is '0' or '０' && !text.StartsWith("0.", StringComparison.Ordinal));
    }
}
