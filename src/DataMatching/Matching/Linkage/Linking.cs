using DataMatching.Matching.Linkage.Blocking;
using DataMatching.Matching.Linkage.Comparing;
using DataMatching.Matching.Linkage.Deciding;
using DataMatching.Matching.Linkage.Estimating;
using DataMatching.Matching.Linkage.Plans;
using DataMatching.Matching.Linkage.Records;

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

    /// <summary>What was decided, in the order of the records.</summary>
    public IReadOnlyList<Link> Links { get; private set; } = [];

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
            estimated = WeightEstimation.Of(TrainingPairs.Collect(candidates, comparison, plan.Seed, cancel), comparison, Math.Min(records.LeftCount, records.RightCount) * 0.2, MostMatches(records, plan.Assignment));
            weights = estimated.Weights;
        }

        tell("score");
        var score = new PairScore(comparison, weights);
        var linking = new Linking(plan, candidates, score, estimated, ScorePairs.Of(candidates, score, Math.Min(Kept, plan.ThresholdBits), cancel));
        tell("decide");
        linking.Decide(cancel);
        return linking;
    }

    /// <summary>How many matches there can be at most.</summary>
    private static double MostMatches(LinkRecords records, Assignment assignment) => (records.IsOne, assignment) switch
    {
        (false, Assignment.OneToOne) => Math.Min(records.LeftCount, records.RightCount),
        (false, Assignment.OneToMany) => records.RightCount,
        _ => records.Pairs / 2.0,
    };

    private void Decide(CancellationToken cancel)
    {
        if (!Records.IsOne)
        {
            Links = Assign.Of(Pairs, Plan.Assignment, Plan.Threshold);
            return;
        }

        var hand = Score.Comparison.TakeHand();
        double BitsOf(int a, int b) => Score.BitsOf(hand.PatternOf(Math.Min(a, b), Math.Max(a, b)), Math.Min(a, b));
        var entities = Deciding.Entities.Of(Records.LeftCount, Pairs, BitsOf, Plan.ThresholdBits, Contradiction, cancel);
        (Entities, Links) = (entities, EntityLinks.Of(entities, BitsOf, cancel));
    }
}
