using DataMatching.Matching.Linkage.Accuracy;
using DataMatching.Matching.Linkage.Blocking;
using DataMatching.Matching.Linkage.Comparing;
using DataMatching.Matching.Linkage.Estimating;
using DataMatching.Matching.Linkage.Records;

namespace DataMatching.Matching.Linkage.Plans;

/// <summary>How many links a record may have.</summary>
public enum Assignment
{
    /// <summary>Each record of either file at most one: both files have each person once.</summary>
    OneToOne = 0,

    /// <summary>Each record of the right file at most one; one of the left file may have several.</summary>
    OneToMany = 1,

    /// <summary>As many as there are.</summary>
    Many = 2,
}

/// <summary>A field of a plan: its columns, what it holds, and how it is compared.</summary>
/// <param name="Left">Header of the column in the left file, or in the only one.</param>
/// <param name="Levels">Null: it is not compared, and stands in blocking rules alone.</param>
/// <param name="Partner">The field with which it is sometimes exchanged.</param>
/// <param name="Shared">Families, neighbours or colleagues have it in common.</param>
/// <param name="Nothing">Texts that stand for nothing in this field; null: none but those that do everywhere.</param>
public sealed record PlanField(
    string Name, string Left, string Right, ContentKind Kind, IReadOnlyList<LevelTest>? Levels, string? Partner = null, bool TermFrequency = true, bool Shared = false, IReadOnlyList<string>? Nothing = null)
{
    internal Comparison? Comparison => Levels is null ? null : new Comparison(Name, Levels, Partner, TermFrequency, Shared);
}

/// <summary>All that linking two files, or finding the duplicates of one, needs to be told.</summary>
/// <param name="LeftId">Header of the column with the record's own number; null: records are numbered from 1, header line not counted.</param>
/// <param name="Threshold">Probability from which a pair is a link; above 0, below 1.</param>
/// <param name="MostPairsOfBlock">Blocks of more pairs are left out.</param>
/// <param name="Seed">Of what is drawn at random.</param>
/// <param name="Aim">What links are to reach; null: <paramref name="Threshold"/> holds, and no pair is doubtful.</param>
/// <param name="Sure">Pairs that are the same in every part of one of these rules are held to be matches: how many there are tells how many matches there are. Empty: the estimate finds that itself.</param>
/// <param name="SureShare">How many of the matches those rules have; above 0, at most 1.</param>
public sealed record LinkPlan(
    string? LeftId, string? RightId, IReadOnlyList<PlanField> Fields, IReadOnlyList<BlockingRule> Blocking, Assignment Assignment = Assignment.OneToOne, double Threshold = 0.5, long MostPairsOfBlock = 1_000_000, ulong Seed = 1,
    LinkAim? Aim = null, IReadOnlyList<BlockingRule>? Sure = null, double SureShare = 1)
{
    public IReadOnlyList<LinkField> RecordFields => [.. Fields.Select(f => new LinkField(f.Name, f.Kind, f.Nothing))];

    public IReadOnlyList<Comparison> Comparisons => [.. Fields.Select(f => f.Comparison).OfType<Comparison>()];

    /// <summary>The threshold in bits.</summary>
    public double ThresholdBits => LinkWeights.BitsOf(Threshold);
}
