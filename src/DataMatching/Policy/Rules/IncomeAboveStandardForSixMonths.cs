using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>Every one of the six months is proved to lie above its standard; no average stands in any of them.</summary>
public sealed class IncomeAboveStandardForSixMonths : IExitRule
{
    public string Id => "income-above-standard-for-six-months";
    public RuleKind Kind => RuleKind.Exit;
    public ExitKind ExitKind => ExitKind.OutOfPoverty;

    public Finding Evaluate(HouseholdAssessment a)
    {
        if (a.AllAbove)
        {
            var closest = a.Months.MinBy(m => m.Low.Fen - m.Line!.Value.Fen)!;
            return Finding.Met(
                $"连续六个月（{InWords.Month(a.FirstMonth)}至{InWords.Month(a.LastMonth)}）逐月核实收入均高于当月低保标准；最接近的{InWords.Month(closest.Month)}收入{closest.Low}元，标准线{closest.Line}元。致困因素消除须入户认定",
                a.Months.SelectMany(m => m.Members).SelectMany(m => m.ProvedBy));
        }

        var below = a.Months.FirstOrDefault(m => m.Cell == Cell.NotAbove);
        if (below is not null) return Finding.NotMet($"{InWords.Month(below.Month)}收入至多{below.High}元，不高于标准线{below.Line}元");
        var unknown = a.Months.Where(m => m.Cell == Cell.Unknown).Select(m => InWords.Month(m.Month));
        return Finding.Unknown($"未能证实高于标准的月份：{string.Join('、', unknown)}", a.Missing);
    }
}
