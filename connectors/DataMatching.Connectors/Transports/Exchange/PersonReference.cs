using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DataMatching.Connectors.Transports.Exchange;

/// <summary>
/// What stands for a person in a request and its answer, such as <c>L12-7KQ2M9XTB4HC</c>: the request's number, eleven characters of a keyed mark, a check character. The alphabet has
/// no character that looks like another; one wrong character, or two that changed places, is found out. No spreadsheet takes it for a number or a day.
/// </summary>
/// <param name="Request">The landing.</param>
/// <param name="Text">The whole of it.</param>
internal sealed record PersonReference(long Request, string Text)
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int MarkLength = 11, MostDigits = 16;

    /// <param name="mark">At least eight bytes.</param>
    public static PersonReference Of(long request, ReadOnlySpan<byte> mark)
    {
        var rest = BinaryPrimitives.ReadUInt64BigEndian(mark);
        var text = new StringBuilder().Append('L').Append(request.ToString(CultureInfo.InvariantCulture)).Append('-');
        for (var i = 0; i < MarkLength; i++, rest /= (ulong)Alphabet.Length) text.Append(Alphabet[(int)(rest % (ulong)Alphabet.Length)]);
        return new PersonReference(request, text.Append(Check(text.ToString())).ToString());
    }

    /// <summary>Reads one as it may have been typed: small letters, full-width forms and blanks are forgiven.</summary>
    /// <returns>Null when it is none, or was mistyped.</returns>
    public static PersonReference? Read(string written)
    {
        var text = new StringBuilder(written.Length);
        foreach (var c in written)
        {
            if (char.IsWhiteSpace(c) || c is '\uFEFF' or '\u200B') continue;
            text.Append(char.ToUpperInvariant(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c is '\u2010' or '\u2013' or '\u2014' ? '-' : c));
        }

        var whole = text.ToString();
        var dash = whole.IndexOf('-', StringComparison.Ordinal);
        if (dash is < 2 or > MostDigits + 1 || whole[0] != 'L' || whole.Length != dash + MarkLength + 2) return null;
        if (!long.TryParse(whole.AsSpan(1, dash - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var request)) return null;
        return whole.AsSpan(dash + 1).ContainsAnyExcept(Alphabet) || Check(whole[..^1]) != whole[^1] ? null : new PersonReference(request, whole);
    }

    /// <summary>Weights that differ, modulo a prime: a wrong character and two that changed places change the sum.</summary>
    private static char Check(string text)
    {
        var (sum, weight) = (0, 2);
        for (var i = text.Length - 1; i > 0; i--)
        {
            if (text[i] == '-') continue;
            // Digits of the request's number by their value, for it may hold those that the alphabet leaves out.
            var value = text.LastIndexOf('-') > i ? text[i] - '0' : Alphabet.IndexOf(text[i], StringComparison.Ordinal);
            sum += value * weight++;
        }

        return Alphabet[sum % Alphabet.Length];
    }
}
