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
    /// <param name="decided">What was said of pairs, without contradiction: it holds.</param>
    /// <returns>For each record the number of its entity: that of its earliest record.</returns>
    public static int[] Of(int records, IReadOnlyList<ScoredPair> pairs, Func<int, int, double> bitsOf, double least, double contradiction, DecidedPairs? decided, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(bitsOf);
        var entity = Enumerable.Range(0, records).ToArray();
        Part(decided is null ? pairs : [.. pairs.Where(p => decided.Of(p.Left, p.Right) is null), .. decided.Same.Select(p => new ScoredPair(p.Left, p.Right, Said))], least);
        return entity;

        void Part(IReadOnlyList<ScoredPair> some, double from)
        {
            foreach (var component in Components(some, from))
            {
                cancel.ThrowIfCancellationRequested();
                if (component.Length <= MostTogether)
                {
                    Contract(component, entity, (a, b) => decided?.Of(a, b) is { } same ? (same ? Said : -Said * Said) : Math.Max(-contradiction, bitsOf(a, b) - least), cancel);
                    continue;
                }

                // A table of all against all of them would not fit: what hangs together by weak pairs falls apart at them, and what does not is one.
                var members = component.ToHashSet();
                List<ScoredPair> inside = [.. some.Where(p => members.Contains(p.Left) && members.Contains(p.Right))];
                if (inside.Exists(p => p.Bits < from + Stricter)) Part(inside, from + Stricter);
                else JoinStrongest(component, inside, decided, entity);
            }
        }
    }

    /// <summary>Joins whatever a pair connects, strongest first, but for what was said to be two.</summary>
    private static void JoinStrongest(int[] component, List<ScoredPair> inside, DecidedPairs? decided, int[] entity)
    {
        var groups = new RecordGroups();
        var apart = decided?.Different.ToList() ?? [];
        foreach (var pair in inside.OrderByDescending(p => p.Bits).ThenBy(p => p.Left).ThenBy(p => p.Right))
        {
            var (a, b) = (groups.RootOf(pair.Left), groups.RootOf(pair.Right));
            if (a != b && !apart.Exists(p => (groups.RootOf(p.Left), groups.RootOf(p.Right)) is var (c, d) && ((a == c && b == d) || (a == d && b == c)))) groups.Join(a, b);
        }

        foreach (var member in component) entity[member] = groups.RootOf(member);
    }

    /// <summary>Records that pairs of enough bits connect, each at least two, in their order.</summary>
    private static IEnumerable<int[]> Components(IReadOnlyList<ScoredPair> pairs, double least)
    {
        var groups = new RecordGroups();
        var strong = pairs.Where(p => p.Bits >= least).ToList();
        foreach (var pair in strong) groups.Join(pair.Left, pair.Right);
        return strong.SelectMany(p => (int[])[p.Left, p.Right]).Distinct().GroupBy(groups.RootOf).OrderBy(g => g.Key).Select(g => g.Order().ToArray());
    }

    private static void Contract(int[] members, int[] entity, Func<int, int, double> weightOf, CancellationToken cancel)
    {
        var weights = new double[members.Length, members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            for (var j = i + 1; j < members.Length; j++) weights[i, j] = weights[j, i] = weightOf(members[i], members[j]);
        }

        var alive = Enumerable.Range(0, members.Length).ToList();
        var group = Enumerable.Range(0, members.Length).ToArray();
        var best = new int[members.Length];
        foreach (var i in alive) best[i] = BestOf(i);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var (from, most) = (-1, 0.0);
            foreach (var i in alive)
            {
                if (best[i] >= 0 && weights[i, best[i]] > most) (from, most) = (i, weights[i, best[i]]);
            }

            if (from < 0) break;
            var (a, b) = (Math.Min(from, best[from]), Math.Max(from, best[from]));
            alive.Remove(b);
            for (var i = 0; i < group.Length; i++)
            {
                if (group[i] == b) group[i] = a;
            }

            foreach (var other in alive)
            {
                if (other != a) weights[a, other] = weights[other, a] = weights[a, other] + weights[b, other];
            }

            foreach (var other in alive)
            {
                if (other == a || best[other] == a || best[other] == b) best[other] = BestOf(other);
                else if (best[other] < 0 || weights[other, a] > weights[other, best[other]]) best[other] = a;
            }
        }

        for (var i = 0; i < members.Length; i++) entity[members[i]] = members[group[i]];

        int BestOf(int i)
        {
            var found = -1;
            foreach (var j in alive)
            {
                if (j != i && (found < 0 || weights[i, j] > weights[i, found])) found = j;
            }

            return found;
        }
    }

    private const int MostTogether = 2000;

    /// <summary>More bits than any group comes to; its square outweighs as many answers as there can be in a group.</summary>
    private const double Said = 1e7;

    /// <summary>How many bits more pairs of too large a heap must have, step by step.</summary>
    private const double Stricter = 4;
}
