using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>Civil affairs stopped the dibao of a member within the window: it may have found what the union does not know.</summary>
public sealed class DibaoStoppedWhileFiled : IRule
{
    public string Id => "dibao-stopped-while-filed";
    public RuleKind Kind => RuleKind.ReExamine;

    public Finding Evaluate(HouseholdAssessment a)
    {
        if (a.AllAbove) return Finding.NotMet("六个月均高于标准");
        var stopped = a.Of(StatusKind.OnDibao)
            .Where(s => a.IsLiving(s.Person) && a.Months.Any(m => s.Valid.Touches(m.Month)))
            .GroupBy(s => s.Person, StringComparer.Ordinal)
            .Where(g => !a.Of(StatusKind.OnDibao).Any(s => string.Equals(s.Person, g.Key, StringComparison.Ordinal) && s.Valid.Contains(a.Day)))
            .SelectMany(g => g).ToList();
        var missing = a.Unanswered(Datasets.Dibao);
        if (missing.Count > 0) return Finding.Unknown("低保名单未得到答复", missing, stopped);
        return stopped.Count == 0 ? Finding.NotMet()
            : Finding.Met($"低保已停（{string.Join('、', stopped.Select(s => s.Valid.End).OfType<DateOnly>().Distinct().Order().Select(InWords.Day))}），档案仍在，须了解停保原因{InWords.Probably(stopped)}", stopped);
    }
}
