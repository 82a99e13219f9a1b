using System.Text.RegularExpressions;

namespace DataMatching.Jobs.Reports;

/// <summary>
/// The last guard of a list: whatever text it is given, no resident ID number leaves in it. A number of 18 places (GB 11643, right check
/// character) or of 15 with a possible birth date becomes stars. The columns of file numbers and districts are not touched.
/// </summary>
internal static partial class PersonalNumbers
{
    private static ReadOnlySpan<int> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    internal static string Mask(string text) =>
        Candidate().Replace(text, found => IsResidentId(found.Value) ? new string('*', found.Length) : found.Value);

    [GeneratedRegex("(?<![0-9０-９A-Za-z])(?:[1-9１-９][0-9０-９]{16}[0-9０-９XxＸｘ]|[1-9１-９][0-9０-９]{14})(?![0-9０-９A-Za-z])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Candidate();

    private static bool IsResidentId(string found)
    {
        var digits = found.Select(c => c >= '０' ? (char)(c - 0xFEE0) : c).ToArray();
        if (digits.Length == 15) return IsDay(digits.AsSpan(8, 4));
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (digits[i] - '0') * Weights[i];
        return IsDay(digits.AsSpan(10, 4)) && "10X98765432"[sum % 11] == char.ToUpperInvariant(digits[17]);
    }

    private static bool IsDay(ReadOnlySpan<char> monthAndDay)
    {
        var month = ((monthAndDay[0] - '0') * 10) + monthAndDay[1] - '0';
        var day = ((monthAndDay[2] - '0') * 10) + monthAndDay[3] - '0';
        return month is >= 1 and <= 12 && day is >= 1 and <= 31;
    }
}
