namespace DataMatching.Sample;

/// <summary>What was written. Both lists are sorted by name, ordinal.</summary>
/// <param name="Files">Data rows (without header) of each file, by its path below the site folder.</param>
/// <param name="Stories">How many lines of truth each variant of each story has.</param>
/// <param name="People">Members of union files and unfiled workers of the roll.</param>
/// <param name="Strangers">People in the registries whom the union does not know.</param>
public sealed record SampleSummary(IReadOnlyList<FileCount> Files, IReadOnlyList<StoryCount> Stories, long Households, long People, long Strangers)
{
    /// <summary>Data rows of all files together.</summary>
    public long Rows => Files.Sum(file => file.Rows);
}

/// <param name="Path">Below the site folder, with forward slashes.</param>
/// <param name="Rows">Data rows.</param>
public sealed record FileCount(string Path, long Rows);

/// <param name="Story">Story and variant, such as <c>income-above/one-yuan-above</c>.</param>
/// <param name="NearMiss">True when the variant differs from the story by the one thing that matters.</param>
/// <param name="Households">Lines of truth.</param>
public sealed record StoryCount(string Story, bool NearMiss, long Households);
