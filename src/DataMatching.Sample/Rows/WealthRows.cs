using System.Globalization;
using DataMatching.Sample.Files;
using DataMatching.Sample.People;

namespace DataMatching.Sample.Rows;

/// <param name="Capacity">法定代表人, 股东, 经营者.</param>
/// <param name="Capital">万元.</param>
internal sealed record HoldingRow(
    Person Who, Employer Business, string Kind, string Capacity, int Capital, string Share, DateOnly Founded, DateOnly? CancelledOn) : RegistryRow
{
    public override Dataset Dataset => Datasets.Holdings;
    public override bool IsIn(Delivery delivery) => Founded <= delivery.AsOf;

    public override void Write(CsvFile file, Delivery delivery)
    {
        var ended = delivery.Known(CancelledOn);
        file.Text(Business.Code).Text(Business.Name).Text(Kind).Person(Who).Text(Capacity).Text(Capital.ToString("D", CultureInfo.InvariantCulture)).Text(Share)
            .Text(ended is null ? "存续" : "注销").Day(Founded).Day(ended).EndRow();
    }
}

/// <summary>What the banks say of the delivery's own day: amounts (fen), or, where <paramref name="Beyond"/> is set, an answer without amounts.</summary>
/// <param name="Limit">Fen of the limit that the answer was given against; null = the place's own, for the household.</param>
internal sealed record TotalsRow(Person Who, Func<Delivery, long> Deposits, long Securities, bool? Beyond = null, long? Limit = null) : RegistryRow
{
    public override Dataset Dataset => Datasets.Totals;
    public override bool IsIn(Delivery delivery) => true;

    public override void Write(CsvFile file, Delivery delivery)
    {
        file.Person(Who).Text("示例银行").Day(delivery.AsOf);
        if (Beyond is { } yes)
        {
            file.Empty().Empty().Text(yes ? "是" : "否");
            if (Limit is { } limit) file.Money(limit);
            else file.Empty();
        }
        else
        {
            file.Money(Deposits(delivery)).Money(Securities).Empty().Empty();
        }

        file.EndRow();
    }
}
