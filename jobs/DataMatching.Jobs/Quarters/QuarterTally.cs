using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Jobs.Judging;
using DataMatching.Jobs.Reports;
using DataMatching.Quarters;
using DataMatching.Words;

namespace DataMatching.Jobs;

/// <summary>Counts that a quarter's report is made of, fed household by household.</summary>
internal sealed class QuarterTally
{
    private readonly SortedDictionary<District, DistrictCount> _districts = [];
    private readonly SortedDictionary<(Flag, string), long> _reasons = [];
    private readonly SortedDictionary<string, long[]> _answers = new(StringComparer.Ordinal);

    private readonly SortedDictionary<(District, FileState, Flag), int> _judged = [];
    private readonly SortedDictionary<(District District, string Registry, Answer Answer), long> _places = new(Comparer<(District District, string Registry, Answer Answer)>.Create(
        (a, b) => a.District != b.District ? a.District.CompareTo(b.District) : string.CompareOrdinal(a.Registry, b.Registry) is not 0 and var order ? order : a.Answer.CompareTo(b.Answer)));
    private readonly List<QuarterListRow> _rows = [];
    private readonly HashSet<(string, string)> _given = [];

    public long Households { get; private set; }

    /// <summary>By city: a province has more counties than a page can show.</summary>
    public IReadOnlyList<DistrictCount> Districts => [.. _districts.Values];

    /// <summary>Most frequent first, then by rule.</summary>
    public IReadOnlyList<ReasonCount> Reasons =>
        [.. _reasons.OrderByDescending(r => r.Value).ThenBy(r => r.Key.Item2, StringComparer.Ordinal)
            .Select(r => new ReasonCount(r.Key.Item2, RuleWords.Of(r.Key.Item2).Name, r.Key.Item1, r.Value))];

    /// <summary>Households on a list, as rows.</summary>
    public IReadOnlyList<QuarterListRow> Rows => _rows;

    /// <summary>Reasons given, by household and rule.</summary>
    public IReadOnlySet<(string Household, string Rule)> Given => _given;

    /// <summary>By county, the state of the file and the flag.</summary>
    public IEnumerable<JudgedCount> Judged => _judged.Select(j => new JudgedCount(j.Key.Item1, j.Key.Item2, j.Key.Item3, j.Value));

    /// <summary>By county, registry and answer.</summary>
    public IEnumerable<AnswerCount> AnswersByPlace => _places.Select(p => new AnswerCount(p.Key.District, p.Key.Registry, p.Key.Answer, p.Value));

    public void Add(Judged judged, IEnumerable<DatasetTerms> datasets)
    {
        var (household, verdict) = (judged.Household, judged.Verdict);
        Households++;
        var kind = (household.District, household.State, verdict.Flag);
        _judged[kind] = _judged.GetValueOrDefault(kind) + 1;
        var place = Place(household.District);
        var before = _districts.GetValueOrDefault(place) ?? new DistrictCount(place, DivisionNames.Of(place) ?? place.ToString(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        _districts[place] = Count(before, household.State, verdict);
        if (household.State != FileState.Unfiled) CountAnswers(judged, datasets);
        if (verdict.Flag == Flag.Keep) return;
        _rows.Add(ListedVerdict.Of(household, verdict));
        foreach (var reason in verdict.Reasons) _given.Add((household.Key, reason.Rule));
        foreach (var reason in verdict.Reasons) _reasons[(verdict.Flag, reason.Rule)] = _reasons.GetValueOrDefault((verdict.Flag, reason.Rule)) + 1;
    }

    public long Answers(string registry, Answer answer) => _answers.TryGetValue(registry, out var counts) ? counts[(int)answer] : 0;

    /// <summary>The city; in a municipality, whose cities are only a fiction of the code, the district.</summary>
    private static District Place(District district) =>
        district.Province.Code is 110000 or 120000 or 310000 or 500000 || district.City.Code == district.Province.Code ? district : district.City;

    private void CountAnswers(Judged judged, IEnumerable<DatasetTerms> datasets)
    {
        foreach (var dataset in datasets)
        {
            if (!_answers.TryGetValue(dataset.Registry, out var counts)) _answers[dataset.Registry] = counts = new long[5];
            foreach (var member in judged.Household.Members)
            {
                var answer = judged.File.Answers.For(member.Person, dataset.Registry, dataset.Dataset, judged.File.Period.Last);
                counts[(int)answer]++;
                var place = (judged.Household.District, dataset.Registry, answer);
                _places[place] = _places.GetValueOrDefault(place) + 1;
            }
        }
    }

    private static DistrictCount Count(DistrictCount c, FileState state, Verdict verdict)
    {
        var active = state == FileState.Active;
        if (active) c = c with { Opening = c.Opening + 1 };
        return verdict.Flag switch
        {
            Flag.Keep => active ? c with { Kept = c.Kept + 1 } : c,
            Flag.ReExamine => active ? c with { ReExamineActive = c.ReExamineActive + 1 } : c with { ReExamineOther = c.ReExamineOther + 1 },
            Flag.Add => state switch
            {
                FileState.Unfiled => c with { AddUnfiled = c.AddUnfiled + 1 },
                FileState.Monitored => c with { AddMonitored = c.AddMonitored + 1 },
                _ => c with { AddClosed = c.AddClosed + 1 },
            },
            _ => verdict.ExitKind switch
            {
                ExitKind.OutOfPoverty => c with { ExitOutOfPoverty = c.ExitOutOfPoverty + 1 },
                ExitKind.Relieved => c with { ExitRelieved = c.ExitRelieved + 1 },
                _ => c with { ExitIneligible = c.ExitIneligible + 1 },
            },
        };
    }
}
