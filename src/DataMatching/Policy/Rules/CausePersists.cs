using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Time;

namespace DataMatching.Policy.Rules;

/// <summary>Income is above the standard, but records show that a cause of the hardship goes on.</summary>
public sealed class CausePersists : IRule
{
    public string Id => "cause-persists";
    public RuleKind Kind => RuleKind.ReExamine;

    public Finding Evaluate(HouseholdAssessment a)
    {
        if (!a.AllAbove) return Finding.NotMet();
        var unemployed = a.Of(StatusKind.Unemployed).Where(s => s.Valid.Contains(a.Day) && a.IsLiving(s.Person)).ToList();
        var aid = a.Of(StatusKind.TemporaryAid)
            .Where(s => s.Valid.Start >= a.LastMonth.Plus(-2).FirstDay && s.Valid.Start <= a.Day && a.IsLiving(s.Person) && (s.Detail.Cause is "illness" or "accident")).ToList();
        var illness = a.Of(StatusKind.MajorIllness).Where(s => s.Valid.Start >= a.LastMonth.Plus(-2).FirstDay && s.Valid.Start <= a.Day && a.IsLiving(s.Person)).ToList();
        var bills = BillsThatEatTheIncome(a);
        List<Fact> facts = [.. unemployed, .. aid, .. illness, .. bills.Where(b => illness.TrueForAll(i => !DistinctFacts.SameRecord(i, b)))];
        if (facts.Count > 0)
        {
            string[] causes =
            [
                .. unemployed.Count > 0 ? ["仍在登记失业"] : Array.Empty<string>(), .. aid.Count > 0 ? ["本季度因疾病或意外得到临时救助"] : Array.Empty<string>(),
                .. illness.Count > 0 ? ["本季度有重大疾病医保结算"] : Array.Empty<string>(), .. bills.Count > 0 ? ["本季度有月份扣除自付医疗费后收入不高于标准"] : Array.Empty<string>(),
            ];
            return Finding.Met($"收入已高于标准，但致困因素仍在：{string.Join('、', causes)}{InWords.Probably(facts)}", facts);
        }

        MissingEvidence[] missing = [.. a.Unanswered(Datasets.Unemployment), .. a.Unanswered(Datasets.TemporaryAid), .. a.Unanswered(Datasets.Settlements)];
        return missing.Length > 0 ? Finding.Unknown("失业登记、临时救助或医保结算未得到答复", missing) : Finding.NotMet();
    }

    /// <summary>What living members paid themselves for treatment in those months of the quarter whose proved income less it is not above the standard.</summary>
    private static List<ExpenseFact> BillsThatEatTheIncome(HouseholdAssessment a)
    {
        var bills = a.Facts.OfType<ExpenseFact>()
            .Where(e => e.Kind == ExpenseKind.Medical && (e.Grade is MatchGrade.Certain or MatchGrade.Probable) && a.IsLiving(e.Person)).ToLookup(e => Month.Of(e.On));
        return a.LastThree.Where(m => m.Line is { } line && bills[m.Month].Aggregate(m.Low, (left, bill) => left - bill.SelfPaid) <= line)
            .SelectMany(m => bills[m.Month]).Where(bill => bill.SelfPaid > Money.Zero).ToList();
    }
}
