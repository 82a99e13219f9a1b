using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Storage.Documents;

/// <summary>The concrete types of <see cref="Fact"/>, as numbers that never change.</summary>
internal enum FactFamily { Monthly = 0, Average = 1, Declared = 2, Verified = 3, Status = 4, Asset = 5, Expense = 6 }

/// <summary>
/// A fact taken apart into columns. <paramref name="Month"/> is yyyymm; <paramref name="From"/> and <paramref name="To"/> are days, both included
/// (of a declared income: the first day of its first and the last of its last month); <paramref name="Detail"/> is JSON, null when there is none.
/// </summary>
internal readonly record struct FactRow(FactFamily Family, int Kind, int? Month, DateOnly? From, DateOnly? To, long? Fen, byte[]? Detail)
{
    public static FactRow Of(Fact fact) => fact switch
    {
        MonthlyIncome f => new(FactFamily.Monthly, (int)f.Kind, Number(f.Month), null, null, f.Amount.Fen, null),
        AverageIncome f => new(FactFamily.Average, (int)f.Kind, Number(f.Month), null, null, f.Base.Fen, null),
        DeclaredIncome f => new(FactFamily.Declared, (int)f.Kind, null, f.First.FirstDay, f.Last.LastDay, f.Monthly.Fen, null),
        VerifiedIncome f => new(FactFamily.Verified, (int)f.Kind, Number(f.Month), null, null, f.Amount.Fen, FactDetail.Write(f)),
        StatusFact f => new(FactFamily.Status, (int)f.Kind, null, f.Valid.Start, f.Valid.End, null, FactDetail.Write(f.Detail)),
        AssetFact f => new(FactFamily.Asset, (int)f.Kind, null, f.Held.Start, f.Held.End, f.Detail.Value?.Fen, FactDetail.Write(f.Detail)),
        ExpenseFact f => new(FactFamily.Expense, (int)f.Kind, null, f.On, null, f.SelfPaid.Fen, null),
        _ => throw new ArgumentException($"{fact.GetType().Name} has no columns yet.", nameof(fact)),
    };

    public Fact ToFact(string person, string registry, string dataset, MatchGrade grade, Provenance source) => Family switch
    {
        FactFamily.Monthly => new MonthlyIncome(person, registry, dataset, grade, source, (IncomeKind)Kind, MonthOf(Month!.Value), new Money(Fen!.Value)),
        FactFamily.Average => new AverageIncome(person, registry, dataset, grade, source, (IncomeKind)Kind, MonthOf(Month!.Value), new Money(Fen!.Value)),
        FactFamily.Declared => new DeclaredIncome(person, source, (IncomeKind)Kind, Time.Month.Of(From!.Value), Time.Month.Of(To!.Value), new Money(Fen!.Value)),
        FactFamily.Verified => FactDetail.ReadVerified(Detail!, person, source, (IncomeKind)Kind, MonthOf(Month!.Value), new Money(Fen!.Value)),
        FactFamily.Status => new StatusFact(person, registry, dataset, grade, source, (StatusKind)Kind, new DateInterval(From, To), FactDetail.ReadStatus(Detail)),
        FactFamily.Asset => new AssetFact(person, registry, dataset, grade, source, (AssetKind)Kind, new DateInterval(From, To), FactDetail.ReadAsset(Detail, Fen)),
        FactFamily.Expense => new ExpenseFact(person, registry, dataset, grade, source, (ExpenseKind)Kind, From!.Value, new Money(Fen!.Value)),
        _ => throw new StoreException($"The database holds a fact of family {(int)Family}, which this version does not know: use the newer version."),
    };

    /// <summary>
    /// The days, as day numbers, on which the fact begins to hold and on which it no longer does. What merely says "in this month" (contributions, deposits) has no edge that matters.
    /// </summary>
    public IEnumerable<int> Edges
    {
        get
        {
            if (Family == FactFamily.Status && (StatusKind)Kind is StatusKind.Insured or StatusKind.FundDeposit) yield break;
            if (From is { } from) yield return from.DayNumber;
            if (To is { } to && to < DateOnly.MaxValue) yield return to.DayNumber + 1;
        }
    }

    public static bool IsOfUnion(FactFamily family) => family is FactFamily.Declared or FactFamily.Verified;

    private static int Number(Month month) => (month.Year * 100) + month.Number;
    private static Month MonthOf(int number) => new(number / 100, number % 100);
}
