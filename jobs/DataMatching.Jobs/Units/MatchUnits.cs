using System.Text.Json;
using DataMatching.Batches;
using DataMatching.Storage;

namespace DataMatching.Jobs.Units;

/// <summary>
/// Matches the deliveries of one dataset and district, in the order of their as-of dates: each is held against those accepted before it. Those of different datasets and districts know nothing of each other.
/// </summary>
internal sealed class MatchUnits : StageWork
{
    public const string Step = IEngine.Deliveries;
    private readonly Site _site;
    private readonly MatchPass _pass;
    private readonly Lock _gate = new();
    private readonly Dictionary<long, PeopleOfImport> _people = [];

    public MatchUnits(Site site, Stage stage) => (_site, _pass) = (site, JsonSerializer.Deserialize<MatchPass>(stage.Document)!);

    /// <summary>What all units of the stage need to know.</summary>
    public static string Document(MatchPass pass) => JsonSerializer.Serialize(pass);

    /// <summary>Cuts deliveries into units, in their order.</summary>
    /// <param name="again">Those that were accepted before and are read once more.</param>
    public static IReadOnlyList<UnitToDo> Cut(IEnumerable<Batch> batches, IReadOnlySet<long> again) =>
        [.. batches.GroupBy(b => (b.Manifest.Registry, b.Manifest.Dataset, b.Manifest.Scope)).Select(chain =>
            new UnitToDo(JsonSerializer.Serialize(new Chain([.. chain.Select(b => b.Id)], [.. chain.Select(b => b.Id).Where(again.Contains)])), chain.Count()))];

    public static IReadOnlyList<(long Batch, MatchedBatch Matched)> Matched(string outcome) => [.. JsonSerializer.Deserialize<List<Line>>(outcome)!.Select(l => (l.Batch, l.Matched))];

    public override void Perform(UnitClaim claim, CancellationToken cancel)
    {
        var chain = JsonSerializer.Deserialize<Chain>(claim.Document)!;
        var matched = new List<Line>();
        foreach (var id in chain.Batches)
        {
            cancel.ThrowIfCancellationRequested();
            var batch = _site.Store.Batches.Find(id)!;
            var pass = batch.Asked ?? _pass;
            matched.Add(new Line(id, MatchOne.Run(_site, batch, chain.Again.Contains(id), () => PeopleOf(pass.Import), pass, cancel)));
        }

        _site.Store.Units.Done(claim, JsonSerializer.Serialize(matched), matched.Sum(m => m.Matched.Rows));
    }

    private PeopleOfImport PeopleOf(long import)
    {
        lock (_gate)
        {
            if (_people.TryGetValue(import, out var people)) return people;
            return _people[import] = _site.People.Of(import);
        }
    }

    private sealed record Chain(IReadOnlyList<long> Batches, IReadOnlyList<long> Again);

    private sealed record Line(long Batch, MatchedBatch Matched);
}
