namespace DataMatching.Batches;

/// <summary>One count of a profile, as it is stored. <paramref name="Column"/>: of the contract, or <see cref="BatchProfile.WholeRow"/>; <paramref name="Bucket"/>: "" where the measure has none.</summary>
public sealed record ProfileCount(string Column, string Measure, string Bucket, long Value);

/// <summary>
/// What one column held among the rows looked at. <paramref name="Empty"/>: rows without a value; <paramref name="Values"/>: the others by <see cref="ValueBucket"/>, none for names and ID numbers.
/// </summary>
public sealed record ColumnProfile(string Column, long Empty, IReadOnlyDictionary<string, long> Values);

/// <summary>
/// Counts of a delivery on all rows of some people, chosen by the digits of their numbers: the same whatever the order of rows. No word of a row is kept; of who is rare, such as one of great income, no more than that there is one.
/// </summary>
/// <param name="Rows">Rows looked at.</param>
/// <param name="People">About how many people they are of.</param>
/// <param name="Paired">Rows among which repetitions were looked for.</param>
/// <param name="Identical">Of those, byte for byte the same as another one, beyond the first.</param>
/// <param name="Again">Of those, of the same person and with the same days and months as another one, beyond the first.</param>
/// <param name="Columns">In the order of the contract's columns.</param>
public sealed record BatchProfile(long Rows, long People, long Paired, long Identical, long Again, IReadOnlyList<ColumnProfile> Columns)
{
    /// <summary>The column of counts that are of rows as a whole.</summary>
    public const string WholeRow = "*";

    /// <summary>Rows below which a sample proves nothing and only its size is kept.</summary>
    public const int FewRows = 500;

    private const string OfRows = "rows", OfPeople = "people", OfPaired = "paired", OfIdentical = "identical", OfAgain = "again", OfEmpty = "empty", OfValue = "value";

    /// <summary>Everything that is kept of it; each column, measure and bucket once, in an order that is always the same.</summary>
    public IEnumerable<ProfileCount> Counts()
    {
        yield return new ProfileCount(WholeRow, OfRows, "", Rows);
        yield return new ProfileCount(WholeRow, OfPeople, "", People);
        yield return new ProfileCount(WholeRow, OfPaired, "", Paired);
        yield return new ProfileCount(WholeRow, OfIdentical, "", Identical);
        yield return new ProfileCount(WholeRow, OfAgain, "", Again);
        if (Rows < FewRows) yield break;
        foreach (var column in Columns)
        {
            yield return new ProfileCount(column.Column, OfEmpty, "", column.Empty);
            foreach (var (bucket, count) in column.Values.OrderBy(v => v.Key, StringComparer.Ordinal)) yield return new ProfileCount(column.Column, OfValue, bucket, count);
        }
    }

    /// <summary>The profile whose <see cref="Counts"/> these are; their order does not matter, but columns keep that of their first appearance. Null when there are none.</summary>
    public static BatchProfile? Of(IEnumerable<ProfileCount> counts)
    {
        var all = counts.ToList();
        if (all.Count == 0) return null;
        var whole = all.Where(c => c.Column == WholeRow).ToDictionary(c => c.Measure, c => c.Value, StringComparer.Ordinal);
        var columns = all.Where(c => c.Column != WholeRow).GroupBy(c => c.Column, StringComparer.Ordinal).Select(column => new ColumnProfile(
            column.Key,
            column.Where(c => c.Measure == OfEmpty).Sum(c => c.Value),
            column.Where(c => c.Measure == OfValue).ToDictionary(c => c.Bucket, c => c.Value, StringComparer.Ordinal)));
        return new BatchProfile(Of(OfRows), Of(OfPeople), Of(OfPaired), Of(OfIdentical), Of(OfAgain), [.. columns]);

        long Of(string measure) => whole.GetValueOrDefault(measure);
    }
}
