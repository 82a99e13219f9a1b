using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries.HousingFund;

/// <summary>
/// 公积金汇缴明细: the deposit of one month, its base and the balance after it. A deposit proves employment; the base is last year's average wage cut at
/// 60 % and 300 % and is never that month's wage. A month without a deposit (封存) leaves only the balance. The balance is held in that month alone, so
/// that on any day one of the months' balances is in force, not their sum.
/// </summary>
internal sealed class Deposits() : AgencyDataset(
    RegistryId.HousingFund, "deposits", byMonth: true,
    [Name, PersonColumn.Id, Employer, DepositMonth, WageBase, Deposit, Balance, Account], (Name, PersonColumn.Id))
{
    private static readonly Column Name = PersonColumn.Name("职工姓名", "缴存人姓名", "缴存职工姓名");
    private static readonly Column Employer = new("单位名称", false, "缴存单位", "缴存单位名称") { Holds = FieldKind.Organisation };
    private static readonly Column DepositMonth = new("汇缴年月", true, "汇缴月份", "缴存年月", "缴存月份");
    private static readonly Column WageBase = new("缴存基数", true, "缴存基数(元)", "缴存基数（元）", "月缴存基数");
    private static readonly Column Deposit = new("月缴存额", true, "月缴存额(元)", "月缴存额（元）", "月汇缴额");
    private static readonly Column Balance = new("账户余额", true, "账户余额(元)", "账户余额（元）", "个人账户余额", "余额");
    private static readonly Column Account = new("账户状态", true, "个人账户状态");

    /// <summary>Whether the account still exists.</summary>
    private static readonly Choices<bool> Accounts = new(
        ("正常", true), ("缴存", true), ("缓缴", true), ("封存", true), ("冻结", true), ("托管", true), ("转出", false), ("销户", false));

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        var month = row.PromisedMonth(DepositMonth);
        var days = new DateInterval(month.FirstDay, month.LastDay);
        var wageBase = row.Yuan(WageBase);
        var employer = row.OptionalText(Employer);
        if (row.Yuan(Deposit) > Money.Zero)
        {
            yield return row.Status(StatusKind.FundDeposit, days, new StatusDetail(Employer: employer));
            yield return row.Average(month, wageBase);
        }

        var balance = row.Yuan(Balance);
        yield return row.Asset(AssetKind.HousingFundBalance, days, new AssetDetail(Value: balance, InForce: row.Choice(Account, Accounts)));
    }
}
