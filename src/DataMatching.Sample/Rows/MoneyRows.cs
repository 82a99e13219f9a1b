using DataMatching.Sample.Files;
using DataMatching.Sample.People;

namespace DataMatching.Sample.Rows;

/// <param name="Damaged">The amount has letters in it: the row can't be read.</param>
internal sealed record WageRow(Person Who, Employer Employer, YearMonth Month, long Fen, bool Damaged = false) : RegistryRow
{
    public override Dataset Dataset => Datasets.Wages;
    public override bool IsIn(Delivery delivery) => delivery.Covers(Month);

    public override void Write(CsvFile file, Delivery delivery)
    {
        file.Person(Who).Text(Employer.Name).Text(Employer.Code).Month(Month);
        if (Damaged) file.Text("三千O五");
        else file.Money(Fen);
        file.EndRow();
    }
}

internal sealed record BusinessRow(Person Who, YearMonth Month, long Fen) : RegistryRow
{
    public override Dataset Dataset => Datasets.Business;
    public override bool IsIn(Delivery delivery) => delivery.Covers(Month);
    public override void Write(CsvFile file, Delivery delivery) => file.Person(Who).Month(Month).Money(Fen).EndRow();
}

/// <param name="Balance">What the account holds after this deposit.</param>
internal sealed record DepositRow(Person Who, Employer Employer, YearMonth Month, long Base, long Balance) : RegistryRow
{
    public override Dataset Dataset => Datasets.Deposits;
    public override bool IsIn(Delivery delivery) => delivery.Covers(Month);

    public override void Write(CsvFile file, Delivery delivery) =>
        file.Person(Who).Text(Employer.Name).Month(Month).Money(Base).Money(Base / 10).Money(Balance).Text("正常").EndRow();
}
