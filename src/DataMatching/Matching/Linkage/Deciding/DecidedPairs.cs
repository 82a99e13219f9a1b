using DataMatching.Matching.Linkage.Plans;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Deciding;

/// <summary>Pairs of which a person said whether they are one. What was said stands, whatever the weights say.</summary>
public sealed class DecidedPairs
{
    private readonly Dictionary<(int Left, int Right), (bool Same, string Where)> _said = [];
    private readonly Dictionary<int, int> _rightOf = [], _leftOf = [];
    private readonly bool _isOne;
    private readonly Assignment _assignment;

    public DecidedPairs(LinkRecords records, Assignment assignment)
    {
        ArgumentNullException.ThrowIfNull(records);
        (_isOne, _assignment) = (records.IsOne, assignment);
    }

    public int Count => _said.Count;

    /// <summary>Those that are one, in the order of their records; of one file the earlier record is the left one.</summary>
    public IEnumerable<(int Left, int Right)> Same => _said.Where(s => s.Value.Same).Select(s => s.Key).Order();

    /// <summary>Those that are not.</summary>
    public IEnumerable<(int Left, int Right)> Different => _said.Where(s => !s.Value.Same).Select(s => s.Key).Order();

    /// <summary>What was said of a pair; null: nothing. Of one file the order does not matter.</summary>
    public bool? Of(int left, int right) => _said.TryGetValue(Ordered(left, right), out var said) ? said.Same : null;

    /// <summary>Notes what was said of a pair.</summary>
    /// <param name="where">Where it stands, to be told when it contradicts something.</param>
    /// <returns>Null, or what it contradicts.</returns>
    public string? Add(int left, int right, bool same, string where)
    {
        if (_isOne && left == right) return same ? null : "a record is not another one than itself";
        var pair = Ordered(left, right);
        if (_said.TryGetValue(pair, out var before) && before.Same != same) return "an earlier row says the opposite of the same two records";
        if (same && !_isOne)
        {
            if (_assignment != Assignment.Many && _leftOf.TryGetValue(right, out var left2) && left2 != left) return "an earlier row has another record for the right one, and the assignment allows one";
            if (_assignment == Assignment.OneToOne && _rightOf.TryGetValue(left, out var right2) && right2 != right) return "an earlier row has another record for the left one, and the assignment allows one";
            (_leftOf[right], _rightOf[left]) = (left, right);
        }

        _said[pair] = (same, where);
        return null;
    }

    /// <summary>True when the pair cannot be: it was said to be two, or one of it has another record already.</summary>
    internal bool IsOut(int left, int right) => Of(left, right) == false
        || (_assignment != Assignment.Many && _leftOf.TryGetValue(right, out var left2) && left2 != left)
        || (_assignment == Assignment.OneToOne && _rightOf.TryGetValue(left, out var right2) && right2 != right);

    /// <summary>Of one file: where two records were said to be two that by other answers are one; null when there are none.</summary>
    public string? Contradiction()
    {
        if (!_isOne) return null;
        var groups = new RecordGroups();
        foreach (var (a, b) in Same) groups.Join(a, b);
        foreach (var (a, b) in Different)
        {
            if (groups.RootOf(a) == groups.RootOf(b)) return _said[(a, b)].Where;
        }

        return null;
    }

    private (int, int) Ordered(int left, int right) => _isOne && left > right ? (right, left) : (left, right);
}
