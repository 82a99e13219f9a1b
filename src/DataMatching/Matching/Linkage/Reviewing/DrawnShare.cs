namespace DataMatching.Matching.Linkage.Reviewing;

/// <summary>How many of a finite number are marked, from some that were drawn without putting back: exact limits, by the hypergeometric distribution.</summary>
internal static class DrawnShare
{
    private const double Tail = 0.025;

    /// <summary>The least and the most marked ones with which as many, or as few, among the drawn ones are not too unlikely (2.5 % each).</summary>
    /// <param name="size">All there are.</param>
    /// <param name="drawn">At least 1, at most <paramref name="size"/>.</param>
    /// <param name="marked">Of the drawn ones.</param>
    public static (int Least, int Most) Limits(int size, int drawn, int marked)
    {
        // What was seen is there, and so is what was seen not to be.
        var (least, most) = (marked, size - (drawn - marked));
        return (First(least, most, k => AtLeast(size, k, drawn, marked) > Tail), size - First(size - most, size - least, k => AtLeast(size, k, drawn, drawn - marked) > Tail));
    }

    /// <summary>The first number from which the condition holds, which it does at the last.</summary>
    private static int First(int low, int high, Func<int, bool> holds)
    {
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (holds(middle)) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    /// <summary>Probability that of so many drawn at least so many are marked.</summary>
    private static double AtLeast(int size, int marked, int drawn, int seen)
    {
        var (from, to) = (Math.Max(seen, drawn - (size - marked)), Math.Min(drawn, marked));
        if (from > to) return 0;
        if (seen <= drawn - (size - marked)) return 1;
        var (share, sum) = (Math.Exp(Choose(marked, from) + Choose(size - marked, drawn - from) - Choose(size, drawn)), 0.0);
        for (var i = from; i <= to; i++)
        {
            sum += share;
            share *= (double)(marked - i) * (drawn - i) / ((i + 1.0) * (size - marked - drawn + i + 1.0));
        }

        return sum;
    }

    /// <summary>Logarithm of the number of ways to choose.</summary>
    private static double Choose(int of, int some) => LogFactorial(of) - LogFactorial(some) - LogFactorial(of - some);

    private static double LogFactorial(int n)
    {
        var sum = 0.0;
        for (; n < 16; n++) sum -= Math.Log(n + 1);
        double x = n + 1;
        // Stirling's series: beyond 16 right to 12 digits.
        return sum + ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (1 / (12 * x)) - (1 / (360 * x * x * x)) + (1 / (1260 * Math.Pow(x, 5)));
    }
}
