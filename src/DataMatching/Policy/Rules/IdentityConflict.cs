using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>A number of ours stands with another name, at an agency or in another file: somebody's number is misused, or one of the two is wrong.</summary>
public sealed class IdentityConflict : IRule
{
    public string Id => "identity-conflict";
    public RuleKind Kind => RuleKind.ReExamine;
    public bool AppliesTo(FileState state) => state is FileState.Active or FileState.Monitored or FileState.Unfiled;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var facts = a.Facts.Where(f => f.Grade == MatchGrade.Conflict && !a.IsDead(f.Person)).ToList();
        var files = a.File.OtherFiles.Count(o => !o.SameName && !a.IsDead(o.Person));
        if (facts.Count == 0 && files == 0) return Finding.NotMet();
        var persons = facts.Select(f => f.Person).Concat(a.File.OtherFiles.Where(o => !o.SameName).Select(o => o.Person)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return Finding.Met(
            $"{string.Join('、', persons.Select(InWords.Member))}的证件号码在部门记录{facts.Count}条、其他档案{files}份中对应另一姓名，须核实号码是否被误用或冒用", facts);
    }
}
