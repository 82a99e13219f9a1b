using DataMatching.Evidence;
using DataMatching.Matching.Checking;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Web.Hosting;

namespace DataMatching.Web.Matches;

/// <summary>A pair that somebody is shown. <paramref name="Name"/>: as forms name it. <paramref name="Said"/>: what is on record of it; null: nothing.</summary>
internal sealed record ShownPair(MatchPair Pair, string Name, PairSides Sides, MatchAnswer? Said);

/// <summary>Hands out pairs of the blind check, those of an account's district, one after the other, and takes what is said of them.</summary>
internal sealed class MatchDesk(Store store, IMatchPairs sides, SiteForWeb site)
{
    /// <summary>After so many rows of a delivery that cannot be opened its others are passed over: its file is gone or another.</summary>
    private const int MostOfDelivery = 3;

    private readonly Lazy<MatchCheck> _check = new(() => store.Matches.Check(site.Terms));
    private IReadOnlyDictionary<PairKey, MatchAnswer>? _answers;

    public MatchCheck Check => _check.Value;

    /// <summary>By pair, of all districts.</summary>
    public IReadOnlyDictionary<PairKey, MatchAnswer> Answers => _answers ??= store.Matches.Answers(Check.Pairs.Select(p => p.Key));

    /// <summary>True for those who say what a pair is: reviewers who decide cases too.</summary>
    public static bool MayAnswer(Account account) => account.Role is Role.Grassroots or Role.County or Role.City;

    /// <summary>True for those who are shown what came of it: whoever answers is not, or he would know what the program thinks.</summary>
    public static bool SeesResult(Account account) => account.Role is Role.Supervisor or Role.Auditor && account.Scope is null;

    /// <summary>The pairs of the account's district.</summary>
    public IReadOnlyList<MatchPair> PairsOf(Account account) => [.. Check.Pairs.Where(p => account.Covers(p.District))];

    /// <summary>
    /// The next pair of which nobody has said anything and whose row can be opened; null when there is none. Colleagues begin at different ones. That it is shown is on record.
    /// </summary>
    /// <param name="unopened">How many were passed over because their rows cannot be opened, or others of their deliveries could not.</param>
    public ShownPair? Next(Account account, out int unopened)
    {
        unopened = 0;
        var open = PairsOf(account).Where(p => !Answers.ContainsKey(p.Key)).ToList();
        var begin = open.Count == 0 ? 0 : (int)(account.Id * 7919 % open.Count);
        var failed = new Dictionary<long, int>();
        foreach (var pair in open.Skip(begin).Concat(open.Take(begin)))
        {
            if (failed.GetValueOrDefault(pair.Batch) < MostOfDelivery && Show(account, pair) is { } shown) return shown;
            failed[pair.Batch] = failed.GetValueOrDefault(pair.Batch) + 1;
            unopened++;
        }

        return null;
    }

    /// <summary>A pair of the account's district by its name; null when there is none, or its row cannot be opened. That it is shown is on record.</summary>
    public ShownPair? Find(Account account, string name) => PairBy(account, name) is { } pair ? Show(account, pair) : null;

    /// <param name="known">What was on record when the pair was shown: of two who answer at once the second sees what the first said.</param>
    /// <returns>False when the pair is none of the account's district, no longer drawn, was not shown to the account, or answered meanwhile.</returns>
    public bool Answer(Account account, string name, MatchAnswer answer, MatchAnswer? known)
    {
        if (!MayAnswer(account) || PairBy(account, name) is not { } pair || !store.Matches.WasShown(account.Id, pair.Key) || SaidOf(pair) != known) return false;
        store.Matches.Answer(account.Id, pair, answer);
        _answers = null;
        return true;
    }

    /// <summary>What is on record of a pair; null for nothing, or for a pair that is not the account's.</summary>
    public MatchAnswer? SaidOf(Account account, string name) => PairBy(account, name) is { } pair ? SaidOf(pair) : null;

    private MatchAnswer? SaidOf(MatchPair pair) => Answers.TryGetValue(pair.Key, out var said) ? said : null;

    private MatchPair? PairBy(Account account, string name) => PairsOf(account).FirstOrDefault(p => store.Matches.NameOf(p.Key) == name);

    private ShownPair? Show(Account account, MatchPair pair)
    {
        var both = sides.Of(pair);
        if (both.State != SourceRowState.Unchanged) return null;
        store.Matches.Show(account.Id, pair);
        return new ShownPair(pair, store.Matches.NameOf(pair.Key), both, SaidOf(pair));
    }
}
