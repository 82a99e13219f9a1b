using DataMatching.Matching.Linkage.Accuracy;
using DataMatching.Matching.Linkage.Blocking;
using DataMatching.Matching.Linkage.Comparing;
using DataMatching.Matching.Linkage.Deciding;
using DataMatching.Matching.Linkage.Estimating;
using DataMatching.Matching.Linkage.Plans;
using DataMatching.Matching.Linkage.Records;
using DataMatching.Matching.Linkage.Reviewing;

namespace DataMatching.Matching.Linkage;

/// <summary>Links two files, or finds the duplicates of one: candidates, weights, scores, links. The same records and plan give the same links, on however many processors.</summary>
public sealed class Linking
{
    /// <summary>Pairs of less than this are not kept, in bits: one in a thousand.</summary>
    private const double Kept = -10;

    /// <summary>How much one pair may speak against its group, in bits.</summary>
    private const double Contradiction = 10;

    private Linking(LinkPlan plan, CandidatePairs candidates, PairScore score, Estimated? estimated, IReadOnlyList<ScoredPair> pairs) =>
        (Plan, Candidates, Score, Estimated, Pairs) = (plan, candidates, score, estimated, pairs);

    public LinkPlan Plan { get; }

    public LinkRecords Records => Candidates.Records;

    public CandidatePairs Candidates { get; }

    public PairScore Score { get; }

    /// <summary>Null when weights were given.</summary>
    public Estimated? Estimated { get; }

    /// <summary>All pairs that are at all likely, in the order of their records.</summary>
    public IReadOnlyList<ScoredPair> Pairs { get; }

    /// <summary>The same with their competitors taken into account; without those that a person decided, or that are impossible thereby.</summary>
    public IReadOnlyList<Link> Likely { get; private set; } = [];

    /// <summary>What was decided, in the order of the records.</summary>
    public IReadOnlyList<Link> Links { get; private set; } = [];

    /// <summary>Pairs that are no links and too likely to be left so without a person's look, in the order of the records.</summary>
    public IReadOnlyList<Link> Doubtful { get; private set; } = [];

    /// <summary>From which probability pairs are links, and from which doubtful.</summary>
    public LinkThresholds Thresholds { get; private set; } = new(0.5, 0.5);

    /// <summary>What can be expected at each threshold, by the probabilities themselves.</summary>
    public ExpectedCurve Expected { get; private set; } = new([], 0);

    /// <summary>Which of the plan's aims can be reached.</summary>
    public AimReach AimReach { get; private set; } = new(true, true);

    /// <summary>How weights were put right by reviewers' answers.</summary>
    public Calibration Calibration { get; private set; } = Calibration.None;

    /// <summary>What people said of pairs; null when nothing was said.</summary>
    public DecidedPairs? Decided { get; private set; }

    /// <summary>Of one file: for each record the number of its entity, which is that of its earliest record. Empty otherwise.</summary>
    public IReadOnlyList<int> Entities { get; private set; } = [];

    /// <param name="weights">Null: they are estimated from these records.</param>
    /// <param name="tell">Told of each step that begins.</param>
    public static Linking Of(LinkRecords records, LinkPlan plan, LinkWeights? weights, Action<string> tell, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(tell);
        tell("block");
        var candidates = new CandidatePairs(records, plan.Blocking, plan.MostPairsOfBlock);
        var comparison = new PairComparison(records, plan.Comparisons);
        Estimated? estimated = null;
        if (weights is null)
        {
            tell("estimate");
            estimated = WeightEstimation.Of(TrainingPairs.Collect(candidates, comparison, plan.Seed, cancel), comparison, Math.Min(records.LeftCount, records.RightCount) * 0.2, MostMatches(records, plan.Assignment), SureMatches(records, plan, cancel));
            weights = estimated.Weights;
        }

        tell("score");
        var score = new PairScore(comparison, weights);
        var linking = new Linking(plan, candidates, score, estimated, ScorePairs.Of(candidates, score, Math.Min(Kept, plan.ThresholdBits), cancel));
        tell("decide");
        linking.Decide(Calibration.None, null, null, cancel);
        return linking;
    }

