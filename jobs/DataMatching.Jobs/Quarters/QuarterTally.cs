using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Jobs.Reports;
using DataMatching.Quarters;
using DataMatching.Words;

namespace DataMatching.Jobs;

/// <summary>Counts that a quarter's report is made of, fed household by household.</summary>
internal sealed class QuarterTally
{
    private readonly SortedDictionary<(Flag, string), long> _reasons = [];
    private readonly HashSet<(string, string)> _given = [];

    /// <summary>Everybody judged, and every answer.</summary>
    public JudgedCounts Counts { get; } = new();

    public long Households => Counts.Judged.Sum(j => (long)j.Households);

    /// <summary>By city: a province has more counties than a page can show.</summary>
    public IReadOnlyList<DistrictCount> Districts
    {
        get
        {
            var districts = new SortedDictionary<District, DistrictCount>();
            foreach (var (district, state, flag, kind, households) in Counts.Judged)
            {
                var place = Place(district);
                var before = districts.GetValueOrDefault(place) ?? new DistrictCount(place, DivisionNames.Of(place) ?? place.ToString(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
                districts[place] = Count(before, state, flag, kind, households);
            }

            return [.. districts.Values];
        }
    }

    /// <summary>Most frequent first, then by rule.</summary>
    public IReadOnlyList<ReasonCount> Reasons =>
        [.. _reasons.OrderByDescending(r => r.Value).ThenBy(r => r.Key.Item2, StringComparer.Ordinal)
            .Select(r => new ReasonCount(r.Key.Item2, RuleWords.Of(r.Key.Item2).Name, r.Key.Item1, r.Value))];

    /// <summary>Reasons given, by household and rule.</summary>
    public IReadOnlySet<(string Household, string Rule)> Given => _given;

    /// <summary>By county, the state of the file and the flag.</summary>
    public IEnumerable<JudgedCount> Judged =>
        Counts.Judged.GroupBy(j => (j.District, j.State, j.Flag)).Select(g => new JudgedCount(g.Key.District, g.Key.State, g.Key.Flag, g.Sum(j => j.Households)));

    /// <summary>By county, registry and answer.</summary>
    public IEnumerable<AnswerCount> AnswersByPlace => Counts.Answers.Select(a => new AnswerCount(a.District, a.Registry, a.Answer, a.Answers));

    /// <summary>The same rows, the reasons of each counted when it passes; that its household was judged is told apart from it.</summary>
    public IEnumerable<QuarterListRow> Listing(IEnumerable<QuarterListRow> rows)
    {
        foreach (var row in rows)
        {
            foreach (var reason in row.Reasons)
            {
                _given.Add((row.Household, reason.Rule));
                _reasons[(row.Flag, reason.Rule)] = _reasons.GetValueOrDefault((row.Flag, reason.Rule)) + 1;
            }

            yield return row;
        }
    }

    public long Answers(string registry, Answer answer) => Counts.Answers.Where(a => a.Registry == registry && a.Answer == answer).Sum(a => a.Answers);

    /// <summary>The city; in a municipality, whose cities are only a fiction of the code, the district.</summary>
    private static District Place(District district) =>
        district.Province.Code is 110000 or 120000 or 310000 or 500000 || district.City.Code == district.Province.Code ? district : district.City;

    private static DistrictCount Count(DistrictCount c, FileState state, Flag flag, ExitKind? kind, int households)
    {
        var active = state == FileState.Active;
        if (active) c = c with { Opening = c.Opening + households };
        return flag switch
        {
            Flag.Keep => active ? c with { Kept = c.Kept + households } : c,
            Flag.ReExamine => active ? c with { ReExamineActive = c.ReExamineActive + households } : c with { ReExamineOther = c.ReExamineOther + households },
            Flag.Add => state switch
            {
                FileState.Unfiled => c with { AddUnfiled = c.AddUnfiled + households },
                FileState.Monitored => c with { AddMonitored = c.AddMonitored + households },
                _ => c with { AddClosed = c.AddClosed + households },
            },
            _ => kind switch
            {
                ExitKind.OutOfPoverty => c with { ExitOutOfPoverty = c.ExitOutOfPoverty + households },
                ExitKind.Relieved => c with { ExitRelieved = c.ExitRelieved + households },
                _ => c with { ExitIneligible = c.ExitIneligible + households },
            },
        };
    }
}
