using DataMatching.Sample.Files;
using DataMatching.Sample.People;

namespace DataMatching.Sample.Rows;

/// <summary>One member's line of a dibao household. <paramref name="Fen"/>: what the whole household gets a month. <paramref name="To"/>: last month of it.</summary>
internal sealed record DibaoRow(Person Who, string Certificate, string Relation, string District, int Heads, long Fen, YearMonth From, YearMonth? To) : RegistryRow
{
    public override Dataset Dataset => Datasets.Dibao;
    public override bool IsIn(Delivery delivery) => From <= delivery.Last;

    public override void Write(CsvFile file, Delivery delivery)
    {
        file.Text(Certificate).Person(Who).Text(Relation).Text(District).Number(Heads).Money(Fen).Month(From)
            .Month(To <= delivery.Last ? To : null).EndRow();
    }
}

internal sealed record DestituteRow(Person Who, string Manner, long Fen, YearMonth From) : RegistryRow
{
    public override Dataset Dataset => Datasets.Destitute;
    public override bool IsIn(Delivery delivery) => From <= delivery.Last;
    public override void Write(CsvFile file, Delivery delivery) => file.Person(Who).Text(Manner).Money(Fen).Month(From).Empty().EndRow();
}

/// <param name="Cause">疾病, 意外, 就学, 失业, 其他.</param>
internal sealed record TemporaryAidRow(Person Who, string Cause, long Fen, DateOnly On) : RegistryRow
{
    public override Dataset Dataset => Datasets.TemporaryAid;
    public override bool IsIn(Delivery delivery) => On <= delivery.AsOf;
    public override void Write(CsvFile file, Delivery delivery) => file.Person(Who).Text(Cause).Money(Fen).Day(On).EndRow();
}

/// <param name="Man">Without a number, like her: registered when none were asked for, with the days of birth of both.</param>
/// <param name="Kind">结婚 or 离婚.</param>
internal sealed record MarriageRow(Person Man, Person Woman, string Kind, DateOnly On, string Certificate) : RegistryRow
{
    public override Dataset Dataset => Datasets.Marriages;
    public override bool IsIn(Delivery delivery) => On <= delivery.AsOf;

    public override void Write(CsvFile file, Delivery delivery)
    {
        if (Man.Id.Length > 0 && Woman.Id.Length > 0) file.Person(Man).Person(Woman).Text(Kind).Day(On).Text(Certificate).Empty().Empty().EndRow();
        else file.Text(Man.Name).Text(Man.Id).Text(Woman.Name).Text(Woman.Id).Text(Kind).Day(On).Text(Certificate).Day(Man.Birth).Day(Woman.Birth).EndRow();
    }
}

internal sealed record DeathRow(Person Who, DateOnly On) : RegistryRow
{
    public override Dataset Dataset => Datasets.Deaths;
    public override bool IsIn(Delivery delivery) => On.AddDays(3) <= delivery.AsOf;
    public override void Write(CsvFile file, Delivery delivery) => file.Person(Who).Day(On).Day(On.AddDays(3)).EndRow();
}
