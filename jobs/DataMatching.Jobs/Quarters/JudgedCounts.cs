using System.Text.Json;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Jobs.Judging;

namespace DataMatching.Jobs;

/// <summary>How households were judged and what the registries answered about them, by county: counts that add up, whoever judged which.</summary>
internal sealed class JudgedCounts
{
    private readonly Dictionary<(int District, FileState State, Flag Flag, int Kind), int> _judged = [];
    private readonly Dictionary<(int District, string Registry, Answer Answer), long> _answers = [];

    /// <summary>By county, the state of the file, the flag and the kind of an exit.</summary>
    public IEnumerable<(District District, FileState State, Flag Flag, ExitKind? Kind, int Households)> Judged =>
        InOrder(_judged).Select(j => (new District(j.Key.District), j.Key.State, j.Key.Flag, j.Key.Kind < 0 ? (ExitKind?)null : (ExitKind)j.Key.Kind, j.Value));

    /// <summary>By county, registry and answer; of members of files, once for each dataset.</summary>
    public IEnumerable<(District District, string Registry, Answer Answer, long Answers)> Answers => InOrder(_answers).Select(a => (new District(a.Key.District), a.Key.Registry, a.Key.Answer, a.Value));

    public void Add(Judged judged, IEnumerable<DatasetTerms> datasets)
    {
        var (household, verdict) = (judged.Household, judged.Verdict);
        Add((household.District.Code, household.State, verdict.Flag, (int?)verdict.ExitKind ?? -1), 1);
        if (household.State == FileState.Unfiled) return;
        foreach (var dataset in datasets)
        {
            foreach (var member in household.Members)
                Add((household.District.Code, dataset.Registry, judged.File.Answers.For(member.Person, dataset.Registry, dataset.Dataset, judged.File.Period.Last)), 1);
        }
    }

    public void Add(JudgedCounts other)
    {
        foreach (var (kind, households) in other._judged) Add(kind, households);
        foreach (var (place, answers) in other._answers) Add(place, answers);
    }

    public string ToJson() => JsonSerializer.Serialize(new Document(
        [.. InOrder(_judged).Select(j => new[] { j.Key.District, (int)j.Key.State, (int)j.Key.Flag, j.Key.Kind, j.Value })],
        [.. InOrder(_answers).Select(a => new AnswerLine(a.Key.District, a.Key.Registry, a.Key.Answer, a.Value))]));

    public static JudgedCounts FromJson(string json)
    {
        var (document, counts) = (JsonSerializer.Deserialize<Document>(json)!, new JudgedCounts());
        foreach (var j in document.Judged) counts.Add((j[0], (FileState)j[1], (Flag)j[2], j[3]), j[4]);
        foreach (var a in document.Answers) counts.Add((a.District, a.Registry, a.Answer), a.Answers);
        return counts;
    }

    private static IOrderedEnumerable<KeyValuePair<(int District, FileState State, Flag Flag, int Kind), int>> InOrder(Dictionary<(int District, FileState State, Flag Flag, int Kind), int> judged) =>
        judged.OrderBy(j => j.Key);

    private static IOrderedEnumerable<KeyValuePair<(int District, string Registry, Answer Answer), long>> InOrder(Dictionary<(int District, string Registry, Answer Answer), long> answers) =>
        answers.OrderBy(a => a.Key.District).ThenBy(a => a.Key.Registry, StringComparer.Ordinal).ThenBy(a => a.Key.Answer);

    private void Add((int District, FileState State, Flag Flag, int Kind) kind, int households) => _judged[kind] = _judged.GetValueOrDefault(kind) + households;

    private void Add((int District, string Registry, Answer Answer) place, long answers) => _answers[place] = _answers.GetValueOrDefault(place) + answers;

    private sealed record Document(int[][] Judged, AnswerLine[] Answers);

    private sealed record AnswerLine(int District, string Registry, Answer Answer, long Answers);
}
