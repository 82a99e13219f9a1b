using DataMatching.Evidence;
using DataMatching.Policy;
using DataMatching.Time;

namespace DataMatching.Assessment;

/// <summary>Everything without which a month or an asset cannot be known, once for each person, dataset and answer, with all its months.</summary>
internal static class CollectMissing
{
    public static IReadOnlyList<MissingEvidence> Of(HouseholdAssessment a)
    {
        var gaps = new List<(string Person, string Dataset, Answer Answer, Month Month)>();
        foreach (var month in a.Months)
        {
            foreach (var member in month.Members)
            {
                if (member.UnderSixteen) continue;
                foreach (var unanswered in member.Unanswered) gaps.Add((member.Person, unanswered.Dataset, unanswered.Answer, month.Month));
            }

            if (month.Standard is null) gaps.Add((a.Household.Key, $"{MissingEvidence.Standard}/{MissingEvidence.Standard}", Answer.Failed, month.Month));
            else if (month.Cell == Cell.Unknown && month.Members.Any(m => m.UpperOnly > Money.Zero))
                gaps.Add((a.Household.Key, $"{MissingEvidence.PolicyText}/{PolicyParameter.ResidentPensionCounted}", Answer.Failed, month.Month));
        }

        IReadOnlyList<Month> window = [.. a.Months.Select(m => m.Month)], last = [a.LastMonth];
        foreach (var dataset in a.Policy.RequiredDatasets(a.Day))
        {
            var (registry, name, asked) = (Datasets.Registry(dataset), Datasets.Name(dataset), Datasets.ByMonth(dataset) ? window : last);
            foreach (var member in a.Living)
            {
                foreach (var month in asked)
                {
                    if (!member.Membership.Touches(month)) continue;
                    var answer = a.File.Answers.For(member.Person, registry, name, month);
                    if (!Datasets.IsKnown(answer)) gaps.Add((member.Person, dataset, answer, month));
                }
            }
        }

        if (gaps.Count == 0) return [];
        gaps.Sort(Order);
        var missing = new List<MissingEvidence>();
        for (var i = 0; i < gaps.Count;)
        {
            var (first, months) = (gaps[i], new List<Month>());
            for (; i < gaps.Count && Order(gaps[i] with { Month = first.Month }, first) == 0; i++)
            {
                if (months.Count == 0 || months[^1] != gaps[i].Month) months.Add(gaps[i].Month);
            }

            missing.Add(new MissingEvidence(first.Person, Datasets.Registry(first.Dataset), Datasets.Name(first.Dataset), months, first.Answer));
        }

        return missing;
    }

    private static int Order((string Person, string Dataset, Answer Answer, Month Month) a, (string Person, string Dataset, Answer Answer, Month Month) b)
    {
        var order = string.CompareOrdinal(a.Person, b.Person);
        if (order == 0) order = string.CompareOrdinal(a.Dataset, b.Dataset);
        if (order == 0) order = a.Answer.CompareTo(b.Answer);
        return order == 0 ? a.Month.CompareTo(b.Month) : order;
    }
}
