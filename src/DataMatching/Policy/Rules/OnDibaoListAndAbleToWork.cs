using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>A member of the union, of working age and without a file, is on the dibao list.</summary>
public sealed class OnDibaoListAndAbleToWork : IRule
{
    public string Id => "on-dibao-list-and-able-to-work";
    public RuleKind Kind => RuleKind.Add;
    public bool AppliesTo(FileState state) => state == FileState.Unfiled;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var worker = a.Household.Principal;
        if (a.Household.State != FileState.Unfiled) return Finding.NotMet();
        var onList = a.Of(StatusKind.OnDibao).Where(s => string.Equals(s.Person, worker.Person, StringComparison.Ordinal) && s.Valid.Contains(a.Day)).ToList();
        if (onList.Count == 0) return a.Unanswered(Datasets.Dibao) is { Count: > 0 } missing ? Finding.Unknown("低保名单未得到答复", missing) : Finding.NotMet();
        if (worker.Id is not { } id) return Finding.Unknown("证件号码无效，年龄不明", facts: onList);
        if (id.Birth.AddYears(16) > a.Day || id.Birth.AddYears(60) <= a.Day) return Finding.NotMet("在低保名单，但不在16至59周岁");
        if (a.DeathsOf(worker.Person).Any()) return Finding.NotMet("在低保名单，但有死亡记录");
        return Finding.Met($"工会会员未建档，{InWords.Day(a.Day)}在低保名单，且在劳动年龄（16至59周岁）{InWords.Probably(onList)}", onList);
    }
}
