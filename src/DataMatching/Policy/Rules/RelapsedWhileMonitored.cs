using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>While still watched, the household has been below the standard for three months, and its assets are within the limits.</summary>
public sealed class RelapsedWhileMonitored : IRule
{
    public string Id => "relapsed-while-monitored";
    public RuleKind Kind => RuleKind.Add;
    public bool AppliesTo(FileState state) => state == FileState.Monitored;

    public Finding Evaluate(HouseholdAssessment a)
    {
        if (a.Household.State != FileState.Monitored) return Finding.NotMet();
        var known = a.LastThree.FirstOrDefault(m => m.Cell != Cell.Unknown && !m.Below);
        if (known is not null) return Finding.NotMet($"{InWords.Month(known.Month)}收入不低于标准线{known.Line}元");
        if (a.Assets.Within == Truth.NotMet) return Finding.NotMet("财产超出限额");
        if (!a.LastThree.All(m => m.Below)) return Finding.Unknown("最近三个月有收入上限不明的月份", a.Missing);
        if (a.Assets.Within == Truth.Unknown) return Finding.Unknown("财产未得到全部答复", a.Missing);
        var facts = a.LastThree.SelectMany(m => m.Members).SelectMany(m => m.ProvedBy.Concat(m.SuspectedBy)).ToList();
        return Finding.Met(
            $"监测期内最近三个月收入均低于标准线：{string.Join('，', a.LastThree.Select(m => $"{InWords.Month(m.Month)}至多{m.High}元（标准线{m.Line}元）"))}，财产在限额内{InWords.Probably(facts)}", facts);
    }
}
