namespace DataMatching.Identity;

/// <summary>
/// A unified social credit code (统一社会信用代码, GB 32100) with a right check character: registering department, category, six digits of
/// division (100000 for the national registry), nine of the body, check. Names an organisation, not a person, so it is not masked.
/// </summary>
public sealed record CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private CreditCode(string text) => Text = text;

    /// <summary>The eighteen characters, upper-case ASCII.</summary>
    public string Text { get; }

    /// <summary>Reads a code; spaces, full-width and lower-case characters are put right. Null for anything else.</summary>
    public static CreditCode? TryParse(ReadOnlySpan<char> text)
    {
        Span<char> characters = stackalloc char[18];
        return WrittenText.Compact(text, characters, out _, out _) == 18 ? FromCompact(characters, out _) : null;
    }

    /// <summary>The code of eighteen characters without spaces or full-width forms; otherwise null and why.</summary>
    internal static CreditCode? FromCompact(ReadOnlySpan<char> characters, out string fault)
    {
        fault = "characters";
        Span<char> upper = stackalloc char[18];
        int sum = 0, weight = 1;
        for (var i = 0; i < 17; i++)
        {
            upper[i] = Upper(characters[i]);
            var value = Alphabet.IndexOf(upper[i], StringComparison.Ordinal);
            if (value < 0 || (i is >= 2 and < 8 && value > 9)) return null;
            sum += value * weight;
            weight = weight * 3 % 31;
        }

        upper[17] = Upper(characters[17]);
        if (!Alphabet.Contains(upper[17], StringComparison.Ordinal)) return null;
        fault = "check digit";
        if (upper[17] != Alphabet[(31 - (sum % 31)) % 31]) return null;
        fault = "";
        return new CreditCode(new string(upper));
    }

    public override string ToString() => Text;

    private static char Upper(char c) => char.IsAsciiLetterLower(c) ? (char)(c - 'a' + 'A') : c;
}
