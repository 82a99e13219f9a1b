using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;

namespace DataMatching.Policy.Rules;

/// <summary>A registry proves clearly more income of a kind in a month than the household declared.</summary>
public sealed class IncomeNotDeclared : IRule
{
    public string Id => "income-not-declared";
    public RuleKind Kind => RuleKind.ReExamine;

    public Finding Evaluate(HouseholdAssessment a)
    {
        if (a.AllAbove || !a.Household.DeclaredIncomes.Any(d => a.Months.Any(m => Declared(d, m.Month) is not null))) return Finding.NotMet();
        var facts = new List<Fact>();
        var texts = new List<string>();
        foreach (var month in a.Months)
        {
            if (a.Policy.UndeclaredTolerance(month.Month) is not { } tolerance) return Finding.Unknown("政策未定申报差额");
            foreach (var member in month.Members.Where(m => !a.IsDead(m.Person)))
            {
                foreach (var kind in member.ProvedBy.OfType<MonthlyIncome>().GroupBy(i => i.Kind).OrderBy(k => k.Key))
                {
                    var proved = kind.Aggregate(Money.Zero, (sum, i) => sum + i.Amount);
                    var declared = a.Household.DeclaredIncomes.Where(d => d.Kind == kind.Key && string.Equals(d.Person, member.Person, StringComparison.Ordinal))
                        .Aggregate(Money.Zero, (sum, d) => sum + (Declared(d, month.Month) ?? Money.Zero));
                    if (proved - declared <= tolerance) continue;
                    facts.AddRange(kind);
                    texts.Add($"{InWords.Month(month.Month)}{InWords.Member(member.Person)}核实{proved}元、申报{declared}元");
                }
            }
        }

        return facts.Count == 0 ? Finding.NotMet() : Finding.Met($"收入未如实申报：{string.Join('，', texts)}", facts);
    }

    private static Money? Declared(IncomeFact fact, Time.Month month) => fact switch
    {
        DeclaredIncome d when d.First <= month && month <= d.Last => d.Monthly,
        VerifiedIncome v when v.Month == month => v.Amount,
        _ => null,
    };
}
