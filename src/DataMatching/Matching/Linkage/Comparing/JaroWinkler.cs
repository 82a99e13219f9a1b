namespace DataMatching.Matching.Linkage.Comparing;

/// <summary>Likeness of two short texts by Jaro and Winkler: 0 nothing alike, 1 the same.</summary>
public static class JaroWinkler
{
    private const int MostPrefix = 4, Short = 256;
    private const double PrefixWeight = 0.1;

    public static double Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.IsEmpty || b.IsEmpty) return a.IsEmpty && b.IsEmpty ? 1 : 0;
        var jaro = Jaro(a, b);
        var prefix = Math.Min(MostPrefix, a.CommonPrefixLength(b));
        return jaro + (prefix * PrefixWeight * (1 - jaro));
    }

    private static double Jaro(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var window = Math.Max(0, (Math.Max(a.Length, b.Length) / 2) - 1);
        var inA = a.Length <= Short ? stackalloc bool[a.Length] : new bool[a.Length];
        var inB = b.Length <= Short ? stackalloc bool[b.Length] : new bool[b.Length];
        inA.Clear();
        inB.Clear();
        var common = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var to = Math.Min(b.Length - 1, i + window);
            for (var j = Math.Max(0, i - window); j <= to; j++)
            {
                if (inB[j] || a[i] != b[j]) continue;
                inA[i] = inB[j] = true;
                common++;
                break;
            }
        }

        if (common == 0) return 0;
        var (moved, at) = (0, 0);
        for (var i = 0; i < a.Length; i++)
        {
            if (!inA[i]) continue;
            while (!inB[at]) at++;
            if (a[i] != b[at]) moved++;
            at++;
        }

        return (((double)common / a.Length) + ((double)common / b.Length) + ((common - (moved / 2)) / (double)common)) / 3;
    }
}
