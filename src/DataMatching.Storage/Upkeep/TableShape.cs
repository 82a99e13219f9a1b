namespace DataMatching.Storage;

/// <summary>A table as its rows are read and written: columns in the order of the migrations, the key by which its rows have one order in every database.</summary>
/// <param name="IsNumbered">True when the table gives its rows their numbers itself; a few could, and get theirs from the program.</param>
internal sealed record TableShape(string Name, IReadOnlyList<ColumnShape> Columns, IReadOnlyList<string> Key, IReadOnlyList<Reference> References, bool IsNumbered)
{
    private static readonly string[] NumberedByTheProgram = ["key_mark", "review_case", "case_evidence"];

    /// <summary>Which schema the database is at is told by itself, not moved with the data.</summary>
    public bool HoldsData => Name != Migration.Ledger;

    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i].Name == column) return i;
        throw new InvalidOperationException($"{Name} has no column {column}.");
    }

    /// <summary>The tables of a schema, each behind those that it points to.</summary>
    /// <exception cref="InvalidOperationException">Tables point to each other in a circle.</exception>
    public static IReadOnlyList<TableShape> Of(IReadOnlyList<SchemaPart> parts)
    {
        var byTable = parts.ToLookup(p => p.Table, StringComparer.Ordinal);
        var waiting = parts.Where(p => p.Kind == SchemaPart.OfTable).OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => One(p.Name, byTable[p.Name].ToList())).ToList();
        var ordered = new List<TableShape>(waiting.Count);
        while (waiting.Count > 0)
        {
            var next = waiting.FindIndex(t => t.References.All(r => r.Table == t.Name || ordered.Exists(o => o.Name == r.Table)));
            if (next < 0) throw new InvalidOperationException($"The tables {string.Join(", ", waiting.Select(t => t.Name))} point to each other.");
            ordered.Add(waiting[next]);
            waiting.RemoveAt(next);
        }

        return ordered;
    }

    private static TableShape One(string name, List<SchemaPart> parts)
    {
        var columns = parts.Where(p => p.Kind == SchemaPart.OfColumn).Select(p => new ColumnShape(p.Name, p.Form.Split(' ')[0].TrimEnd(','))).ToList();
        var key = parts.Find(p => p.Kind == SchemaPart.OfPrimaryKey) is { } primary ? Names(primary.Form) : columns.ConvertAll(c => c.Name);
        var references = parts.Where(p => p.Kind == SchemaPart.OfForeignKey).Select(p => new Reference(Names(p.Name), p.Form[..p.Form.IndexOf(' ', StringComparison.Ordinal)], Names(p.Form[(p.Form.IndexOf('(', StringComparison.Ordinal) + 1)..^1])));
        var numbered = parts.Exists(p => p.Kind == SchemaPart.OfColumn && p.Form.EndsWith(SchemaPart.Numbered, StringComparison.Ordinal)) && !NumberedByTheProgram.Contains(name);
        return new TableShape(name, columns, key, [.. references], numbered);
    }

    private static IReadOnlyList<string> Names(string listed) => listed.Split(", ");
}

/// <param name="Kind">INTEGER, TEXT or BLOB.</param>
internal sealed record ColumnShape(string Name, string Kind)
{
    /// <summary>True for a value of the column's own kind; SQLite keeps any value in any column.</summary>
    public bool Takes(object? value) => value switch
    {
        null => true,
        long => Kind == SchemaPart.Number,
        string => Kind == SchemaPart.Text,
        byte[] => Kind == SchemaPart.Bytes,
        _ => false,
    };
}

/// <summary>A foreign key: <paramref name="Columns"/> point to <paramref name="Others"/> of <paramref name="Table"/>.</summary>
internal sealed record Reference(IReadOnlyList<string> Columns, string Table, IReadOnlyList<string> Others);
