using DataMatching.Connectors.Transports;
using DataMatching.Households;

namespace DataMatching.Tests.Transports;

/// <summary>A landing that keeps what was committed and forgets the rest when it is opened again, as one on disk does after a kill.</summary>
internal sealed class MemoryLanding : ILanding
{
    private readonly List<IReadOnlyList<string?>> _added = [];
    private readonly Dictionary<string, PersonAnswer> _answers = new(StringComparer.Ordinal);

    public long Id { get; init; }
    public List<IReadOnlyList<string?>> Committed { get; } = [];
    public bool Finished { get; private set; }
    public long? Promised { get; private set; }

    /// <summary>Called before each commit; what it throws is the kill.</summary>
    public Action<int>? BeforeCommit { get; set; }

    /// <summary>Called before it is handed over; what it throws is the kill.</summary>
    public Action? BeforeFinish { get; set; }

    public int Commits { get; private set; }
    public string? Place { get; private set; }
    public long Rows => Committed.Count;
    public IReadOnlySet<string> Answered => _answers.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>Answers by person, in his order.</summary>
    public string Answers => string.Join(' ', _answers.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}:{a.Value}"));

    public void Add(IReadOnlyList<string?> row) => _added.Add([.. row]);

    public void Rollback() => _added.Clear();

    public void Commit(string place, IReadOnlyCollection<(string Person, PersonAnswer Answer)>? answers = null)
    {
        BeforeCommit?.Invoke(Commits);
        Commits++;
        Committed.AddRange(_added);
        _added.Clear();
        Place = place;
        foreach (var (person, answer) in answers ?? []) _answers[person] = answer;
    }

    public void Finish(long? promised)
    {
        BeforeFinish?.Invoke();
        Committed.AddRange(_added);
        _added.Clear();
        if (promised is { } p && p != Committed.Count) throw new TransportException("another number of rows");
        (Finished, Promised) = (true, promised);
    }

    /// <summary>The process died and another opens the landing.</summary>
    public void OpenAgain()
    {
        _added.Clear();
        (BeforeCommit, BeforeFinish) = (null, null);
    }

    public string Text => string.Join('\n', Committed.Select(r => string.Join('|', r.Select(f => f ?? "-"))));
}
