namespace DataMatching.Matching.Linkage.Comparing;

/// <summary>How a field is compared: into which of several levels, from the strongest to none, a pair of records falls.</summary>
/// <param name="Field">The field, and the comparison's name.</param>
/// <param name="Tests">What is asked, in this order, of texts that are not the same. Texts that are fall into <see cref="LevelTest.Exact"/>, all that hold nowhere into <see cref="LevelTest.Else"/>.</param>
/// <param name="Partner">A field with which this one is sometimes exchanged, such as surname and given name; null: none. Asked after <see cref="LevelTest.Exact"/>.</param>
/// <param name="Shared">Families, neighbours or colleagues have it in common, such as an address. What is not shared, such as a birth date, is another's only by chance.</param>
/// <param name="TermFrequency">Being the same says more of a text that few records have.</param>
public sealed record Comparison(string Field, IReadOnlyList<LevelTest> Tests, string? Partner = null, bool TermFrequency = false, bool Shared = false)
{
    /// <summary>The level of a pair of which one has nothing in the field: nothing is said by it.</summary>
    public const int Missing = 0;

    /// <summary>The level of texts that are the same.</summary>
    public const int Exact = 1;

    /// <summary>Names of the levels from <see cref="Exact"/> on; the level of the first is 1.</summary>
    public IReadOnlyList<string> Levels { get; } = [LevelTest.Exact, .. Partner is null ? (string[])[] : [LevelTest.Swapped], .. Tests.Select(t => t.Name), LevelTest.Else];

    /// <summary>For each of <see cref="Levels"/> whether related people are in it oftener than any two: all of what is shared; of what is a person's own only what families have in common, and none at all.</summary>
    public IReadOnlyList<bool> OfRelated { get; } = [Shared, .. Partner is null ? (bool[])[] : [Shared], .. Tests.Select(t => Shared || t.IsShared), true];
}
