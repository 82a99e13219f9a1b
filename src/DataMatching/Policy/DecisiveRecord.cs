using DataMatching.Assessment;
using DataMatching.Evidence;

namespace DataMatching.Policy;

/// <summary>
/// The record on which a flag hangs most, and the smallest change that would reverse the flag. <paramref name="IsClose"/>: that change is under a twentieth
/// of the month's line.
/// </summary>
internal sealed record DecisiveRecord(Fact? Record, FlipDistance? Flip, bool IsClose)
{
    public static DecisiveRecord Of(HouseholdAssessment a, Flag flag, Reason leading, Func<HouseholdAssessment, Flag> decide) => leading.Rule switch
    {
        "income-above-standard-for-six-months" when flag == Flag.Exit => ByMonth(a, a.Months, m => m.Low - m.Line!.Value, "减少"),
        "relieved-by-aid" when flag == Flag.Exit => ByMonth(a, a.Months, m => m.Living - m.Line!.Value + new Money(1), "减少"),
        "relapsed-while-monitored" when flag == Flag.Add => ByMonth(a, a.LastThree, m => m.Line!.Value - m.High!.Value, "增加"),
        _ => ByRecord(a, flag, leading, decide),
    };

    /// <summary>The month closest to its line, and in it the largest income.</summary>
    private static DecisiveRecord ByMonth(HouseholdAssessment a, IEnumerable<MonthAssessment> months, Func<MonthAssessment, Money> distance, string change)
    {
        var closest = months.MinBy(m => distance(m).Fen)!;
        var flip = distance(closest);
        var record = closest.Members.SelectMany(m => m.ProvedBy.Concat(m.SuspectedBy)).Concat(closest.DibaoBy)
            .OrderByDescending(f => Amount(f)).ThenBy(f => f, DistinctFacts.Order.ByContent).FirstOrDefault()
            ?? a.Facts.FirstOrDefault(f => f is StatusFact { Kind: StatusKind.OnDibao });
        var text = $"{InChinese(closest)}家庭月收入{change}{flip}元，该月结论即改变";
        return new DecisiveRecord(record, new FlipDistance(flip, null, text), flip.Fen * 20 < closest.Line!.Value.Fen);
    }

    /// <summary>The first record whose absence changes the flag; else the first that the leading reason rests on.</summary>
    private static DecisiveRecord ByRecord(HouseholdAssessment a, Flag flag, Reason leading, Func<HouseholdAssessment, Flag> decide)
    {
        if (leading.Facts.Count == 0) return new DecisiveRecord(null, null, false);
        var tried = new List<(Fact Record, Flag Without)>();
        foreach (var fact in leading.Facts)
        {
            if (tried.Exists(t => DistinctFacts.SameRecord(t.Record, fact))) continue;
            tried.Add((fact, decide(a.Without(fact))));
            if (tried[^1].Without != flag) break;
            if (tried.Count == 12) break;
        }

        var (record, without) = tried.FirstOrDefault(t => t.Without != flag, tried[0]);
        var text = without == flag ? "去掉任一条记录，结论不变" : $"没有这条记录，结论为{InChinese(without)}";
        return new DecisiveRecord(record, new FlipDistance(null, without, text), false);
    }

    private static string InChinese(MonthAssessment month) => Rules.InWords.Month(month.Month);

    private static string InChinese(Flag flag) => flag switch { Flag.Add => "拟纳入", Flag.Exit => "拟退出", Flag.ReExamine => "需复核", _ => "保持" };

    private static long Amount(Fact fact) => fact switch { ILedgerIncome i => i.Amount.Fen, DeclaredIncome d => d.Monthly.Fen, _ => 0 };
}
