using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Evidence;

/// <summary>Which of a household's stored facts are in force: those of the batches that speak for its district, each for the months it speaks for.</summary>
public static class FactsInForce
{
    /// <summary>The facts in force, in the given order.</summary>
    public static IReadOnlyList<Fact> Of(IEnumerable<Fact> stored, BatchesInForce batches, District district, Month first, Month last)
    {
        var inForce = new List<Fact>();
        var here = batches.In(district);
        foreach (var fact in stored)
        {
            if (batches.NumberOf(fact.Registry, fact.Dataset) is >= 0 and var dataset && Speaks(fact, dataset, batches.IsByMonth(dataset), here, first, last)) inForce.Add(fact);
        }

        return inForce;
    }

    private static bool Speaks(Fact fact, int dataset, bool byMonth, DistrictBatches here, Month first, Month last)
    {
        if (byMonth && RowMonth(fact) is { } month) return here.For(dataset, month)?.Has(fact.Source.Batch) == true;
        for (var candidate = first; candidate <= last; candidate = candidate.Plus(1))
        {
            if (here.For(dataset, candidate)?.Has(fact.Source.Batch) == true) return true;
        }

        return false;
    }

    /// <summary>The month a by-month row is about; null for what such a row says beside (a death, a balance).</summary>
    internal static Month? RowMonth(Fact fact) => fact switch
    {
        MonthlyIncome income => income.Month,
        AverageIncome average => average.Month,
        StatusFact { Kind: StatusKind.Insured or StatusKind.FundDeposit or StatusKind.Pensioner, Valid.Start: { } start } => Month.Of(start),
        _ => null,
    };
}
