using DataMatching.Sample.Files;
using DataMatching.Sample.People;

namespace DataMatching.Sample.Rows;

internal sealed record ContributionRow(Person Who, Employer Employer, YearMonth Month, long Base) : RegistryRow
{
    public override Dataset Dataset => Datasets.Contributions;
    public override bool IsIn(Delivery delivery) => delivery.Covers(Month);

    public override void Write(CsvFile file, Delivery delivery) =>
        file.Person(Who).Text(Employer.Name).Text(Employer.Code).Text("企业职工基本养老保险").Month(Month).Money(Base).EndRow();
}

/// <param name="Employee">职工 rather than 居民.</param>
/// <param name="EndedBy">终止原因 when this was the last payment.</param>
internal sealed record PensionRow(Person Who, bool Employee, YearMonth Month, long Fen, bool Socialised, string? EndedBy, DateOnly? EndedOn) : RegistryRow
{
    public override Dataset Dataset => Datasets.Pensions;
    public override bool IsIn(Delivery delivery) => delivery.Covers(Month);

    public override void Write(CsvFile file, Delivery delivery) =>
        file.Person(Who).Text(Employee ? "职工" : "居民").Month(Month).Money(Fen)
            .Text(EndedBy is null ? "正常" : "终止").Text(EndedBy ?? "").Day(EndedOn).Text(Socialised ? "是" : "否").EndRow();
}

/// <param name="Cause">企业改制裁员, 合同期满, 本人辞职, 其他.</param>
/// <param name="BenefitFrom">First and <paramref name="BenefitTo"/> last month of the benefit; null = none.</param>
internal sealed record UnemploymentRow(Person Who, DateOnly On, string Cause, DateOnly? CancelledOn, YearMonth? BenefitFrom, YearMonth? BenefitTo, long Fen) : RegistryRow
{
    public override Dataset Dataset => Datasets.Unemployment;
    public override bool IsIn(Delivery delivery) => On <= delivery.AsOf;

    public override void Write(CsvFile file, Delivery delivery)
    {
        file.Person(Who).Day(On).Text(Cause).Day(delivery.Known(CancelledOn)).Month(BenefitFrom).Month(BenefitTo);
        if (BenefitFrom is null) file.Empty();
        else file.Money(Fen);
        file.EndRow();
    }
}

internal sealed record ContractRow(Person Who, Employer Employer, DateOnly From, DateOnly? To) : RegistryRow
{
    public override Dataset Dataset => Datasets.Employment;
    public override bool IsIn(Delivery delivery) => From <= delivery.AsOf;

    public override void Write(CsvFile file, Delivery delivery) =>
        file.Person(Who).Text(Employer.Name).Text(Employer.Code).Day(From).Day(To).EndRow();
}
