using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Comparing;

/// <summary>How two dates of eight digits may be the same day, wrongly written.</summary>
public static class Dates
{
    /// <summary>The one has day and month where the other has month and day.</summary>
    public static bool AreSwapped(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.Length == 8 && b.Length == 8 && a.AsSpan(0, 4).SequenceEqual(b.AsSpan(0, 4)) && a.AsSpan(4, 2).SequenceEqual(b.AsSpan(6, 2)) && a.AsSpan(6, 2).SequenceEqual(b.AsSpan(4, 2));
    }

    /// <summary>At most so many digits differ, place by place; two neighbours that were exchanged count as one.</summary>
    public static bool DifferAtMost(string a, string b, int most)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Length != b.Length) return false;
        var differ = 0;
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] == b[i]) continue;
            differ++;
            if (i + 1 < a.Length && a[i] == b[i + 1] && a[i + 1] == b[i]) i++;
        }

        return differ <= most;
    }

    /// <summary>Days between the two; more than any two have when one is in no calendar.</summary>
    public static int DaysBetween(string a, string b) =>
        DateText.DayOf(a) is { } x && DateText.DayOf(b) is { } y ? Math.Abs(x.DayNumber - y.DayNumber) : int.MaxValue;
}
