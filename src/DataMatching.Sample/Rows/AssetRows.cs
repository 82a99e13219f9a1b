using System.Globalization;
using DataMatching.Sample.Files;
using DataMatching.Sample.People;

namespace DataMatching.Sample.Rows;

/// <param name="Kind">车辆类型.</param>
/// <param name="Price">Yuan, written in 万元; null = the register does not know.</param>
/// <param name="State">正常, 注销, 报废, 转出; <paramref name="StateSince"/>: before it the vehicle was 正常.</param>
internal sealed record VehicleRow(Person Who, string Plate, string Kind, string Use, DateOnly RegisteredOn, int? Price, string State, DateOnly? StateSince) : RegistryRow
{
    public override Dataset Dataset => Datasets.Vehicles;
    public override bool IsIn(Delivery delivery) => RegisteredOn <= delivery.AsOf;

    public override void Write(CsvFile file, Delivery delivery)
    {
        file.Text(Plate).Text(Kind.Contains("摩托", StringComparison.Ordinal) ? "普通摩托车号牌" : "小型汽车号牌").Text(Kind).Text(Use).Day(RegisteredOn);
        file.Text(Price is { } yuan ? (yuan / 10_000m).ToString("0.00##", CultureInfo.InvariantCulture) : "");
        file.Text(StateSince > delivery.AsOf ? "正常" : State).Person(Who).EndRow();
    }
}

/// <param name="Who">Without a number: an old record, which has day of birth and sex instead.</param>
/// <param name="Number">28 characters; the same unit has the same number on each owner's row.</param>
/// <param name="Purpose">住宅, 商业, 车位, 其他.</param>
/// <param name="Share">Such as 1/2.</param>
/// <param name="Got">买卖, 继承, 其他.</param>
internal sealed record UnitRow(
    Person Who, string Number, string Address, string District, int Area, string Purpose, string Share, string Got, DateOnly RegisteredOn, bool InForce, bool Mortgaged)
    : RegistryRow
{
    public override Dataset Dataset => Datasets.Units;
    public override bool IsIn(Delivery delivery) => RegisteredOn <= delivery.AsOf;

    public override void Write(CsvFile file, Delivery delivery)
    {
        var isOld = Who.Id.Length == 0;
        file.Text(Number);
        if (isOld) file.Text(Who.Name).Empty();
        else file.Person(Who);
        file.Text(Address).Text(District).Money(Area).Text(Purpose).Text(Share).Text(Got).Day(RegisteredOn).Text(InForce ? "现势" : "历史").Text(Mortgaged ? "已抵押" : "无抵押");
        if (isOld) file.Day(Who.Birth).Text(Who.IsMale ? "男" : "女").EndRow();
        else file.Empty().Empty().EndRow();
    }
}
