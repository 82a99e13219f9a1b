namespace DataMatching.Storage;

/// <summary>Where a schema is another than the migrations make it.</summary>
internal static class SchemaDifferences
{
    private const string Restore = "restore the last backup, or, if somebody changed it by hand, have it changed back";

    /// <summary>One finding a difference; what a missing or foreign table holds is not told once more.</summary>
    public static IEnumerable<DatabaseFinding> Of(IReadOnlyList<SchemaPart> expected, IReadOnlyList<SchemaPart> found)
    {
        var there = found.ToDictionary(p => p.Identity);
        var known = expected.ToDictionary(p => p.Identity);
        foreach (var part in expected)
        {
            if (!there.TryGetValue(part.Identity, out var other))
            {
                if (part.Kind == SchemaPart.OfTable || there.ContainsKey((SchemaPart.OfTable, part.Table, part.Table)) || part.Kind == SchemaPart.OfFunction)
                    yield return new DatabaseFinding(part.ToString(), "missing", part.Form.Length == 0 ? "there" : part.Form, Restore);
            }
            else if (!string.Equals(other.Form, part.Form, StringComparison.Ordinal))
            {
                yield return new DatabaseFinding(part.ToString(), other.Form, part.Form, Restore);
            }
        }

        foreach (var part in found)
        {
            if (known.ContainsKey(part.Identity) || (part.Kind != SchemaPart.OfTable && !known.ContainsKey((SchemaPart.OfTable, part.Table, part.Table)))) continue;
            yield return new DatabaseFinding(part.ToString(), part.Form.Length == 0 ? "there" : part.Form, "nothing: no migration makes it", "the program knows nothing of it: move it into a database or schema of its own, or drop it");
        }
    }

    /// <summary>True where rows would be read wrong, or not at all.</summary>
    public static bool AreOfData(IReadOnlyList<SchemaPart> expected, IReadOnlyList<SchemaPart> found) =>
        !Data(expected).Order(StringComparer.Ordinal).SequenceEqual(Data(found).Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private static IEnumerable<string> Data(IReadOnlyList<SchemaPart> parts) =>
        parts.Where(p => p.Kind is SchemaPart.OfTable or SchemaPart.OfColumn or SchemaPart.OfPrimaryKey).Select(p => $"{p} {p.Form}");
}
