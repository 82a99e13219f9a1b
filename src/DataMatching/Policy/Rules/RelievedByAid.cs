using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>In government aid for all six months, and with it living at the standard in each.</summary>
public sealed class RelievedByAid : IExitRule
{
    public string Id => "relieved-by-aid";
    public RuleKind Kind => RuleKind.Exit;
    public ExitKind ExitKind => ExitKind.Relieved;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var onDibao = a.Living.Select(m => StatusesIn(a, m.Person)).FirstOrDefault(s => s.Count > 0);
        if (onDibao is null)
        {
            var unanswered = a.Unanswered(Datasets.Dibao);
            return unanswered.Count > 0 ? Finding.Unknown("低保名单未得到答复", unanswered) : Finding.NotMet("没有成员六个月均在低保名单");
        }

        if (a.Months.Any(m => m.Line is null)) return Finding.Unknown("有月份的低保标准不明", a.Missing);
        var lacking = a.Months.FirstOrDefault(m => m.Living < m.Line);
        if (lacking is not null) return Finding.NotMet($"{InWords.Month(lacking.Month)}收入加低保金共{lacking.Living}元，未达到标准线{lacking.Line}元");
        return Finding.Met(
            $"六个月均在低保名单，各月收入加低保金均达到标准线。致困因素消除须入户认定",
            [.. onDibao, .. a.Months.SelectMany(m => m.DibaoBy), .. a.Months.SelectMany(m => m.Members).SelectMany(m => m.ProvedBy)]);
    }

    /// <summary>The person's entries on the list when together they touch all six months; otherwise none.</summary>
    private static List<StatusFact> StatusesIn(HouseholdAssessment a, string person)
    {
        var own = a.Of(StatusKind.OnDibao).Where(s => s.Grade == MatchGrade.Certain && string.Equals(s.Person, person, StringComparison.Ordinal)).ToList();
        return a.Months.All(m => own.Exists(s => s.Valid.Touches(m.Month))) ? own : [];
    }
}
