using System.Globalization;

namespace DataMatching.Identity;

/// <summary>
/// The valid numbers that lie one slip away from a failing one: one of the 17 digits wrong, the check character wrong, or two neighbours swapped.
/// </summary>
public static class ResidentIdSlips
{
    /// <param name="written">18 characters, 17 digits and a digit or X, that fail as a number.</param>
    /// <returns>The bodies of the neighbours, ascending, each once; empty when the text has not that shape.</returns>
    public static IReadOnlyList<long> Neighbours(ReadOnlySpan<char> written)
    {
        if (written.Length != 18 || written[..17].IndexOfAnyExceptInRange('0', '9') >= 0 || !(char.IsAsciiDigit(written[17]) || written[17] == 'X')) return [];
        var found = new SortedSet<long>();
        Span<char> tried = stackalloc char[18];
        written.CopyTo(tried);
        if (ResidentId.FromBody(Body(tried)) is { } sameBody) found.Add(sameBody.Body);
        for (var i = 0; i < 17; i++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (digit == written[i]) continue;
                tried[i] = digit;
                AddIfValid(tried, found);
            }

            tried[i] = written[i];
        }

        for (var i = 0; i < 17; i++)
        {
            if (written[i] == written[i + 1] || written[i + 1] == 'X') continue;
            (tried[i], tried[i + 1]) = (written[i + 1], written[i]);
            AddIfValid(tried, found);
            (tried[i], tried[i + 1]) = (written[i], written[i + 1]);
        }

        return [.. found];
    }

    private static void AddIfValid(ReadOnlySpan<char> tried, SortedSet<long> found)
    {
        var body = Body(tried);
        if (ResidentId.CheckDigit(body) == tried[17] && ResidentId.FromBody(body) is not null) found.Add(body);
    }

    private static long Body(ReadOnlySpan<char> digits) => long.Parse(digits[..17], NumberStyles.None, CultureInfo.InvariantCulture);
}
