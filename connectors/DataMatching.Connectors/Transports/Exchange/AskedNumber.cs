using DataMatching.Households;

namespace DataMatching.Connectors.Transports.Exchange;

/// <summary>What the answers say of one number that was asked about; several of our people may bear it (the union's files have such), and to all of them it applies.</summary>
internal sealed class AskedNumber
{
    private readonly List<Said> _files = [];

    /// <summary>Keys of the people who bear it.</summary>
    public List<string> People { get; } = [];

    /// <summary>True once something contradicts itself or the request: nothing of it is believed.</summary>
    public bool IsSetAside { get; private set; }

    /// <summary>Rows that stand there again.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Null while nothing is said, and when it is set aside.</summary>
    public PersonAnswer? Answer => IsSetAside || _files.Count == 0 ? null : _files[0].What;

    /// <summary>The rows to deliver.</summary>
    public IReadOnlyList<string?[]> Rows => Answer == PersonAnswer.Found ? _files[0].Rows : [];

    public void SetAside() => IsSetAside = true;

    /// <summary>Takes a row about it.</summary>
    /// <param name="key">What of the row must not stand there twice with different rows; null: anything may.</param>
    public void Take(int file, PersonAnswer what, AnswerRow row, string? key)
    {
        if (_files.Count == 0 || _files[^1].File != file) _files.Add(new Said(file, what));
        var said = _files[^1];
        if (said.What != what) SetAside();
        else if (!said.Whole.TryAdd(row.Whole, row.Reference))
        {
            // Under another of its references it is the answer to another of our people.
            if (string.Equals(said.Whole[row.Whole], row.Reference, StringComparison.Ordinal)) Duplicates++;
        }
        else if (what == PersonAnswer.Found)
        {
            // Rows alike in what we may have count as one later: two employers that pay the same would be one.
            if (!said.Fields.Add(RowMark.Of(row.Fields)) || (key is not null && !said.Keys.Add(key))) SetAside();
            said.Rows.Add(row.Fields);
        }
    }

    /// <summary>After all files: what one says must be what the others say.</summary>
    public void Compare()
    {
        foreach (var later in _files.Skip(1))
        {
            if (later.What != _files[0].What || !later.Fields.SetEquals(_files[0].Fields)) SetAside();
            else Duplicates += later.Whole.Count;
        }
    }

    private sealed record Said(int File, PersonAnswer What)
    {
        /// <summary>The reference under which each row came first, by the mark of all of it.</summary>
        public Dictionary<UInt128, string> Whole { get; } = [];
        public HashSet<UInt128> Fields { get; } = [];
        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);
        public List<string?[]> Rows { get; } = [];
    }
}
