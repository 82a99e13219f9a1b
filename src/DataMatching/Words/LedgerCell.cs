using DataMatching.Time;

namespace DataMatching.Words;

/// <summary>高于, 不高于, 未知: what a month says against that month's standard.</summary>
public enum LedgerMark { Unknown = 0, Above = 1, NotAbove = 2 }

/// <summary>
/// One month of a household's ledger. <paramref name="Income"/>: of the whole household, fen, both edges possible; <paramref name="Counted"/>: members the
/// standard is multiplied by, 0 when nobody counts; <paramref name="Standard"/>: per head and month, null when none is known for the district.
/// </summary>
public sealed record LedgerCell(Month Month, LedgerMark Mark, MoneyInterval Income, int Counted, Money? Standard)
{
    /// <summary>What is said of a month in which nobody counts.</summary>
    public const string NobodyCounts = "当月无计入的家庭成员，不作比较";

    /// <summary>
    /// <c>高于｜人均 2,400.00–3,100.00 元｜标准 760.00 元</c>. Per head the lower edge is rounded down and the upper up, so that the truth lies between.
    /// Where nobody counts there is nothing to compare, and only that is said.
    /// </summary>
    public string InWords()
    {
        if (Counted <= 0) return NobodyCounts;
        var standard = Standard is { } s ? $"标准 {ListWords.Of(s)} 元" : "标准不明";
        return $"{ListWords.Of(Mark)}｜{PerHead()}｜{standard}";
    }

    private string PerHead()
    {
        var low = ListWords.Of(new Money(FloorDivide(Income.Low.Fen, Counted)));
        if (Income.High is not { } high) return $"人均 {low} 元以上（上限不明）";
        if (Income.IsExact && high.Fen % Counted == 0) return $"人均 {low} 元";
        return $"人均 {low}–{ListWords.Of(new Money(-FloorDivide(-high.Fen, Counted)))} 元";
    }

    private static long FloorDivide(long amount, long by) => amount >= 0 ? amount / by : -((-amount + by - 1) / by);
}
