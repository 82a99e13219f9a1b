namespace DataMatching.Matching.Linkage.Comparing;

/// <summary>Damerau–Levenshtein distance, in its form of optimal string alignment: characters left out, put in, changed, or two neighbours exchanged; no place is changed twice.</summary>
public static class EditDistance
{
    private const int Short = 128;

    /// <summary>True when at most <paramref name="most"/> (1 to 8) changes make one of the other. Lower than quadratic: only as many places beside the diagonal are looked at.</summary>
    public static bool IsAtMost(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        var (begin, ends) = (a.CommonPrefixLength(b), 0);
        while (ends < Math.Min(a.Length, b.Length) - begin && a[^(ends + 1)] == b[^(ends + 1)]) ends++;
        a = a[begin..^ends];
        b = b[begin..^ends];
        if (Math.Abs(a.Length - b.Length) > most) return false;
        if (a.IsEmpty || b.IsEmpty) return true;
        if (most == 1) return a.Length == b.Length && (a.Length == 1 || (a.Length == 2 && a[0] == b[1] && a[1] == b[0]));
        return Distance(a, b, most) <= most;
    }

    /// <summary>The distance, or <paramref name="most"/> + 1 when it is more.</summary>
    private static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        var width = b.Length + 1;
        var rows = width * 3 <= Short * 3 ? stackalloc int[Short * 3] : new int[width * 3];
        var before = rows[..width];
        var last = rows.Slice(width, width);
        var now = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var (from, to) = (Math.Max(1, i - most), Math.Min(b.Length, i + most));
            // What the rows before left around the band is no cost of this one.
            now[Math.Max(0, from - 1)..Math.Min(width, to + 2)].Fill(most + 1);
            if (from == 1) now[0] = i;
            var least = now[0];
            for (var j = from; j <= to; j++)
            {
                var cost = Math.Min(Math.Min(last[j], now[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost = Math.Min(cost, before[j - 2] + 1);
                now[j] = cost;
                least = Math.Min(least, cost);
            }

            if (least > most) return most + 1;
            var free = before;
            before = last;
            last = now;
            now = free;
        }

        return last[b.Length];
    }
}
