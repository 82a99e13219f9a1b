using System.Globalization;
using DataMatching.Words;

namespace DataMatching.Batches;

/// <summary>
/// The few places into which values of a column are counted: words by one of 64 hashes, numbers by powers of two, days and months by their distance from the end of the period, so that a
/// delivery of next month falls into the same ones.
/// </summary>
public static class ValueBucket
{
    /// <summary>Hashes of words.</summary>
    public const int Hashes = 64;

    /// <summary>All buckets.</summary>
    public const int Count = FirstMonth + ExactMonths + 1 + Years;

    private const int Negative = Hashes, Zero = Hashes + 1, BelowOne = Hashes + 2, FirstPower = Hashes + 3, Powers = 48;
    private const int Future = FirstPower + Powers, FirstMonth = Future + 1, ExactMonths = 24, FirstYears = FirstMonth + ExactMonths + 1, Years = 5;

    /// <summary>Of a word, by any hash of it.</summary>
    public static int OfWord(ulong hash) => (int)(hash >> 58);

    /// <summary>Of a number, by its whole part.</summary>
    /// <param name="whole">Without the sign.</param>
    public static int OfNumber(bool negative, ulong whole, bool isZero) =>
        isZero ? Zero : negative ? Negative : whole == 0 ? BelowOne : FirstPower + Math.Min(Powers - 1, System.Numerics.BitOperations.Log2(whole));

    /// <summary>Of a month so many months before the last one of the period; negative: after it.</summary>
    public static int OfMonth(int before) => before < 0 ? Future : before <= ExactMonths ? FirstMonth + before : FirstYears + Math.Clamp(System.Numerics.BitOperations.Log2((uint)(before / 12)) - 1, 0, Years - 1);

    /// <summary>As it is stored: <c>#17</c>, <c>2^10</c>, <c>0</c>, <c>m3</c>, <c>y4</c> and so on.</summary>
    public static string NameOf(int bucket) => bucket switch
    {
        < Hashes => Text($"#{bucket}"),
        Negative => "-",
        Zero => "0",
        BelowOne => "<1",
        < Future => Text($"2^{bucket - FirstPower}"),
        Future => "m-",
        < FirstYears => Text($"m{bucket - FirstMonth}"),
        _ => Text($"y{2 << (bucket - FirstYears)}"),
    };

    /// <summary>Whether it holds days or months.</summary>
    public static bool IsTime(string name) => name is ['m' or 'y', ..];

    /// <summary>What falls into it.</summary>
    public static Word InWords(string name)
    {
        if (name is "m-") return new("期末以后的日期", "days after the period's end");
        if (name is "m0") return new("期末当月", "the period's last month");
        if (name is ['m', ..]) return new($"期末前 {name[1..]} 个月", $"{name[1..]} months before the last one");
        if (name is ['y', ..]) return new($"期末前 {name[1..]} 年以上", $"{name[1..]} years and more before the end");
        if (name is "0") return new("零", "zero");
        if (name is "-") return new("负数", "negative numbers");
        if (name is "<1") return new("小于 1 的数", "numbers below 1");
        if (!name.StartsWith("2^", StringComparison.Ordinal)) return new("某一取值", "one value");
        var from = 1L << int.Parse(name.AsSpan(2), CultureInfo.InvariantCulture);
        return new(Text($"{from:#,##0} 至 {(from * 2) - 1:#,##0} 的数"), Text($"numbers from {from:#,##0} to {(from * 2) - 1:#,##0}"));
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
