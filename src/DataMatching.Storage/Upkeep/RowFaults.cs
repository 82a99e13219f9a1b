namespace DataMatching.Storage;

/// <summary>What is wrong with rows of one table: the first few of each column by their key, the rest counted.</summary>
internal sealed class RowFaults(TableShape table)
{
    private const int Named = 10;

    private readonly SortedDictionary<string, (List<(string Row, string Found, string Expected)> First, long Count)> _byColumn = new(StringComparer.Ordinal);

    public void Add(string column, object?[] row, string found, string expected)
    {
        var (first, count) = _byColumn.GetValueOrDefault(column, ([], 0));
        if (count < Named) first.Add((TableRows.Name(table, row), found, expected));
        _byColumn[column] = (first, count + 1);
    }

    public IEnumerable<DatabaseFinding> Findings(string remedy)
    {
        foreach (var (column, (first, count)) in _byColumn)
        {
            foreach (var (row, found, expected) in first) yield return new DatabaseFinding($"{table.Name}.{column}, row {row}", found, expected, remedy);
            if (count > Named) yield return new DatabaseFinding($"{table.Name}.{column}", $"the same in {count - Named} rows more", "none", remedy);
        }
    }
}
