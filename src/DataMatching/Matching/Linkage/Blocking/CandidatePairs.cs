using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Blocking;

/// <summary>What a blocking rule came to. <paramref name="Pairs"/>: those within its blocks; <paramref name="New"/>: those that no earlier rule had; <paramref name="BlocksLeftOut"/>: blocks of too many pairs, whose <paramref name="PairsLeftOut"/> pairs this rule does not look at.</summary>
public sealed record BlockingCount(string Rule, long Pairs, long New, int BlocksLeftOut, long PairsLeftOut);

/// <summary>
/// The pairs of records that share a block of some rule, each once, without any being kept in memory: a pair belongs to the first rule that has it. Whoever goes through them several times gets the same pairs.
/// </summary>
public sealed class CandidatePairs
{
    private const int PairsOfPart = 1 << 17;
    private readonly BlockKeys[] _rules;
    private readonly BlockRows _rows;

    /// <param name="mostPairsOfBlock">Blocks with more pairs are left out; at least 1.</param>
    public CandidatePairs(LinkRecords records, IReadOnlyList<BlockingRule> rules, long mostPairsOfBlock)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostPairsOfBlock, 1);
        Records = records;
        Parts = [];
        _rules = new BlockKeys[rules.Count];
        _rows = new BlockRows(records, rules);
        var leftOut = new (int Blocks, long Pairs)[rules.Count];
        Parallel.For(0, rules.Count, i => _rules[i] = BlockKeys.Of(records, _rows, i, mostPairsOfBlock, out leftOut[i]));
        Counts = [.. rules.Select((r, i) => new BlockingCount(r.ToString(), CutIntoParts(i), 0, leftOut[i].Blocks, leftOut[i].Pairs))];
    }

    public LinkRecords Records { get; }

    /// <summary>By rule; <see cref="BlockingCount.New"/> is 0 until the pairs were gone through by <see cref="Count"/>.</summary>
    public IReadOnlyList<BlockingCount> Counts { get; private set; }

    /// <summary>All pairs within blocks; those of several rules are counted several times.</summary>
    public long WithinBlocks => Counts.Sum(c => c.Pairs);

    /// <summary>Pieces of work of about as many pairs each.</summary>
    internal List<(int Rule, int From, int To)> Parts { get; }

    /// <summary>True when some rule has the pair.</summary>
    public bool Has(int left, int right) => _rows.FirstRule(left, right, _rules.Length) >= 0;

    /// <summary>
    /// Goes through all pairs on all processors. <paramref name="begin"/> is called once for a thread, <paramref name="take"/> for each piece of work with its number and what a thread began with.
    /// </summary>
    public void ForEach<T>(Func<T> begin, Action<int, T, IEnumerable<(int Left, int Right)>> take, CancellationToken cancel) =>
        Parallel.For(0, Parts.Count, new ParallelOptions { CancellationToken = cancel }, begin, (part, _, state) =>
        {
            take(part, state, PairsOf(Parts[part]));
            return state;
        }, _ => { });

    /// <summary>Notes how many pairs of each part are new.</summary>
    internal void Note(long[] byPart)
    {
        var fresh = new long[_rules.Length];
        for (var i = 0; i < byPart.Length; i++) fresh[Parts[i].Rule] += byPart[i];
        Counts = [.. Counts.Select((c, i) => c with { New = fresh[i] })];
    }

    private IEnumerable<(int Left, int Right)> PairsOf((int Rule, int From, int To) part)
    {
        var keys = _rules[part.Rule];
        for (var block = part.From; block < part.To; block++)
        {
            var (lefts, rights) = (keys.LeftOf(block).Length, keys.RightOf(block).Length);
            for (var i = 0; i < lefts; i++)
            {
                var left = keys.LeftOf(block)[i];
                for (var j = Records.IsOne ? i + 1 : 0; j < rights; j++)
                {
                    var right = keys.RightOf(block)[j];
                    if (_rows.FirstShared(part.Rule, left, right) == block && _rows.FirstRule(left, right, part.Rule) < 0) yield return (left, right);
                }
            }
        }
    }

    private long CutIntoParts(int rule)
    {
        var keys = _rules[rule];
        var (all, some, from) = (0L, 0L, 0);
        for (var block = 0; block < keys.Count; block++)
        {
            some += BlockKeys.Pairs(keys.LeftOf(block).Length, keys.RightOf(block).Length, Records.IsOne);
            if (some < PairsOfPart && block + 1 < keys.Count) continue;
            Parts.Add((rule, from, block + 1));
            (all, some, from) = (all + some, 0, block + 1);
        }

        return all;
    }
}
