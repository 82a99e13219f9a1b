namespace DataMatching.Identity;

/// <summary>
/// Which numbers somebody may have meant who wrote eighteen characters that are none: all that are one slip of the pen away. A slip is
/// one wrong character among the first seventeen, a wrong check character, or two neighbouring characters exchanged (the check position too).
/// Each is a guess: only the name can make one of them probable.
/// </summary>
public static class ResidentIdSlips
{
    private const string CheckDigits = "10X98765432";
    private const int Unreadable = -1;

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The bodies of the numbers one slip away from <paramref name="text"/> (repaired as <see cref="ResidentIdReader"/> does).</summary>
    /// <returns>Distinct, ascending, about a dozen; empty when the text is a number itself, or not of eighteen characters.</returns>
    public static long[] Neighbours(ReadOnlySpan<char> text)
    {
        Span<char> characters = stackalloc char[18];
        if (WrittenText.Compact(text, characters, out _, out _) != 18) return [];
        if (characters[17] == 'x') characters[17] = 'X';
        return Search(characters);
    }

    /// <summary>The same for the seventeen digits and the check character of a <see cref="ResidentIdReading"/> that failed.</summary>
    /// <param name="body">0 to 17 digits; shorter means leading zeros.</param>
    /// <param name="writtenCheck">The eighteenth character as written.</param>
    public static long[] Neighbours(long body, char writtenCheck)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(body);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(body, 99_999_999_999_999_999);
        Span<char> characters = stackalloc char[18];
        for (var i = 16; i >= 0; i--)
        {
            characters[i] = (char)('0' + (body % 10));
            body /= 10;
        }

        characters[17] = writtenCheck;
        return Search(characters);
    }

    private static long[] Search(Span<char> characters)
    {
        Span<int> digits = stackalloc int[17];
        var unreadable = 0;
        for (var i = 0; i < 17; i++)
        {
            digits[i] = char.IsAsciiDigit(characters[i]) ? characters[i] - '0' : Unreadable;
            if (digits[i] == Unreadable) unreadable++;
        }

        if (unreadable > 1) return [];
        if (unreadable == 0 && IsNumber(characters)) return [];
        var found = new SortedSet<long>();
        WrongDigit(digits, CheckDigits.IndexOf(characters[17], StringComparison.Ordinal), found);
        if (unreadable == 0) Collect(BodyOf(digits), found);
        Exchanged(characters, found);
        return [.. found];
    }

    /// <summary>One of the seventeen is wrong and the check character right: at most one digit at each place makes the sum fit.</summary>
    private static void WrongDigit(Span<int> digits, int remainder, SortedSet<long> found)
    {
        if (remainder < 0) return;
        var hole = digits.IndexOf(Unreadable);
        for (var i = 0; i < 17; i++)
        {
            if (hole >= 0 && hole != i) continue;
            var written = digits[i];
            for (var digit = 0; digit <= 9; digit++)
            {
                digits[i] = digit;
                if (digit != written && Sum(digits) % 11 == remainder) Collect(BodyOf(digits), found);
            }

            digits[i] = written;
        }
    }

    private static void Exchanged(Span<char> characters, SortedSet<long> found)
    {
        for (var i = 0; i < 17; i++)
        {
            (characters[i], characters[i + 1]) = (characters[i + 1], characters[i]);
            if (IsNumber(characters)) found.Add(ResidentIdReader.Read(characters).Id!.Value.Body);
            (characters[i], characters[i + 1]) = (characters[i + 1], characters[i]);
        }
    }

    private static bool IsNumber(ReadOnlySpan<char> characters) => ResidentIdReader.Read(characters).Id is not null;

    private static void Collect(long body, SortedSet<long> found)
    {
        if (Provinces.ExistsIn(body) && ResidentId.FromBody(body) is not null) found.Add(body);
    }

    private static int Sum(ReadOnlySpan<int> digits)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += digits[i] * Weights[i];
        return sum;
    }

    private static long BodyOf(ReadOnlySpan<int> digits)
    {
        long body = 0;
        foreach (var digit in digits) body = (body * 10) + digit;
        return body;
    }
}
