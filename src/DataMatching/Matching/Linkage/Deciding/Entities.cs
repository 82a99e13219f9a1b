namespace DataMatching.Matching.Linkage.Deciding;

/// <summary>
/// Puts records together into entities, those of the strongest pair first, and two groups only while all pairs between them together speak for it: a single doubtful pair never joins
/// two groups that otherwise contradict each other, and a pair that is too weak alone is joined by what its neighbours say (greedy additive edge contraction, Keuper et al. 2015).
/// </summary>
public static class Entities
{
    /// <param name="records">How many records there are.</param>
    /// <param name="pairs">Those that may be links, in any order.</param>
    /// <param name="bitsOf">The weight of any pair, also of one that is no candidate.</param>
    /// <param name="least">Bits from which a pair speaks for a link.</param>
    /// <param name="contradiction">A pair takes no more than this from a group, in bits below <paramref name="least"/>; a record that differs in everything is one record all the same.</param>
    /// <returns>For each record the number of its entity: that of its earliest record.</returns>
    public static int[] Of(int records, IReadOnlyList<ScoredPair> pairs, Func<int, int, double> bitsOf, double least, double contradiction)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(bitsOf);
        var entity = Enumerable.Range(0, records).ToArray();
        foreach (var component in Components(records, pairs, least)) Contract(component, entity, (a, b) => Math.Max(-contradiction, bitsOf(a, b) - least));
        return entity;
    }

    /// <summary>Records that pairs of enough bits connect, each at least two, in their order.</summary>
    private static IEnumerable<int[]> Components(int records, IReadOnlyList<ScoredPair> pairs, double least)
    {
        var first = Enumerable.Range(0, records).ToArray();
        int Root(int record)
        {
            while (first[record] != record) record = first[record] = first[first[record]];
            return record;
        }

        foreach (var pair in pairs)
        {
            if (pair.Bits < least) continue;
            var (a, b) = (Root(pair.Left), Root(pair.Right));
            if (a != b) first[Math.Max(a, b)] = Math.Min(a, b);
        }

        return pairs.Where(p => p.Bits >= least).SelectMany(p => (int[])[p.Left, p.Right]).Distinct().GroupBy(Root).OrderBy(g => g.Key).Select(g => g.Order().ToArray());
    }

    private static void Contract(int[] members, int[] entity, Func<int, int, double> weightOf)
    {
        if (members.Length > MostTogether)
        {
            // Rows of a table of all against all would not fit; such a heap is told by its size.
            foreach (var member in members) entity[member] = members[0];
            return;
        }

        var weights = new double[members.Length, members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            for (var j = i + 1; j < members.Length; j++) weights[i, j] = weights[j, i] = weightOf(members[i], members[j]);
        }

        var alive = Enumerable.Range(0, members.Length).ToList();
        while (true)
        {
            var (a, b, most) = (-1, -1, 0.0);
            for (var i = 0; i < alive.Count; i++)
            {
                for (var j = i + 1; j < alive.Count; j++)
                {
                    if (weights[alive[i], alive[j]] > most) (a, b, most) = (alive[i], alive[j], weights[alive[i], alive[j]]);
                }
            }

            if (a < 0) return;
            alive.Remove(b);
            foreach (var other in alive)
            {
                if (other != a) weights[a, other] = weights[other, a] = weights[a, other] + weights[b, other];
            }

            for (var i = 0; i < members.Length; i++)
            {
                if (entity[members[i]] == members[b]) entity[members[i]] = members[a];
            }
        }
    }

    private const int MostTogether = 2000;
}
