namespace DataMatching.Identity;

/// <summary>What every reader of codes forgives first: full-width forms, and spaces seen or unseen, wherever they stand.</summary>
internal static class WrittenText
{
    /// <summary>
    /// Writes <paramref name="text"/> without spaces and with ASCII for full-width characters into <paramref name="into"/>.
    /// </summary>
    /// <returns>How many characters there are; more than <paramref name="into"/> holds when the text is too long, the rest is then not written.</returns>
    public static int Compact(ReadOnlySpan<char> text, Span<char> into, out bool fullWidth, out bool spaces)
    {
        fullWidth = spaces = false;
        var count = 0;
        foreach (var written in text)
        {
            if (IsSpace(written))
            {
                spaces = true;
                continue;
            }

            var c = written switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(written - '\uFF01' + '!'),
                '\u2169' => 'X', // the roman numeral ten, which input methods offer for X
                '\u2179' => 'x',
                _ => written,
            };
            fullWidth |= c != written;
            if (count < into.Length) into[count] = c;
            count++;
        }

        return count;
    }

    /// <summary>Spaces of every width, line ends, and the characters that show nothing at all: zero-width, direction marks, BOM, soft hyphen.</summary>
    public static bool IsSpace(char c) =>
        char.IsWhiteSpace(c) || c is '\u00AD' or '\u180E' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E')
            or (>= '\u2060' and <= '\u2069') or '\uFEFF';
}
