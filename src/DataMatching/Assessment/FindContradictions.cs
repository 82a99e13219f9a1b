using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Assessment;

/// <summary>In what two records about one person cannot both be right.</summary>
public enum ContradictionKind
{
    /// <summary>Two death dates more than 31 days apart.</summary>
    DeathDates = 0,

    /// <summary>A wage or contribution for a month that began more than 31 days after a certain death.</summary>
    WorkAfterDeath = 1,

    /// <summary>A pension or dibao for a month that began after the death.</summary>
    BenefitAfterDeath = 2,
}

/// <summary>Records that cannot all be right. Days are of death; <paramref name="Month"/> the first month that does not fit.</summary>
public sealed record Contradiction(ContradictionKind Kind, string Person, DateOnly Died, DateOnly? OtherDay, Month? Month, IReadOnlyList<Fact> Facts);

/// <summary>Looks for records of one member that contradict a death.</summary>
internal static class FindContradictions
{
    private const int Tolerance = 31;

    public static IReadOnlyList<Contradiction> In(HouseholdAssessment a)
    {
        var found = new List<Contradiction>();
        foreach (var person in a.Household.Members.Select(m => m.Person).Order(StringComparer.Ordinal))
        {
            var deaths = a.DeathsOf(person).OrderBy(d => d.Valid.Start).ToList();
            if (deaths.Count == 0) continue;
            if (Day(deaths[^1]).DayNumber - Day(deaths[0]).DayNumber > Tolerance)
                found.Add(new Contradiction(ContradictionKind.DeathDates, person, Day(deaths[0]), Day(deaths[^1]), null, [deaths[0], deaths[^1]]));

            var own = a.Facts.Where(f => string.Equals(f.Person, person, StringComparison.Ordinal) && (f.Grade is MatchGrade.Certain or MatchGrade.Probable)).ToList();
            if (deaths.FirstOrDefault(d => d.Grade == MatchGrade.Certain) is { } certain)
                Add(found, ContradictionKind.WorkAfterDeath, person, certain, own, f => WorkMonth(f) is { } m && m <= a.LastMonth && m.FirstDay.DayNumber > Day(certain).DayNumber + Tolerance ? m : null);
            Add(found, ContradictionKind.BenefitAfterDeath, person, deaths[0], own, f => BenefitMonth(f, Month.Of(Day(deaths[0])).Plus(1), a.LastMonth));
        }

        return found;
    }

    private static void Add(List<Contradiction> found, ContradictionKind kind, string person, StatusFact death, List<Fact> own, Func<Fact, Month?> month)
    {
        var late = own.Select(f => (Fact: f, Month: month(f))).Where(x => x.Month is not null).ToList();
        if (late.Count > 0) found.Add(new Contradiction(kind, person, Day(death), null, late.Min(x => x.Month), [death, .. late.Select(x => x.Fact)]));
    }

    private static Month? WorkMonth(Fact fact) => fact switch
    {
        MonthlyIncome { Kind: IncomeKind.Wage } wage => wage.Month,
        AverageIncome average => average.Month,
        StatusFact { Kind: StatusKind.Insured or StatusKind.FundDeposit, Valid.Start: { } start } => Month.Of(start),
        _ => null,
    };

    private static Month? BenefitMonth(Fact fact, Month first, Month last) => fact switch
    {
        MonthlyIncome { Kind: IncomeKind.EmployeePension or IncomeKind.ResidentPension } pension when pension.Month >= first && pension.Month <= last => pension.Month,
        StatusFact { Kind: StatusKind.OnDibao } dibao => first.To(last).Where(dibao.Valid.Touches).Select(m => (Month?)m).FirstOrDefault(),
        _ => null,
    };

    private static DateOnly Day(StatusFact death) => death.Valid.Start!.Value;
}
