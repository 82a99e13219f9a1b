using DataMatching.Matching.Linkage.Estimating;

namespace DataMatching.Matching.Linkage.Deciding;

/// <summary>All pairs within entities as links.</summary>
internal static class EntityLinks
{
    /// <param name="entities">For each record the number of its entity.</param>
    /// <param name="bitsOf">The weight of any pair, the earlier record first.</param>
    public static List<Link> Of(int[] entities, Func<int, int, double> bitsOf)
    {
        List<Link> links = [];
        foreach (var group in entities.Select((entity, record) => (entity, record)).GroupBy(e => e.entity).Where(g => g.Skip(1).Any()).OrderBy(g => g.Key)) links.AddRange(Within([.. group.Select(g => g.record)], bitsOf));
        links.Sort((a, b) => a.Left != b.Left ? a.Left.CompareTo(b.Left) : a.Right.CompareTo(b.Right));
        return links;
    }

    private static IEnumerable<Link> Within(int[] members, Func<int, int, double> bitsOf)
    {
        var (bits, chained) = (new double[members.Length, members.Length], new double[members.Length, members.Length]);
        for (var i = 0; i < members.Length; i++)
        {
            for (var j = i + 1; j < members.Length; j++) bits[i, j] = chained[i, j] = chained[j, i] = bitsOf(members[i], members[j]);
        }

        // The weakest pair of the strongest chain between any two, by way of more and more others.
        for (var by = 0; by < members.Length; by++)
        {
            for (var i = 0; i < members.Length; i++)
            {
                for (var j = 0; j < members.Length; j++)
                {
                    if (i != j && i != by && j != by) chained[i, j] = Math.Max(chained[i, j], Math.Min(chained[i, by], chained[by, j]));
                }
            }
        }

        for (var i = 0; i < members.Length; i++)
        {
            for (var j = i + 1; j < members.Length; j++) yield return new Link(members[i], members[j], bits[i, j], chained[i, j], LinkWeights.ProbabilityOf(chained[i, j]));
        }
    }
}
