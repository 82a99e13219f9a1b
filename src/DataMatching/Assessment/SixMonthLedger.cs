using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Assessment;

/// <summary>
/// An income entered for a person. Only <see cref="ILedgerIncome"/> fits: measured in its month. An <see cref="AverageIncome"/>, and a
/// <see cref="DeclaredIncome"/> that nobody verified, do not compile into a cell.
/// </summary>
public sealed record LedgerEntry(string Person, ILedgerIncome Income);

/// <summary>What is proved of each person in each of six months. Nothing is spread over months.</summary>
public sealed class SixMonthLedger
{
    private readonly ILookup<(string Person, Month Month), ILedgerIncome> _cells;

    /// <param name="last">The sixth month.</param>
    /// <param name="entries">Those of other months are left out.</param>
    public SixMonthLedger(Month last, IEnumerable<LedgerEntry> entries)
    {
        Window = last.Plus(-5).To(last).ToArray();
        _cells = entries.Where(e => e.Income.Month >= Window[0] && e.Income.Month <= last).ToLookup(e => (e.Person, e.Income.Month), e => e.Income);
    }

    /// <summary>The six months, oldest first.</summary>
    public IReadOnlyList<Month> Window { get; }

    /// <summary>
    /// What the person is proved to have had in the month. Two records of a registry add up. What a reviewer verified is the same money as the registry's
    /// record of that kind: the larger of the two counts.
    /// </summary>
    public Money Proved(string person, Month month)
    {
        var sum = Money.Zero;
        if (!_cells.Contains((person, month))) return sum;
        foreach (var kind in _cells[(person, month)].GroupBy(income => income.Kind))
        {
            var recorded = Sum(kind.Where(income => income is not VerifiedIncome));
            var verified = Sum(kind.Where(income => income is VerifiedIncome));
            sum += recorded > verified ? recorded : verified;
        }

        return sum;
    }

    public bool Holds(string person, Month month, IncomeKind kind) => _cells[(person, month)].Any(income => income.Kind == kind);

    private static Money Sum(IEnumerable<ILedgerIncome> incomes) => incomes.Aggregate(Money.Zero, (sum, income) => sum + income.Amount);
}
