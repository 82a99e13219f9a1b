namespace DataMatching.Matching.Linkage.Records;

/// <summary>A field of both files.</summary>
/// <param name="Name">What comparisons and blocking rules call it.</param>
/// <param name="Nothing">Texts that stand for nothing in it, as written; null: none but those that do everywhere.</param>
public sealed record LinkField(string Name, ContentKind Kind, IReadOnlyList<string>? Nothing = null);

/// <summary>The records of two files that are to be linked, or of one whose duplicates are looked for: their own numbers, and their fields by column.</summary>
public sealed class LinkRecords
{
    private readonly List<string> _left = [], _right = [];
    private readonly FieldValues[] _fields;

    /// <param name="isOne">One file, whose records are compared among each other.</param>
    public LinkRecords(IReadOnlyList<LinkField> fields, bool isOne)
    {
        ArgumentNullException.ThrowIfNull(fields);
        IsOne = isOne;
        _fields = [.. fields.Select(f => new FieldValues(f.Name, f.Kind, f.Nothing ?? []) { IsOne = isOne })];
    }

    /// <summary>Duplicates of one file are looked for.</summary>
    public bool IsOne { get; }

    public IReadOnlyList<FieldValues> Fields => _fields;

    public int LeftCount => _left.Count;

    public int RightCount => IsOne ? _left.Count : _right.Count;

    /// <summary>How many pairs there are: of one file each pair once.</summary>
    public long Pairs => IsOne ? (long)LeftCount * (LeftCount - 1) / 2 : (long)LeftCount * RightCount;

    public string LeftId(int record) => _left[record];

    public string RightId(int record) => IsOne ? _left[record] : _right[record];

    public FieldValues Field(string name) => Array.Find(_fields, f => f.Name == name) ?? throw new ArgumentException($"There is no field {name}.", nameof(name));

    /// <summary>Adds records to the left file, or to the right one. Fields are taken on several processors: many records at once go faster.</summary>
    /// <param name="ids">Their own numbers.</param>
    /// <param name="values">By field, in the order of the fields, what each record has, as written; null where there is nothing.</param>
    public void Add(bool left, IReadOnlyList<string> ids, IReadOnlyList<IReadOnlyList<string?>> values)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(values);
        if (!left && IsOne) throw new InvalidOperationException("There is only one file.");
        (left ? _left : _right).AddRange(ids);
        Parallel.For(0, _fields.Length, f =>
        {
            for (var i = 0; i < ids.Count; i++) _fields[f].Add(left, values[f][i]);
        });
    }
}
