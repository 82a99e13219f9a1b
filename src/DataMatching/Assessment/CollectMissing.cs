using DataMatching.Evidence;
using DataMatching.Policy;
using DataMatching.Time;

namespace DataMatching.Assessment;

/// <summary>Everything without which a month or an asset cannot be known, once for each person, dataset and answer, with all its months.</summary>
internal static class CollectMissing
{
    public static IReadOnlyList<MissingEvidence> Of(HouseholdAssessment a)
    {
        var gaps = new Gaps(a.FirstMonth);
        foreach (var month in a.Months)
        {
            foreach (var member in month.Members)
            {
                if (member.UnderSixteen) continue;
                foreach (var unanswered in member.Unanswered) gaps.Add(member.Person, unanswered.Dataset, unanswered.Answer, month.Month);
            }

            if (month.Standard is null) gaps.Add(a.Household.Key, $"{MissingEvidence.Standard}/{MissingEvidence.Standard}", Answer.Failed, month.Month);
            else if (month.Cell == Cell.Unknown && month.Members.Any(m => m.UpperOnly > Money.Zero))
                gaps.Add(a.Household.Key, $"{MissingEvidence.PolicyText}/{PolicyParameter.ResidentPensionCounted}", Answer.Failed, month.Month);
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
                    if (!Datasets.IsKnown(answer)) gaps.Add(member.Person, dataset, answer, month);
                }
            }
        }

        return gaps.Together();
    }

    /// <summary>A household has hundreds: their names are numbered, so that they are sorted as numbers.</summary>
    private sealed class Gaps(Month first)
    {
        private const int MonthBits = 8, AnswerBits = 8, DatasetBits = 16;
        private readonly List<string> _people = [], _datasets = [];
        private readonly List<long> _gaps = [];

        public void Add(string person, string dataset, Answer answer, Month month) =>
            _gaps.Add(Packed(NumberOf(_people, person), NumberOf(_datasets, dataset), (int)answer, month.Since(first)));

        /// <summary>By person, dataset (ordinal) and answer, with the months of each, ascending.</summary>
        public IReadOnlyList<MissingEvidence> Together()
        {
            if (_gaps.Count == 0) return [];
            var (people, datasets) = (Ranks(_people), Ranks(_datasets));
            for (var i = 0; i < _gaps.Count; i++)
            {
                var (person, dataset, answer, month) = Parts(_gaps[i]);
                _gaps[i] = Packed(people[person], datasets[dataset], answer, month);
            }

            _gaps.Sort();
            _people.Sort(StringComparer.Ordinal);
            _datasets.Sort(StringComparer.Ordinal);
            var missing = new List<MissingEvidence>();
            for (var i = 0; i < _gaps.Count;)
            {
                var (begin, months) = (Parts(_gaps[i]), new List<Month>());
                for (; i < _gaps.Count && _gaps[i] >> MonthBits == Packed(begin.Person, begin.Dataset, begin.Answer, 0) >> MonthBits; i++)
                {
                    var month = first.Plus(Parts(_gaps[i]).Month);
                    if (months.Count == 0 || months[^1] != month) months.Add(month);
                }

                var dataset = _datasets[begin.Dataset];
                missing.Add(new MissingEvidence(_people[begin.Person], Datasets.Registry(dataset), Datasets.Name(dataset), months, (Answer)begin.Answer));
            }

            return missing;
        }

        private static long Packed(int person, int dataset, int answer, int month) => (((((long)person << DatasetBits) | (uint)dataset) << AnswerBits | (uint)answer) << MonthBits) | (uint)month;

        private static (int Person, int Dataset, int Answer, int Month) Parts(long gap) =>
            ((int)(gap >> (DatasetBits + AnswerBits + MonthBits)), Part(gap >> (AnswerBits + MonthBits), DatasetBits), Part(gap >> MonthBits, AnswerBits), Part(gap, MonthBits));

        private static int Part(long gap, int bits) => (int)(gap & ((1L << bits) - 1));

        private static int NumberOf(List<string> names, string name)
        {
            for (var i = 0; i < names.Count; i++)
            {
                if (string.Equals(names[i], name, StringComparison.Ordinal)) return i;
            }

            names.Add(name);
            return names.Count - 1;
        }

        /// <summary>For each name its place in ordinal order.</summary>
        private static int[] Ranks(List<string> names)
        {
            var ranks = new int[names.Count];
            for (var i = 0; i < ranks.Length; i++) ranks[i] = names.Count(other => string.CompareOrdinal(other, names[i]) < 0);
            return ranks;
        }
    }
}
