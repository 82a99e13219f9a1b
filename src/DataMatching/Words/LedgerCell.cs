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
    public static readonly Word NobodyCounts = new("当月无计入的家庭成员，不作比较", "Nobody counted this month: nothing is compared");

    /// <summary>
    /// <c>高于｜人均 2,400.00–3,100.00 元｜标准 760.00 元</c>. Per head the lower edge is rounded down and the upper up, so that the truth lies between.
    /// Where nobody counts there is nothing to compare, and only that is said.
    /// </summary>
    public Word InWords() => Counted <= 0 ? NobodyCounts : Word.Join("｜", ListWords.Of(Mark), PerHead(),
        Standard is { } s ? new Word($"标准 {ListWords.Of(s)} 元", $"standard {ListWords.Of(s)} yuan") : new Word("标准不明", "no standard known"));

    private Word PerHead()
    {
        var low = ListWords.Of(new Money(FloorDivide(Income.Low.Fen, Counted)));
        if (Income.High is not { } high) return new Word($"人均 {low} 元以上（上限不明）", $"{low} yuan a head or more (no upper limit known)");
        var range = Income.IsExact && high.Fen % Counted == 0 ? low : $"{low}–{ListWords.Of(new Money(-FloorDivide(-high.Fen, Counted)))}";
        return new Word($"人均 {range} 元", $"{range} yuan a head");
    }

    private static long FloorDivide(long amount, long by) => amount >= 0 ? amount / by : -((-amount + by - 1) / by);
}
