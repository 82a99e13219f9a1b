using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>A household that left the file has come onto the dibao list since.</summary>
public sealed class ReturnedToDibao : IRule
{
    public string Id => "returned-to-dibao";
    public RuleKind Kind => RuleKind.Add;
    public bool AppliesTo(FileState state) => state is FileState.Monitored or FileState.Closed;

    public Finding Evaluate(HouseholdAssessment a)
    {
        if (a.Household.State is not (FileState.Monitored or FileState.Closed)) return Finding.NotMet();
        var onList = a.Of(StatusKind.OnDibao).Where(s => s.Valid.Contains(a.Day) && a.IsLiving(s.Person)).ToList();
        if (onList.Count == 0) return a.Unanswered(Datasets.Dibao) is { Count: > 0 } missing ? Finding.Unknown("低保名单未得到答复", missing) : Finding.NotMet();
        if (a.Household.ExitedOn is not { } exited) return Finding.Unknown("在低保名单，但退出日期不明", facts: onList);
        var since = onList.Where(s => s.Valid.Start > exited).ToList();
        if (since.Count > 0) return Finding.Met($"退出（{InWords.Day(exited)}）后，{InWords.Day(since.Min(s => s.Valid.Start!.Value))}起又列入低保名单{InWords.Probably(since)}", since);
        return onList.Exists(s => s.Valid.Start is null) ? Finding.Unknown("在低保名单，但起始日期不明", facts: onList) : Finding.NotMet("低保在退出前已享受");
    }
}
