using DataMatching.Assessment;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Jobs.Reports;
using DataMatching.Words;

namespace DataMatching.Jobs;

/// <summary>A verdict as a row of a list.</summary>
internal static class ListedVerdict
{
    public static QuarterListRow Of(Household household, Verdict verdict) => new(
        verdict.Priority, household.Key, household.District, DistrictName(household.District), household.State, household.Principal.Name, household.Members.Count,
        verdict.Flag, verdict.ExitKind,
        [.. verdict.Reasons.Select(r => new ListedReason(r.Rule, RuleWords.Of(r.Rule).Name, r.Text, r.Citation))],
        verdict.DecisiveRecord is { } fact ? new DecisiveRecord(FactInWords.Of(fact), fact.Source) : null,
        verdict.Flip?.Text,
        [.. verdict.Missing.Select(m => MissingInWords.Of(household, m))],
        [.. verdict.Months.Select(Cell)],
        verdict.Reasons.Count == 0 ? "" : RuleWords.Of(verdict.Reasons[0].Rule).NextStep);

    public static string DistrictName(District district) => DivisionNames.Of(district) ?? district.ToString();

    private static LedgerCell Cell(MonthAssessment month) => new(
        month.Month,
        month.Cell switch { Assessment.Cell.Above => LedgerMark.Above, Assessment.Cell.NotAbove => LedgerMark.NotAbove, _ => LedgerMark.Unknown },
        new MoneyInterval(month.Low, month.High), month.Members.Count, month.Standard);
}
