using DataMatching.Connectors.Registries;

namespace DataMatching.Connectors.Extracts;

/// <summary>
/// Where a delivery's header put the dataset's columns. <paramref name="Positions"/>: by index into <see cref="Dataset.Columns"/> the field's place, -1 when absent
/// or outside the sharing agreement; <paramref name="Ids"/> and <paramref name="Names"/>: places of each person's number and name.
/// </summary>
internal sealed record ExtractLayout(int Fields, int[] Positions, int[] Ids, int[] Names)
{
    /// <summary>The layout, or why the header cannot be used: the missing columns are all named, found ones only counted.</summary>
    public static (ExtractLayout? Layout, string? Refusal) Of(IReadOnlyList<string> header, Dataset dataset, RegistrySettings settings)
    {
        var renamed = settings.Datasets.GetValueOrDefault(dataset.Id)?.Renamed;
        var all = PositionsOf(header, dataset, renamed);
        var missing = dataset.Columns.Where((c, i) => c.Required && all[i] < 0).Select(c => c.Name).ToList();
        if (missing.Count > 0)
        {
            return (null, $"the header lacks {string.Join("、", missing)} (found {header.Count} columns). Expected the columns of the contract; "
                + $"ask the agency, or name its header in config/registries/{settings.Registry}.json under datasets.{dataset.Id}.columns");
        }

        if (all.Where(p => p >= 0).GroupBy(p => p).Any(g => g.Count() > 1)) return (null, "the header has one column that stands for two of the contract; rename it");
        var allowed = settings.Sharing.Columns.GetValueOrDefault(dataset.Id);
        var positions = dataset.Columns.Select((c, i) => allowed is not null && allowed.Contains(c.Name) ? all[i] : -1).ToArray();
        return (new ExtractLayout(header.Count, positions, [.. dataset.People.Select(p => all[p.Id])], [.. dataset.People.Select(p => all[p.Name])]), null);
    }

    /// <summary>By index into <see cref="Dataset.Columns"/> where the header has the column, whatever the agreement allows; -1 when it lacks it.</summary>
    public static int[] PositionsOf(IReadOnlyList<string> header, Dataset dataset, IReadOnlyDictionary<string, string>? renamed) =>
        [.. dataset.Columns.Select(c => Find(header, c, renamed))];

    /// <summary>The column's place in a header; -1 when it is not there.</summary>
    public static int Find(IReadOnlyList<string> header, Column column, IReadOnlyDictionary<string, string>? renamed)
    {
        if (renamed is not null && renamed.TryGetValue(column.Name, out var own)) return IndexOf(header, own);
        var index = IndexOf(header, column.Name);
        for (var i = 0; index < 0 && i < column.Aliases.Length; i++) index = IndexOf(header, column.Aliases[i]);
        return index;
    }

    private static int IndexOf(IReadOnlyList<string> header, string name)
    {
        for (var i = 0; i < header.Count; i++)
        {
            if (string.Equals(Folded(header[i]), Folded(name), StringComparison.OrdinalIgnoreCase)) return i;
        }

        return -1;
    }

    /// <summary>Full-width brackets and blanks are written now so, now so.</summary>
    private static string Folded(string header) => header.Replace('（', '(').Replace('）', ')').Replace(" ", "", StringComparison.Ordinal).Replace("\u3000", "", StringComparison.Ordinal).Trim();
}
