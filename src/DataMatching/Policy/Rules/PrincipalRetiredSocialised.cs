using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>The principal draws an employee's pension and has been handed over to socialised management.</summary>
public sealed class PrincipalRetiredSocialised : IExitRule
{
    public string Id => "principal-retired-socialised";
    public RuleKind Kind => RuleKind.Exit;
    public ExitKind ExitKind => ExitKind.Ineligible;

    public Finding Evaluate(HouseholdAssessment a)
    {
        var principal = a.Household.Principal.Person;
        var handedOver = a.Of(StatusKind.Pensioner)
            .Where(s => string.Equals(s.Person, principal, StringComparison.Ordinal) && s.Valid.Start <= a.Day && s.Detail.Mark == true && IsEmployee(a, s))
            .OrderBy(s => s.Valid.Start).ToList();
        var certain = handedOver.Where(s => s.Grade == MatchGrade.Certain).ToList();
        if (certain.Count > 0) return Finding.Met($"困难职工本人已领取职工养老金并纳入社会化管理（{InWords.Day(certain[0].Valid.Start!.Value)}起有记录）", certain);
        if (handedOver.Count > 0) return Finding.Unknown("养老待遇记录匹配程度仅为较可能", facts: handedOver);
        return a.Unanswered(Datasets.Pensions) is { Count: > 0 } missing ? Finding.Unknown("养老待遇未得到答复", missing) : Finding.NotMet();
    }

    /// <summary>The record says 职工; one that does not say is told by the pension of the same row.</summary>
    private static bool IsEmployee(HouseholdAssessment a, StatusFact pensioner) => pensioner.Detail.Cause is { } scheme
        ? string.Equals(scheme, "employee", StringComparison.Ordinal)
        : a.Facts.OfType<MonthlyIncome>().Any(i => i.Kind == IncomeKind.EmployeePension
            && string.Equals(i.Person, pensioner.Person, StringComparison.Ordinal)
            && string.Equals(i.Source.RowHash, pensioner.Source.RowHash, StringComparison.Ordinal));
}
