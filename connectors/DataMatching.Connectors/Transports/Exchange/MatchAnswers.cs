using DataMatching.Households;
using DataMatching.Identity;

namespace DataMatching.Connectors.Transports.Exchange;

/// <summary>
/// Matches rows of answers to the request: the reference says whom a row answers about, a number in it has to be his. Where both do not belong together nothing is believed of either. The same
/// request and the same files come to the same, in whichever order the files lie there.
/// </summary>
internal sealed class MatchAnswers
{
    private readonly ExchangeSettings _settings;
    private readonly long _request;
    private readonly int[]? _once;
    private readonly Dictionary<string, AskedNumber> _byReference = new(StringComparer.Ordinal);
    private readonly Dictionary<long, AskedNumber> _byNumber = [];
    private readonly List<AskedNumber> _inOrder = [];
    private readonly Dictionary<string, long> _byOther = new(StringComparer.Ordinal);
    private readonly int _asked;
    private int _file;
    private long _rows, _unasked, _other, _mistyped, _mismatched, _unreadable;
    private bool _someoneUnknown;

    public MatchAnswers(ExchangeSettings settings, LandingOrder order, long request, Func<Clearance, string> reference)
    {
        (_settings, _request, _asked) = (settings, request, order.Keys.Count);
        var columns = order.Columns.ToList();
        _once = settings.Answer.OncePer?.Select(n => columns.IndexOf(n)).ToArray();
        foreach (var person in order.Keys)
        {
            if (!_byNumber.TryGetValue(person.Id.Body, out var number))
            {
                _byNumber[person.Id.Body] = number = new AskedNumber();
                _inOrder.Add(number);
            }

            number.People.Add(person.Person);
            _byReference[reference(person)] = number;
        }
    }

    /// <summary>Answer files that were taken.</summary>
    public int Files => _file;

    /// <summary>Rows to deliver, by the order of the request.</summary>
    public IEnumerable<string?[]> Rows => _inOrder.SelectMany(n => n.Rows);

    /// <summary>Takes the rows of one file; null for one that could not be taken apart.</summary>
    public void Take(IEnumerable<AnswerRow?> rows)
    {
        _file++;
        foreach (var row in rows)
        {
            _rows++;
            if (row is null) (_unreadable, _someoneUnknown) = (_unreadable + 1, true);
            else Take(row);
        }
    }

    /// <summary>All files were taken.</summary>
    /// <param name="unread">True when a file lies there that could not be taken: it may be about anybody.</param>
    public void Compare(bool unread)
    {
        _someoneUnknown |= unread;
        foreach (var number in _inOrder) number.Compare();
    }

    /// <summary>What is said of each person; null: nothing that could be believed.</summary>
    public IEnumerable<(string Person, PersonAnswer? Answer)> People()
    {
        var absent = _settings.Answer.AbsentIsNoRecord && _file > 0 && !_someoneUnknown;
        return _inOrder.SelectMany(n => n.People.Select(p => (p, n.Answer ?? (absent && !n.IsSetAside ? PersonAnswer.NoRecord : (PersonAnswer?)null))));
    }

    public AnswerCounts Counts()
    {
        var people = People().ToLookup(p => p.Answer);
        var aside = _inOrder.Where(n => n.IsSetAside).Sum(n => n.People.Count);
        return new AnswerCounts(
            _asked, people[PersonAnswer.Found].Count(), people[PersonAnswer.NoRecord].Count(), people[PersonAnswer.Refused].Count(), people[null].Count() - aside, aside, _rows, _unasked, _other, _mistyped,
            _mismatched, _inOrder.Sum(n => n.Duplicates), _unreadable);
    }

    /// <summary>The other requests that rows answer, in words; null when there are none.</summary>
    public string? Others => _byOther.Count == 0 ? null : string.Join(", ", _byOther.OrderBy(o => o.Key.Length).ThenBy(o => o.Key, StringComparer.Ordinal).Select(o => FormattableString.Invariant($"{o.Key} ({o.Value} rows)")));

    private void Take(AnswerRow row)
    {
        var reference = PersonReference.Read(row.Reference);
        if (reference is null)
        {
            _mistyped++;
            SetAside(row.Ids, true);
        }
        else if (reference.Request != _request)
        {
            _other++;
            var other = FormattableString.Invariant($"L{reference.Request}");
            _byOther[other] = _byOther.GetValueOrDefault(other) + 1;
        }
        else if (!_byReference.TryGetValue(reference.Text, out var asked))
        {
            _unasked++;
            SetAside(row.Ids, false);
        }
        else if (!row.Ids.Any(id => _byNumber.GetValueOrDefault(id.Body) == asked))
        {
            _mismatched++;
            asked.SetAside();
            SetAside(row.Ids, false);
        }
        else if (What(row) is { } what) asked.Take(_file, what, row with { Reference = reference.Text }, _once is null ? null : string.Join('\u001F', _once.Select(i => row.Fields[i]?.Trim())));
        else asked.SetAside();
    }

    private PersonAnswer? What(AnswerRow row)
    {
        var answer = _settings.Answer;
        if (row.State is not { } state) return PersonAnswer.Found;
        if (answer.Found.Contains(state, StringComparer.Ordinal)) return PersonAnswer.Found;
        if (answer.None.Contains(state, StringComparer.Ordinal)) return PersonAnswer.NoRecord;
        return answer.Refused.Contains(state, StringComparer.Ordinal) ? PersonAnswer.Refused : null;
    }

    /// <summary>Whoever a doubtful row may be about has no answer that could be believed.</summary>
    private void SetAside(IEnumerable<ResidentId> ids, bool mayBeAnybody)
    {
        var known = false;
        foreach (var id in ids)
        {
            if (!_byNumber.TryGetValue(id.Body, out var number)) continue;
            known = true;
            number.SetAside();
        }

        if (mayBeAnybody && !known) _someoneUnknown = true;
    }
}
