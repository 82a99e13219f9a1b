using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>
/// A number of ours stands with another name, at an agency or in another file: somebody's number is misused, or one of the two is wrong. Or a record without a usable number may be that of somebody who has a file, and it
/// is for a person to say.
/// </summary>
public sealed class IdentityConflict : IRule
{
    public string Id => "identity-conflict";
    public RuleKind Kind => RuleKind.ReExamine;
    public bool AppliesTo(FileState state) => state is FileState.Active or FileState.Monitored or FileState.Unfiled;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var facts = a.Facts.Where(f => f.Grade == MatchGrade.Conflict && !a.IsDead(f.Person)).ToList();
        var files = a.File.OtherFiles.Count(o => !o.SameName && !a.IsDead(o.Person));
        var doubtful = a.Household.State == FileState.Unfiled ? [] : a.Facts.Where(f => f.Grade == MatchGrade.Doubtful && !a.IsDead(f.Person)).ToList();
        if (facts.Count == 0 && files == 0 && doubtful.Count == 0) return Finding.NotMet();
        if (facts.Count == 0 && files == 0) return Finding.Met(InDoubt(doubtful), doubtful);
        var persons = facts.Select(f => f.Person).Concat(a.File.OtherFiles.Where(o => !o.SameName).Select(o => o.Person)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var conflict = $"{string.Join('、', persons.Select(InWords.Member))}的证件号码在部门记录{facts.Count}条、其他档案{files}份中对应另一姓名，须核实号码是否被误用或冒用";
        return Finding.Met(doubtful.Count == 0 ? conflict : $"{conflict}；{InDoubt(doubtful)}", [.. facts, .. doubtful]);
    }

    private static string InDoubt(List<Fact> doubtful)
    {
        var persons = doubtful.Select(f => f.Person).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var rows = doubtful.Select(f => (f.Source.Batch, f.Source.Line, f.Source.File)).Distinct().Count();
        return $"部门记录{rows}条没有可用的证件号码，姓名等信息与{string.Join('、', persons.Select(InWords.Member))}相近，须核实是否本人";
    }
}
