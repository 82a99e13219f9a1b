using DataMatching.Matching.Linkage.Estimating;
using DataMatching.Matching.Linkage.Plans;

namespace DataMatching.Matching.Linkage.Deciding;

/// <summary>
/// Chooses links among scored pairs of two files where a record has at most one on a side. Candidates of one record compete: of two that say the same, neither is likelier than a half.
/// Where both sides have at most one, those are chosen that together have the most bits (Jaro 1989).
/// </summary>
public static class Assign
{
    /// <summary>Above so many records on a side that hang together the strongest pairs are taken one after the other.</summary>
    private const int MostTogether = 400;

    /// <summary>How likely each pair is one, its competitors taken into account; in the order of the pairs.</summary>
    public static IReadOnlyList<Link> Likely(IReadOnlyList<ScoredPair> pairs, Assignment assignment)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (assignment == Assignment.Many) return [.. pairs.Select(p => new Link(p.Left, p.Right, p.Bits, p.Bits, p.Probability))];
        var ofRight = Odds(pairs, p => p.Right);
        var ofLeft = assignment == Assignment.OneToOne ? Odds(pairs, p => p.Left) : null;
        return [.. pairs.Select(p => new Link(p.Left, p.Right, p.Bits, p.Bits, Math.Min(Among(p, ofRight[p.Right]), ofLeft is null ? 1 : Among(p, ofLeft[p.Left]))))];
    }

    /// <param name="likely">What <see cref="Likely"/> says.</param>
    /// <param name="least">Probability from which a pair is a link.</param>
    public static IReadOnlyList<Link> Of(IReadOnlyList<Link> likely, Assignment assignment, double least)
    {
        ArgumentNullException.ThrowIfNull(likely);
        List<Link> candidates = [.. likely.Where(l => l.Probability >= least)];
        if (assignment == Assignment.Many) return candidates;
        var chosen = assignment == Assignment.OneToOne
            ? Together(candidates.ConvertAll(c => new ScoredPair(c.Left, c.Right, c.Bits)), LinkWeights.BitsOf(least))
            : candidates.GroupBy(c => c.Right).Select(g => g.MaxBy(c => c.Bits)!).Select(p => (p.Left, p.Right)).ToHashSet();
        return [.. candidates.Where(c => chosen.Contains((c.Left, c.Right)))];
    }

    /// <summary>Odds of all candidates of a record together.</summary>
    private static Dictionary<int, double> Odds(IReadOnlyList<ScoredPair> pairs, Func<ScoredPair, int> side)
    {
        var odds = new Dictionary<int, double>();
        foreach (var pair in pairs) odds[side(pair)] = odds.GetValueOrDefault(side(pair)) + OddsOf(pair);
        return odds;
    }

    private static double OddsOf(ScoredPair pair) => Math.Pow(2, Math.Min(pair.Bits, 500));

    private static double Among(ScoredPair pair, double all) => OddsOf(pair) / (1 + all);

    private static HashSet<(int, int)> Together(List<ScoredPair> pairs, double least)
    {
        HashSet<(int, int)> chosen = [];
        foreach (var group in Groups(pairs))
        {
            var (lefts, rights) = (group.Select(p => p.Left).Distinct().Order().ToArray(), group.Select(p => p.Right).Distinct().Order().ToArray());
            if (group.Count == 1) chosen.Add((group[0].Left, group[0].Right));
            else if (Math.Max(lefts.Length, rights.Length) > MostTogether) chosen.UnionWith(Strongest(group));
            else chosen.UnionWith(HeaviestMatching.Of(group, lefts, rights, least));
        }

        return chosen;
    }

    private static IEnumerable<(int, int)> Strongest(List<ScoredPair> pairs)
    {
        HashSet<int> lefts = [], rights = [];
        foreach (var pair in pairs.OrderByDescending(p => p.Bits).ThenBy(p => p.Left).ThenBy(p => p.Right))
        {
            if (lefts.Contains(pair.Left) || rights.Contains(pair.Right)) continue;
            lefts.Add(pair.Left);
            rights.Add(pair.Right);
            yield return (pair.Left, pair.Right);
        }
    }

    /// <summary>Pairs that hang together by their records.</summary>
    private static IEnumerable<List<ScoredPair>> Groups(List<ScoredPair> pairs)
    {
        // Left records count from 0, right ones from the complement of 0 downwards.
        var groups = new RecordGroups();
        foreach (var pair in pairs) groups.Join(pair.Left, ~pair.Right);
        return pairs.GroupBy(p => groups.RootOf(p.Left)).Select(g => g.ToList());
    }
}