    /// <summary>Decides anew, with weights put right and with what people said. The pairs stay the same.</summary>
    /// <param name="matches">How many matches there are as far as somebody knows better than the estimate.</param>
    public void Decide(Calibration calibration, DecidedPairs? decided, double? matches, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        (Calibration, Decided) = (calibration, decided);
        List<ScoredPair> open = decided is null ? [.. Pairs] : [.. Pairs.Where(p => decided.Of(p.Left, p.Right) is null && !decided.IsOut(p.Left, p.Right))];
        var likely = Assign.Likely(open, Records.IsOne ? Assignment.Many : Plan.Assignment);

        // What a pair's competitors take from it is no fault of its weight: the probability that is reviewed is the one after them.
        Likely = calibration.Points.Count == 0 ? likely : [.. likely.Select(l => l with { Probability = LinkWeights.ProbabilityOf(calibration.Of(LinkWeights.BitsOf(l.Probability))) })];
        Expected = new ExpectedCurve(Likely, Math.Max(0, (matches ?? (Score.Weights.Prior * Records.Pairs)) - (decided?.Same.Count() ?? 0)));
        (Thresholds, AimReach) = (new LinkThresholds(Plan.Threshold, Plan.Threshold), new AimReach(true, true));
        if (Plan.Aim is { } aim)
        {
            Thresholds = Expected.Choose(aim, out var reached);
            AimReach = reached;
        }

        if (Records.IsOne) Group(cancel);
        else Links = [.. Assign.Of(Likely, Plan.Assignment, Thresholds.Link).Concat(Said()).OrderBy(l => l.Left).ThenBy(l => l.Right)];
        var links = Links.Select(l => (l.Left, l.Right)).ToHashSet();
        Doubtful = [.. Likely.Where(l => l.Probability >= Thresholds.Doubtful && (Thresholds.Doubtful < Thresholds.Link) && !links.Contains((l.Left, l.Right)))];
    }

    /// <summary>How many matches there are by the rules that are sure; null when the plan has none, or they have no pair.</summary>
    private static double? SureMatches(LinkRecords records, LinkPlan plan, CancellationToken cancel)
    {
        if (plan.Sure is not { Count: > 0 } rules) return null;
        var sure = new CandidatePairs(records, rules, plan.MostPairsOfBlock);
        var byPart = new long[sure.Parts.Count];
        sure.ForEach(() => 0, (part, _, pairs) => byPart[part] = pairs.LongCount(), cancel);
        return byPart.Sum() is > 0 and var pairs ? Math.Min(pairs / plan.SureShare, MostMatches(records, plan.Assignment)) : null;
    }

    /// <summary>How many matches there can be at most.</summary>
    private static double MostMatches(LinkRecords records, Assignment assignment) => (records.IsOne, assignment) switch
    {
        (false, Assignment.OneToOne) => Math.Min(records.LeftCount, records.RightCount),
        (false, Assignment.OneToMany) => records.RightCount,
        _ => records.Pairs / 2.0,
    };

    /// <summary>Pairs of two files that a person said to be one.</summary>
    private IEnumerable<Link> Said()
    {
        if (Decided is not { } decided) return [];
        var hand = Score.Comparison.TakeHand();
        return decided.Same.Select(p =>
        {
            var bits = Score.BitsOf(hand.PatternOf(p.Left, p.Right), p.Left);
            return new Link(p.Left, p.Right, bits, bits, 1) { IsDecided = true };
        });
    }

    private void Group(CancellationToken cancel)
    {
        var hand = Score.Comparison.TakeHand();
        double BitsOf(int a, int b) => Calibration.Of(Score.BitsOf(hand.PatternOf(Math.Min(a, b), Math.Max(a, b)), Math.Min(a, b)));
        var entities = Deciding.Entities.Of(Records.LeftCount, [.. Pairs.Select(p => p with { Bits = Calibration.Of(p.Bits) })], BitsOf, Thresholds.LinkBits, Contradiction, Decided, cancel);
        (Entities, Links) = (entities, EntityLinks.Of(entities, BitsOf, Decided, cancel));
    }
}
