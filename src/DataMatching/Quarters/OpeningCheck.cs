using DataMatching.Identity;

namespace DataMatching.Quarters;

/// <summary>A county whose files were not as many at the opening as at the closing before.</summary>
public sealed record OpeningDifference(District District, int Closing, int Opening);

/// <summary>
/// Whether a quarter opens with what the one before closed with, and if not, why: files that came (<paramref name="Came"/>) or went (<paramref name="Went"/>) beside the
/// decided cases, and those that moved to another county (<paramref name="Moved"/>).
/// </summary>
public sealed record OpeningCheck(IReadOnlyList<OpeningDifference> Differences, int Came, int Went, int Moved)
{
    public bool Agrees => Differences.Count == 0;

    /// <summary>The counties in which closing and opening differ, by code.</summary>
    public static IReadOnlyList<OpeningDifference> Compare(IEnumerable<DistrictBalance> closed, IEnumerable<DistrictBalance> opened)
    {
        var before = closed.ToDictionary(b => b.District, b => b.Closing);
        var now = opened.ToDictionary(b => b.District, b => b.Opening);
        return [.. before.Keys.Union(now.Keys).Order().Select(d => new OpeningDifference(d, before.GetValueOrDefault(d), now.GetValueOrDefault(d))).Where(d => d.Closing != d.Opening)];
    }

    /// <param name="differences">Of <see cref="Compare"/>.</param>
    /// <param name="before">Active files of the quarter before, at its opening.</param>
    /// <param name="added">Households that it added, where.</param>
    /// <param name="exited">Households that it let go.</param>
    /// <param name="now">Active files at this quarter's opening.</param>
    public static OpeningCheck Of(
        IReadOnlyList<OpeningDifference> differences, IReadOnlyDictionary<string, District> before, IReadOnlyDictionary<string, District> added, IReadOnlySet<string> exited,
        IReadOnlyDictionary<string, District> now)
    {
        var expected = new Dictionary<string, District>(StringComparer.Ordinal);
        foreach (var (household, district) in before.Concat(added)) expected[household] = district;
        foreach (var household in exited) expected.Remove(household);
        return new OpeningCheck(
            differences, now.Keys.Count(h => !expected.ContainsKey(h)), expected.Keys.Count(h => !now.ContainsKey(h)),
            now.Count(n => expected.TryGetValue(n.Key, out var was) && was != n.Value));
    }
}
