using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>A migrant worker without a file, with a contract of a year or more, got aid within twelve months.</summary>
public sealed class MigrantWorkerInHardship : IRule
{
    public string Id => "migrant-worker-in-hardship";
    public RuleKind Kind => RuleKind.Add;
    public bool AppliesTo(FileState state) => state == FileState.Unfiled;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var worker = a.Household.Principal;
        if (a.Household.State != FileState.Unfiled || !worker.MigrantWorker) return Finding.NotMet();
        if (a.DeathsOf(worker.Person).Any()) return Finding.NotMet("有死亡记录");
        var since = a.LastMonth.Plus(-11).FirstDay;
        var aid = a.Of(StatusKind.TemporaryAid).Where(s => string.Equals(s.Person, worker.Person, StringComparison.Ordinal) && s.Valid.Start >= since && s.Valid.Start <= a.Day).ToList();
        if (aid.Count == 0) return a.Unanswered(Datasets.TemporaryAid) is { Count: > 0 } missing ? Finding.Unknown("临时救助未得到答复", missing) : Finding.NotMet();
        var contracts = a.Of(StatusKind.Employed).Where(s => string.Equals(s.Person, worker.Person, StringComparison.Ordinal) && s.Valid.Contains(a.Day)).ToList();
        if (contracts.Count == 0) return a.Unanswered(Datasets.Employment) is { Count: > 0 } unasked ? Finding.Unknown("劳动合同未得到答复", unasked, aid) : Finding.NotMet("没有履行中的劳动合同");
        var long12 = contracts.Where(s => s.Valid.End is null || (s.Valid.Start is { } start && start.AddMonths(12).AddDays(-1) <= s.Valid.End)).ToList();
        if (long12.Count == 0) return Finding.NotMet("劳动合同不满一年");
        List<Fact> facts = [.. long12, .. aid];
        return Finding.Met($"农民工会员未建档，有一年以上劳动合同，{InWords.Day(aid.Max(s => s.Valid.Start!.Value))}曾得到临时救助{InWords.Probably(facts)}", facts);
    }
}
