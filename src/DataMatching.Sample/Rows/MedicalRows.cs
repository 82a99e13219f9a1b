using DataMatching.Sample.Files;
using DataMatching.Sample.People;

namespace DataMatching.Sample.Rows;

/// <param name="Employee">职工基本医疗保险 rather than 城乡居民基本医疗保险.</param>
internal sealed record EnrolmentRow(Person Who, bool Employee, DateOnly From) : RegistryRow
{
    public override Dataset Dataset => Datasets.Enrolment;
    public override bool IsIn(Delivery delivery) => From <= delivery.AsOf;

    public override void Write(CsvFile file, Delivery delivery) =>
        file.Person(Who).Text(Employee ? "职工基本医疗保险" : "城乡居民基本医疗保险").Text("正常参保").Day(From).Empty().EndRow();
}

/// <param name="Total">Fen, of which <paramref name="SelfPaid"/> was the patient's; the fund paid the rest.</param>
internal sealed record SettlementRow(Person Who, DateOnly On, long Total, long SelfPaid, bool MajorDisease) : RegistryRow
{
    public override Dataset Dataset => Datasets.Settlements;
    public override bool IsIn(Delivery delivery) => On <= delivery.AsOf;

    public override void Write(CsvFile file, Delivery delivery) =>
        file.Person(Who).Day(On).Text(Total > 500_000 ? "住院" : "普通门诊").Money(Total).Money(Total - SelfPaid).Empty().Empty().Money(SelfPaid)
            .Text(MajorDisease ? "是" : "否").EndRow();
}
