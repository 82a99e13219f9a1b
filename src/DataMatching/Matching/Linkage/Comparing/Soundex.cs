namespace DataMatching.Matching.Linkage.Comparing;

/// <summary>How a name in Latin letters sounds, roughly: its first letter and three classes of consonants (American Soundex). Empty where there is no Latin letter.</summary>
public static class Soundex
{
    private const string Classes = "01230120022455012623010202";

    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<char> code = stackalloc char[4];
        var (length, last) = (0, '0');
        foreach (var c in text)
        {
            var letter = char.ToLowerInvariant(c);
            if (letter is < 'a' or > 'z') continue;
            var sound = Classes[letter - 'a'];
            if (length == 0) code[length++] = letter;
            else if (sound != '0' && sound != last) code[length++] = sound;
            // h and w part nothing; vowels do.
            if (letter is not ('h' or 'w')) last = sound;
            if (length == 4) break;
        }

        if (length == 0) return "";
        code[length..].Fill('0');
        return code.ToString();
    }
}
