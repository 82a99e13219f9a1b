using DataMatching.Matching.Linkage.Estimating;

namespace DataMatching.Matching.Linkage.Deciding;

/// <summary>All pairs within entities as links.</summary>
internal static class EntityLinks
{
    /// <summary>Bits of a chain that a person's answer is part of, at least.</summary>
    private const double Said = 100;

    /// <param name="entities">For each record the number of its entity.</param>
    /// <param name="bitsOf">The weight of any pair, the earlier record first.</param>
    /// <param name="decided">What was said of pairs.</param>
    public static List<Link> Of(int[] entities, Func<int, int, double> bitsOf, DecidedPairs? decided, CancellationToken cancel)
    {
        List<Link> links = [];
        foreach (var group in entities.Select((entity, record) => (entity, record)).GroupBy(e => e.entity).Where(g => g.Skip(1).Any()).OrderBy(g => g.Key)) links.AddRange(Within([.. group.Select(g => g.record)], bitsOf, decided, cancel));
        links.Sort((a, b) => a.Left != b.Left ? a.Left.CompareTo(b.Left) : a.Right.CompareTo(b.Right));
        return links;
    }

    private static IEnumerable<Link> Within(int[] members, Func<int, int, double> bitsOf, DecidedPairs? decided, CancellationToken cancel)
    {
        var (order, before, strength) = StrongestTree(members, (a, b) => decided?.Of(a, b) == true ? Math.Max(Said, bitsOf(a, b)) : bitsOf(a, b), cancel);
        var chained = new double[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            // From one member along the tree: who was joined earlier is reached before who was joined to him.
            Spread(i);
            for (var j = i + 1; j < members.Length; j++)
            {
                var bits = bitsOf(members[i], members[j]);
                yield return new Link(members[i], members[j], bits, Math.Max(bits, chained[j]), LinkWeights.ProbabilityOf(Math.Max(bits, chained[j]))) { IsDecided = decided?.Of(members[i], members[j]) == true };
            }
        }

        void Spread(int from)
        {
            chained.AsSpan().Fill(double.NaN);
            chained[from] = double.PositiveInfinity;
            for (var at = from; before[at] >= 0; at = before[at]) chained[before[at]] = Math.Min(chained[at], strength[at]);
            foreach (var member in order)
            {
                if (double.IsNaN(chained[member])) chained[member] = Math.Min(chained[before[member]], strength[member]);
            }
        }
    }

    /// <summary>The tree of strongest pairs: between any two members its way is the strongest chain. Members in the order in which they were joined, to whom each was, and by how many bits; the first to nobody.</summary>
    private static (List<int> Order, int[] Before, double[] Strength) StrongestTree(int[] members, Func<int, int, double> bitsOf, CancellationToken cancel)
    {
        var (before, strength, open) = (new int[members.Length], new double[members.Length], Enumerable.Range(1, members.Length - 1).ToList());
        before[0] = -1;
        strength.AsSpan().Fill(double.NegativeInfinity);
        List<int> order = [0];
        while (open.Count > 0)
        {
            cancel.ThrowIfCancellationRequested();
            var next = open[0];
            foreach (var member in open)
            {
                var bits = bitsOf(members[order[^1]], members[member]);
                if (bits > strength[member]) (strength[member], before[member]) = (bits, order[^1]);
                if (strength[member] > strength[next]) next = member;
            }

            open.Remove(next);
            order.Add(next);
        }

        return (order, before, strength);
    }
}
