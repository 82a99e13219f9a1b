using System.Globalization;

namespace DataMatching.Matching.Linkage.Records;

/// <summary>Days as eight digits, year first; also such that no calendar has, since a slip of the pen makes them.</summary>
public static class DateText
{
    /// <summary>
    /// Year first (1956-04-09, 1956/4/9, 1956年4月9日, 19560409, also with a time behind), or year last (09/04/1956), of which the first number is taken for the day unless only the second can be one.
    /// Null when there is no such date; then nothing is compared.
    /// </summary>
    public static string? Of(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        Span<int> parts = stackalloc int[3];
        var (count, at) = (0, 0);
        var firstLength = 0;
        while (at < written.Length && count < 3)
        {
            if (!char.IsAsciiDigit(written[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < written.Length && char.IsAsciiDigit(written[at])) at++;
            var digits = written.AsSpan(start, at - start);
            if (digits.Length == 8 && count == 0) return IsYear(digits[..4]) || !IsYear(digits[4..]) ? digits.ToString() : $"{digits[4..]}{digits[2..4]}{digits[..2]}";
            if (digits.Length > 4) return null;
            if (count == 0) firstLength = digits.Length;
            parts[count++] = int.Parse(digits, CultureInfo.InvariantCulture);
        }

        if (count < 3) return null;
        var (year, month, day) = firstLength == 4 ? (parts[0], parts[1], parts[2]) : parts[1] > 12 ? (parts[2], parts[0], parts[1]) : (parts[2], parts[1], parts[0]);
        return year is < 1000 or > 9999 || month > 99 || day > 99 ? null : string.Create(CultureInfo.InvariantCulture, $"{year:0000}{month:00}{day:00}");
    }

    private static bool IsYear(ReadOnlySpan<char> digits) => int.Parse(digits, CultureInfo.InvariantCulture) is >= 1800 and <= 2199;

    /// <summary>The day that eight digits name; null when no calendar has it.</summary>
    public static DateOnly? DayOf(string digits) =>
        DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
