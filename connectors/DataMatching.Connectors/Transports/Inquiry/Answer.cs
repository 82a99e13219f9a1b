using DataMatching.Households;
using DataMatching.Identity;

namespace DataMatching.Connectors.Transports.Inquiry;

/// <summary>What an answer says of somebody.</summary>
internal enum Found
{
    NotSaid,
    Yes,
    No,
    Refused,
}

/// <summary>The answer to one question, page by page. It counts only when it is whole.</summary>
internal sealed class Answer(IReadOnlyList<Clearance> asked)
{
    public const int MostPages = 1000;

    /// <summary>A number may be borne by several of our people (the union's files have such).</summary>
    private readonly ILookup<long, Clearance> _byNumber = asked.ToLookup(p => p.Id.Body);
    private readonly Dictionary<string, Found> _said = new(StringComparer.Ordinal);
    private readonly HashSet<string> _items = new(StringComparer.Ordinal), _pages = new(StringComparer.Ordinal), _rows = new(StringComparer.Ordinal), _doubted = new(StringComparer.Ordinal);

    public IReadOnlyList<Clearance> Asked => asked;
    public List<string?[]> Rows { get; } = [];

    /// <summary>Items about people who were not asked about.</summary>
    public int Strangers { get; set; }

    public IReadOnlyList<Clearance> By(ResidentId id) => [.. _byNumber[id.Body]];

    public bool IsNew(byte[] hash) => _items.Add(Convert.ToHexString(hash));

    public bool IsNewPage(string next) => _pages.Add(next) && _pages.Count < MostPages;

    /// <summary>
    /// A record about these people. One that came already counts once; another that is alike in all that the agreement lets us have would count as one later, and two employers that pay the same
    /// are two: then nothing is believed.
    /// </summary>
    public void Add(IReadOnlyList<Clearance> about, string?[] row, bool isNew)
    {
        if (_rows.Add(string.Join('\u001F', row.Prepend(about[0].Person)))) Rows.Add(row);
        else if (isNew) _doubted.UnionWith(about.Select(p => p.Person));
    }

    public void Say(IEnumerable<Clearance> people, Found found)
    {
        foreach (var person in people)
        {
            if (_said.TryGetValue(person.Person, out var before) && before != found) throw new AnswerFaultException("the answer says two things of one person");
            _said[person.Person] = found;
        }
    }

    /// <summary>Everybody's state, once all pages have come.</summary>
    public IEnumerable<(string Person, PersonAnswer Answer)> States(bool absentIsNoRecord) =>
        asked.Select(p => (p.Person, _doubted.Contains(p.Person) ? PersonAnswer.Failed : _said.GetValueOrDefault(p.Person) switch
        {
            Found.Yes => PersonAnswer.Found,
            Found.No => PersonAnswer.NoRecord,
            Found.Refused => PersonAnswer.Refused,
            _ => absentIsNoRecord ? PersonAnswer.NoRecord : PersonAnswer.Failed,
        }));
}
