using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Time;

namespace DataMatching.Web.Hosting;

/// <summary>What a quarter's run rested on for one household: the file as it was imported, its facts in force, and what each registry answered.</summary>
public sealed record HouseholdInputs(Household Household, JudgedPeriod Period, IReadOnlyList<Fact> Facts, ICoverageAnswers Answers, IReadOnlyList<SourceInForce> Sources);

/// <summary>A delivery that speaks for the household's district.</summary>
public sealed record SourceInForce(string Registry, string Dataset, bool ByMonth, DateOnly? AsOf);

/// <summary>Assembles again what a run pinned. The pages can't: they neither pull nor match; the program hands it to them.</summary>
public interface IHouseholdInputs
{
    /// <summary>Null when the quarter was not run or has no such household.</summary>
    HouseholdInputs? Of(Quarter quarter, string household);
}
