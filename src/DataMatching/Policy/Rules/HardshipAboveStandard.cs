using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>Income near above the standard, assets within the limits, and aid for illness, accident or study within twelve months.</summary>
public sealed class HardshipAboveStandard : IRule
{
    public string Id => "hardship-above-standard";
    public RuleKind Kind => RuleKind.Add;
    public bool AppliesTo(FileState state) => state is FileState.Monitored or FileState.Closed;

    public Finding Evaluate(HouseholdAssessment a)
    {
        if (a.Household.State is not (FileState.Monitored or FileState.Closed)) return Finding.NotMet();
        var since = a.LastMonth.Plus(-11).FirstDay;
        var aid = a.Of(StatusKind.TemporaryAid)
            .Where(s => s.Valid.Start >= since && s.Valid.Start <= a.Day && a.IsLiving(s.Person) && (s.Detail.Cause is "illness" or "accident" or "study")).ToList();
        if (aid.Count == 0) return a.Unanswered(Datasets.TemporaryAid) is { Count: > 0 } missing ? Finding.Unknown("临时救助未得到答复", missing) : Finding.NotMet();

        if (a.Policy.HardshipThousandths(aid.Exists(s => s.Detail.Cause == "accident"), a.Day) is not { } thousandths) return Finding.Unknown("政策未定困难线倍数", facts: aid);
        if (a.LastThree.Any(m => m.Line is { } line && m.Low.Fen * 1000 > line.Fen * thousandths)) return Finding.NotMet("最近三个月有收入高于困难线的月份");
        if (a.LastThree.All(m => m.Below)) return Finding.NotMet("最近三个月收入均低于标准，不属标准以上的困难");
        if (a.Assets.Within == Truth.NotMet) return Finding.NotMet("财产超出限额");
        var known = a.LastThree.All(m => m.High is { } high && m.Line is { } line && high.Fen * 1000 <= line.Fen * thousandths);
        if (!known) return Finding.Unknown("最近三个月有收入上限不明或可能高于困难线的月份", a.Missing, aid);
        if (a.Assets.Within == Truth.Unknown) return Finding.Unknown("财产未得到全部答复", a.Missing, aid);
        var multiple = (thousandths / 1000m).ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
        return Finding.Met($"最近三个月收入均不超过标准的{multiple}倍，财产在限额内，{InWords.Day(aid.Max(s => s.Valid.Start!.Value))}曾因{Cause(aid[0])}得到临时救助{InWords.Probably(aid)}", aid);
    }

    private static string Cause(StatusFact aid) => aid.Detail.Cause switch { "illness" => "疾病", "accident" => "意外", _ => "就学" };
}
