using DataMatching.Sample.Files;
using DataMatching.Sample.People;

namespace DataMatching.Sample.Rows;

/// <summary>An entry of a hukou book (户口簿) while it stands; derived rows end it.</summary>
/// <param name="Place">Six digits, where the book is kept.</param>
/// <param name="Relation">To the head: 户主, 配偶, 子女, 父母…</param>
internal record HukouRow(Person Who, Person Head, string Book, string Place, string Relation, DateOnly? MovedIn) : RegistryRow
{
    public override Dataset Dataset => Datasets.HukouBooks;
    public override bool IsIn(Delivery delivery) => MovedIn is null || MovedIn <= delivery.AsOf;

    public override void Write(CsvFile file, Delivery delivery)
    {
        file.Text(Book).Text(Place).Person(Who).Person(Head).Text(Relation).Day(MovedIn);
        WriteEnd(file, delivery);
        file.EndRow();
    }

    /// <summary>迁出日期, 迁往地区划代码, 注销原因, 注销日期, 死亡日期.</summary>
    protected virtual void WriteEnd(CsvFile file, Delivery delivery) => file.Empty().Empty().Empty().Empty().Empty();
}

/// <param name="To">Six digits of the place moved to.</param>
internal sealed record MovedRow(Person Who, Person Head, string Book, string Place, string Relation, DateOnly? MovedIn, DateOnly On, string To)
    : HukouRow(Who, Head, Book, Place, Relation, MovedIn)
{
    protected override void WriteEnd(CsvFile file, Delivery delivery)
    {
        var known = delivery.Known(On);
        file.Day(known).Text(known is null ? "" : To).Empty().Empty().Empty();
    }
}

/// <param name="CancelledOn">When the police learned of the death, which may be long after it.</param>
internal sealed record CancelledRow(Person Who, Person Head, string Book, string Place, string Relation, DateOnly Died, DateOnly CancelledOn)
    : HukouRow(Who, Head, Book, Place, Relation, null)
{
    protected override void WriteEnd(CsvFile file, Delivery delivery)
    {
        var known = delivery.Known(CancelledOn);
        file.Empty().Empty().Text(known is null ? "" : "死亡").Day(known).Day(known is null ? null : Died);
    }
}
