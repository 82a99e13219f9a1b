using DataMatching.Households;

namespace DataMatching.Connectors.Transports.Exchange;

/// <summary>What one answer file says, while it is read: rows about people of the request are kept, of all others only how many there are. It counts when the file was read to its end.</summary>
internal sealed class AnswerDraft
{
    /// <summary>Rows about people of the request, whose reference and number belong together.</summary>
    public List<(AskedNumber About, PersonAnswer What, AnswerRow Row)> Said { get; } = [];

    /// <summary>Of whom nothing is believed.</summary>
    public HashSet<AskedNumber> Aside { get; } = [];

    /// <summary>Rows that answer other requests.</summary>
    public OtherRequests Others { get; } = new();

    public long Rows { get; set; }

    public long Unasked { get; set; }

    public long Mistyped { get; set; }

    public long Mismatched { get; set; }

    /// <summary>True when a row may be about somebody whom nothing else names.</summary>
    public bool IsAboutSomebodyUnknown { get; set; }
}

/// <summary>Rows that answer other requests, by request: the lowest numbers by themselves, the rest together, however many numbers a file may hold.</summary>
internal sealed class OtherRequests
{
    private const int Most = 5;
    private readonly SortedDictionary<long, long> _lowest = [];

    public long Rows { get; private set; }

    public void Add(long request)
    {
        Rows++;
        Note(request, 1);
    }

    public void Add(OtherRequests others)
    {
        Rows += others.Rows;
        foreach (var (request, rows) in others._lowest) Note(request, rows);
    }

    /// <summary>Such as <c>L3 (2 rows), L4 (1 rows), and 7 more rows</c>; null when there are none.</summary>
    public string? InWords()
    {
        if (Rows == 0) return null;
        var told = string.Join(", ", _lowest.Select(r => FormattableString.Invariant($"L{r.Key} ({r.Value} rows)")));
        var more = Rows - _lowest.Values.Sum();
        return more == 0 ? told : FormattableString.Invariant($"{told}, and {more} more rows");
    }

    /// <summary>One that is among the lowest in the end was never dropped before, so that its rows are all counted.</summary>
    private void Note(long request, long rows)
    {
        _lowest[request] = _lowest.GetValueOrDefault(request) + rows;
        if (_lowest.Count > Most) _lowest.Remove(_lowest.Keys.Last());
    }
}
