using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Time;

namespace DataMatching.Assessment;

/// <summary>
/// Everything about one household that a quarter or a night is judged on: the union file, the facts in force (all grades), what each registry answered,
/// which of its people stand in another file too, and who else bears the same ID number under another name.
/// </summary>
public sealed record CaseFile(
    Household Household,
    JudgedPeriod Period,
    IReadOnlyList<Fact> Facts,
    ICoverageAnswers Answers,
    IReadOnlyList<OtherFile> OtherFiles)
{
    /// <summary>A case file of a whole quarter.</summary>
    public CaseFile(Household household, Quarter quarter, IReadOnlyList<Fact> facts, ICoverageAnswers answers, IReadOnlyList<OtherFile> otherFiles)
        : this(household, JudgedPeriod.Of(quarter), facts, answers, otherFiles)
    {
    }
}

/// <summary>
/// Another union file that holds a person with the same ID number as <paramref name="Person"/>: the same name (filed twice), or, when
/// <paramref name="SameName"/> is false, another one (a shared or misused number). <paramref name="State"/> is that file's.
/// </summary>
public sealed record OtherFile(string Person, string OtherHousehold, string OtherPerson, FileState State, bool SameName);

/// <summary>What was asked and answered, per person, dataset and month.</summary>
public interface ICoverageAnswers
{
    /// <summary>The answer for a month. A dataset of current state (vehicles, units, dibao list) answers alike for each month of its freshness.</summary>
    Answer For(string person, string registry, string dataset, Month month);

    /// <summary>The as-of date of the batch that answers for this month; null when none does.</summary>
    DateOnly? AsOf(string person, string registry, string dataset, Month month);
}
