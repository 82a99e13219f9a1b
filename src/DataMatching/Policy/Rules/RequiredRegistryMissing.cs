using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>A required registry refused, or delivered nothing usable for the months that count; or somebody has no number by which he could be looked up.</summary>
public sealed class RequiredRegistryMissing : IRule
{
    public string Id => "required-registry-missing";
    public RuleKind Kind => RuleKind.ReExamine;
    public bool AppliesTo(FileState state) => state is FileState.Active or FileState.Monitored;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var missing = a.RequiredMissing.Where(m => m.Answer is Answer.Refused or Answer.Failed).ToList();
        if (missing.Count == 0) return Finding.NotMet();
        var datasets = missing.GroupBy(m => $"{m.Registry}/{m.Dataset}", StringComparer.Ordinal)
            .Select(g => $"{g.Key}（{string.Join('、', g.SelectMany(m => m.Months).Distinct().Order().Select(InWords.Month))}）");
        var unnumbered = a.Household.Members.Where(m => !m.CanBeLookedUp && missing.Exists(x => string.Equals(x.Person, m.Person, StringComparison.Ordinal))).Select(m => InWords.Member(m.Person)).ToList();
        var why = unnumbered.Count == 0 ? "" : $"（{string.Join('、', unnumbered)}没有可用的证件号码，部门记录无法按号码查找，请先补正）";
        return Finding.Met($"应查部门数据未得到答复：{string.Join('；', datasets)}{why}", [], missing);
    }
}
