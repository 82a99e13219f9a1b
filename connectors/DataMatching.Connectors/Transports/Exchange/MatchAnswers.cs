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
    private readonly OtherRequests _others = new();
    private int _file;
    private long _rows, _unasked, _mistyped, _mismatched;
    private bool _someoneUnknown, _someoneAnswered, _mayBeAbsent;

    public MatchAnswers(ExchangeSettings settings, LandingOrder order, long request, Func<Clearance, string> reference)
    {
        (_settings, _request) = (settings, request);
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

    /// <summary>Rows to deliver, by the order of the request.</summary>
    public IEnumerable<string?[]> Rows => _inOrder.SelectMany(n => n.Rows);

    /// <summary>Broken rows; their files were not taken.</summary>
    public long Unreadable { get; set; }

    /// <summary>The other requests that rows answer, in words; null when there are none.</summary>
    public string? Others => _others.InWords();

    /// <summary>Takes what one file says, after its last row.</summary>
    public void Take(AnswerDraft draft)
    {
        _file++;
        (_rows, _unasked, _mistyped, _mismatched) = (_rows + draft.Rows, _unasked + draft.Unasked, _mistyped + draft.Mistyped, _mismatched + draft.Mismatched);
        _others.Add(draft.Others);
        _someoneUnknown |= draft.IsAboutSomebodyUnknown;
        _someoneAnswered |= draft.Said.Count > 0;
        foreach (var number in draft.Aside) number.SetAside();
        foreach (var (about, what, row) in draft.Said) about.Take(_file, what, row, _once is null ? null : string.Join('\u001F', _once.Select(i => row.Fields[i]?.Trim())));
    }

    /// <summary>All files were taken.</summary>
    /// <param name="unread">True when a file lies there that could not be taken: it may be about anybody.</param>
    /// <param name="over">Whether no other file is waited for: before nobody is absent, for a second file may name him.</param>
    public void Compare(bool unread, bool over)
    {
        // A file that answers nobody, or another request, says nothing of those whom it does not name.
        _mayBeAbsent = _settings.Answer.AbsentIsNoRecord && over && _someoneAnswered && !_someoneUnknown && !unread && _others.Rows == 0;
        foreach (var number in _inOrder) number.Compare();
    }

    /// <summary>What is said of each person; null: nothing that could be believed.</summary>
    public IEnumerable<(string Person, PersonAnswer? Answer)> People() =>
        _inOrder.SelectMany(n => n.People.Select(p => (p, n.Answer ?? (_mayBeAbsent && !n.IsSetAside ? PersonAnswer.NoRecord : (PersonAnswer?)null))));

    /// <param name="asked">People of the request, as it was written.</param>
    public AnswerCounts Counts(int asked)
    {
        var people = People().ToLookup(p => p.Answer);
        var aside = _inOrder.Where(n => n.IsSetAside).Sum(n => n.People.Count);
        return new AnswerCounts(
            asked, people[PersonAnswer.Found].Count(), people[PersonAnswer.NoRecord].Count(), people[PersonAnswer.Refused].Count(), people[null].Count() - aside, aside, _rows, _unasked, _others.Rows, _mistyped,
            _mismatched, _inOrder.Sum(n => n.Duplicates), Unreadable);
    }

    /// <summary>Finds out whom a row is about; what is about nobody of the request is counted and not kept.</summary>
    public void Sort(AnswerRow row, AnswerDraft draft)
    {
        draft.Rows++;
        var reference = PersonReference.Read(row.Reference);
        if (reference is null)
        {
            draft.Mistyped++;
            SetAside(row.Ids, true, draft);
        }
        else if (reference.Request != _request)
        {
            draft.Others.Add(reference.Request);
        }
        else if (!_byReference.TryGetValue(reference.Text, out var asked))
        {
            draft.Unasked++;
            SetAside(row.Ids, false, draft);
        }
        else
        {
            var what = What(row);
            // Who has no record has no number in it either; anything that stands there has to be his.
            var isHis = row.Ids.Any(id => _byNumber.GetValueOrDefault(id.Body) == asked) || (!row.HasNumber && what is (PersonAnswer.NoRecord or PersonAnswer.Refused));
            if (isHis && what is { } said)
            {
                draft.Said.Add((asked, said, row with { Reference = reference.Text }));
                return;
            }

            draft.Aside.Add(asked);
            if (isHis) return;
            draft.Mismatched++;
            SetAside(row.Ids, true, draft);
        }
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
    private void SetAside(IEnumerable<ResidentId> ids, bool mayBeAnybody, AnswerDraft draft)
    {
        var known = false;
        foreach (var id in ids)
        {
            if (!_byNumber.TryGetValue(id.Body, out var number)) continue;
            known = true;
            draft.Aside.Add(number);
        }

        if (mayBeAnybody && !known) draft.IsAboutSomebodyUnknown = true;
    }
}
