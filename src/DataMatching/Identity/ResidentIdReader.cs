using System.Globalization;

namespace DataMatching.Identity;

public enum IdKind { Unknown = 0, Resident18 = 1, Resident15 = 2 }

/// <summary>What had to be repaired before the number could be read.</summary>
[Flags]
public enum IdRepairs { None = 0, FullWidth = 1, Spaces = 2, LowerCaseX = 4, FifteenDigits = 8 }

/// <summary>Why a text is not a resident ID; the first fault met.</summary>
public enum IdFault { None = 0, Empty = 1, Length = 2, Characters = 3, Division = 4, BirthDate = 5, CheckDigit = 6 }

/// <summary>
/// What a text says as a resident ID. <paramref name="Body"/> and <paramref name="Written"/> (the 18 characters after repair) are set whenever the shape is
/// right, even if only the check digit or the birth date is wrong, so that matching can look for a number one slip away.
/// </summary>
public readonly record struct ResidentIdReading(ResidentId? Id, IdKind Kind, IdRepairs Repairs, IdFault Fault, long? Body, string? Written);

/// <summary>Reads resident IDs as people and systems write them: full-width, spaced, with a lower-case x, or with 15 digits.</summary>
public static class ResidentIdReader
{
    /// <summary>Province codes of GB/T 2260, 83 (Taiwan in ID numbers) and 91 (abroad) included.</summary>
    private static readonly HashSet<int> Provinces =
    [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91,
    ];

    public static ResidentIdReading Read(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[18];
        var repairs = IdRepairs.None;
        var length = 0;
        var strange = false;
        foreach (var c in text)
        {
            var plain = Plain(c, ref repairs);
            if (plain == '\0') continue;
            if (length < 18) digits[length] = plain;
            length++;
            strange |= !char.IsAsciiDigit(plain) && !(plain == 'X' && length == 18);
        }

        if (length == 0) return new(null, IdKind.Unknown, repairs, IdFault.Empty, null, null);
        if (length is not (15 or 18)) return new(null, IdKind.Unknown, repairs, IdFault.Length, null, null);
        if (strange) return new(null, IdKind.Unknown, repairs, IdFault.Characters, null, null);
        return length == 18 ? Eighteen(digits, repairs) : Fifteen(digits[..15], repairs);
    }

    /// <summary>
    /// The fast way for exactly 18 ASCII bytes, 17 digits and a check character in capitals; false for anything that needs a closer look.
    /// Agrees with <see cref="Read"/> wherever it answers true.
    /// </summary>
    public static bool TryReadExact(ReadOnlySpan<byte> text, out long body)
    {
        body = 0;
        if (text.Length != 18) return false;
        var (value, sum) = (0L, 0);
        ReadOnlySpan<byte> weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        unchecked
        {
            for (var i = 0; i < 17; i++)
            {
                var digit = (uint)(text[i] - '0');
                if (digit > 9) return false;
                value = (value * 10) + digit;
                sum += (int)digit * weights[i];
            }
        }

        if ("10X98765432"u8[sum % 11] != text[17]) return false;
        if (!Provinces.Contains((int)(value / 1_000_000_000_000_000)) || ResidentId.FromBody(value) is null) return false;
        body = value;
        return true;
    }

    private static ResidentIdReading Eighteen(ReadOnlySpan<char> digits, IdRepairs repairs)
    {
        var body = long.Parse(digits[..17], NumberStyles.None, CultureInfo.InvariantCulture);
        var written = digits.ToString();
        IdFault fault;
        if (!Provinces.Contains((int)(body / 1_000_000_000_000_000))) fault = IdFault.Division;
        else if (ResidentId.FromBody(body) is not { } id) fault = IdFault.BirthDate;
        else if (ResidentId.CheckDigit(body) != digits[17]) fault = IdFault.CheckDigit;
        else return new(id, IdKind.Resident18, repairs, IdFault.None, body, written);
        return new(null, IdKind.Resident18, repairs, fault, body, written);
    }

    private static ResidentIdReading Fifteen(ReadOnlySpan<char> digits, IdRepairs repairs)
    {
        var body = long.Parse(string.Concat(digits[..6], "19", digits[6..]), NumberStyles.None, CultureInfo.InvariantCulture);
        repairs |= IdRepairs.FifteenDigits;
        if (!Provinces.Contains((int)(body / 1_000_000_000_000_000))) return new(null, IdKind.Resident15, repairs, IdFault.Division, null, null);
        if (ResidentId.FromBody(body) is not { } id) return new(null, IdKind.Resident15, repairs, IdFault.BirthDate, null, null);
        return new(id, IdKind.Resident15, repairs, IdFault.None, body, null);
    }

    /// <summary>The plain form of a character; '\0' for what is dropped; the character itself when nothing is known of it.</summary>
    private static char Plain(char c, ref IdRepairs repairs)
    {
        switch (c)
        {
            case >= '0' and <= '9' or 'X':
                return c;
            case 'x':
                repairs |= IdRepairs.LowerCaseX;
                return 'X';
            case >= '\uFF10' and <= '\uFF19':
                repairs |= IdRepairs.FullWidth;
                return (char)(c - '\uFF10' + '0');
            case '\uFF38' or '\uFF58':
                repairs |= IdRepairs.FullWidth;
                return 'X';
            case '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF':
                repairs |= IdRepairs.Spaces;
                return '\0';
            default:
                if (!char.IsWhiteSpace(c)) return c;
                repairs |= IdRepairs.Spaces;
                return '\0';
        }
    }
}
