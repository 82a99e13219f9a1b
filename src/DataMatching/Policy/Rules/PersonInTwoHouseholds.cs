using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>A counted member stands in another active file too, under the same number and name.</summary>
public sealed class PersonInTwoHouseholds : IRule
{
    public string Id => "person-in-two-households";
    public RuleKind Kind => RuleKind.ReExamine;
    public bool AppliesTo(FileState state) => state is FileState.Active or FileState.Monitored;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var twice = a.File.OtherFiles.Where(o => o.SameName && o.State == FileState.Active && a.IsLiving(o.Person))
            .OrderBy(o => o.Person, StringComparer.Ordinal).ThenBy(o => o.OtherHousehold, StringComparer.Ordinal).ToList();
        return twice.Count == 0 ? Finding.NotMet()
            : Finding.Met($"同一人同时列入其他在档家庭：{string.Join('、', twice.Select(o => $"{InWords.Member(o.Person)}（档案{o.OtherHousehold}）"))}", []);
    }
}
