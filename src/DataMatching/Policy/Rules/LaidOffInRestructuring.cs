using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>A member of the union without a file was laid off in a restructuring and lives on a benefit within the standard.</summary>
public sealed class LaidOffInRestructuring : IRule
{
    public string Id => "laid-off-in-restructuring";
    public RuleKind Kind => RuleKind.Add;
    public bool AppliesTo(FileState state) => state == FileState.Unfiled;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var worker = a.Household.Principal;
        if (a.Household.State != FileState.Unfiled) return Finding.NotMet();
        var laidOff = a.Of(StatusKind.Unemployed)
            .Where(s => string.Equals(s.Person, worker.Person, StringComparison.Ordinal) && s.Valid.Contains(a.Day) && s.Detail.Cause == "restructuring").ToList();
        var missing = a.Unanswered(Datasets.Unemployment);
        if (laidOff.Count == 0) return missing.Count > 0 ? Finding.Unknown("失业登记未得到答复", missing) : Finding.NotMet();
        if (a.DeathsOf(worker.Person).Any()) return Finding.NotMet("有死亡记录");
        var benefits = a.Facts.OfType<MonthlyIncome>()
            .Where(i => i.Kind == IncomeKind.UnemploymentBenefit && i.Month == a.LastMonth && (i.Grade is MatchGrade.Certain or MatchGrade.Probable)
                && string.Equals(i.Person, worker.Person, StringComparison.Ordinal)).ToList();
        var benefit = benefits.Aggregate(Money.Zero, (sum, i) => sum + i.Amount);
        if (a.Months[^1].Standard is not { } standard) return Finding.Unknown("当月低保标准不明", a.Missing, laidOff);
        if (benefit > standard) return Finding.NotMet($"失业金{benefit}元，高于低保标准{standard}元");
        if (missing.Count > 0) return Finding.Unknown("失业金未得到答复", missing, laidOff);
        List<Fact> facts = [.. laidOff, .. benefits];
        return Finding.Met($"工会会员未建档，因企业改制裁员登记失业，{InWords.Month(a.LastMonth)}失业金{benefit}元，不高于低保标准{standard}元{InWords.Probably(facts)}", facts);
    }
}
