using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries;

/// <summary>The facts a row becomes, each with the person, dataset, grade and place of the row.</summary>
internal sealed partial class RowReader
{
    public MonthlyIncome Income(IncomeKind kind, Month month, Money amount) =>
        new(person.Person, dataset.Registry, dataset.Id, person.Grade, person.Source, kind, month, amount);

    public AverageIncome Average(Month month, Money wageBase) =>
        new(person.Person, dataset.Registry, dataset.Id, person.Grade, person.Source, IncomeKind.Wage, month, wageBase);

    public StatusFact Status(StatusKind kind, DateInterval valid, StatusDetail? detail = null) =>
        new(person.Person, dataset.Registry, dataset.Id, person.Grade, person.Source, kind, valid, detail ?? StatusDetail.None);

    public AssetFact Asset(AssetKind kind, DateInterval held, AssetDetail detail) =>
        new(person.Person, dataset.Registry, dataset.Id, person.Grade, person.Source, kind, held, detail);

    public ExpenseFact Expense(ExpenseKind kind, DateOnly on, Money selfPaid) =>
        new(person.Person, dataset.Registry, dataset.Id, person.Grade, person.Source, kind, on, selfPaid);

    /// <summary>Somebody whom the record names beside our person. A number that is not a citizen's (passport, damaged) leaves the name alone.</summary>
    public FoundPerson? Other(Column name, Column id)
    {
        if (PersonName.TryCreate(row[IndexOf(dataset.Columns, name)]) is { } found) return new FoundPerson(found, CitizenNumber(Value(id)));
        return Failed<FoundPerson?>(name, "不应为空，应为对方姓名", null);
    }

    private static ResidentId? CitizenNumber(string written)
    {
        if (written.Length == 15 && written.All(char.IsAsciiDigit)) return ResidentId.FromBody(long.Parse($"{written.AsSpan(0, 6)}19{written.AsSpan(6)}", Invariant));
        if (written.Length != 18 || !written.Take(17).All(char.IsAsciiDigit)) return null;
        var body = long.Parse(written.AsSpan(0, 17), Invariant);
        return ResidentId.CheckDigit(body) == char.ToUpperInvariant(written[17]) ? ResidentId.FromBody(body) : null;
    }
}
