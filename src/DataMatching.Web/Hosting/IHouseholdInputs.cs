using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Review;
using DataMatching.Time;

namespace DataMatching.Web.Hosting;

/// <summary>What a quarter's run rested on for one household: the file as it was imported, its facts in force, and what each registry answered.</summary>
/// <param name="Evidence">What reviewers proved, up to the moment asked for.</param>
/// <param name="Again">What comes out with evidence that is newer than the run; null when there is none.</param>
public sealed record HouseholdInputs(
    Household Household, JudgedPeriod Period, IReadOnlyList<Fact> Facts, ICoverageAnswers Answers, IReadOnlyList<SourceInForce> Sources, ReviewedEvidence Evidence, Verdict? Again)
{
    /// <summary>Policies, standards or the terms of registries are others now than when the quarter was run: what is judged again here is judged by those of now.</summary>
    public bool ConfigurationChanged { get; init; }
}

/// <summary>A delivery that speaks for the household's district.</summary>
public sealed record SourceInForce(string Registry, string Dataset, bool ByMonth, DateOnly? AsOf);

/// <summary>Assembles again what a run pinned. The pages can't: they neither pull nor match; the program hands it to them.</summary>
public interface IHouseholdInputs
{
    /// <summary>Null when the quarter was not run or has no such household.</summary>
    /// <param name="asOf">Reviewers' evidence up to this moment, included; null: all.</param>
    HouseholdInputs? Of(Quarter quarter, string household, DateTimeOffset? asOf = null);

    /// <summary>What the quarter would say of the household if reviewers' evidence were this. Null as above.</summary>
    Verdict? Judge(Quarter quarter, string household, ReviewedEvidence evidence);
}
