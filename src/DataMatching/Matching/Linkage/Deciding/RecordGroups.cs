namespace DataMatching.Matching.Linkage.Deciding;

/// <summary>Records that are joined two by two; a group is called after its earliest record.</summary>
internal sealed class RecordGroups
{
    private readonly Dictionary<int, int> _before = [];

    public int RootOf(int record)
    {
        var root = record;
        while (_before.TryGetValue(root, out var next)) root = next;
        while (record != root) (_before[record], record) = (root, _before[record]);
        return root;
    }

    public void Join(int a, int b)
    {
        (a, b) = (RootOf(a), RootOf(b));
        if (a != b) _before[Math.Max(a, b)] = Math.Min(a, b);
    }
}
