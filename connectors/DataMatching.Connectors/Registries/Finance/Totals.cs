using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries.Finance;

/// <summary>
/// 存款与有价证券: what somebody has at one point in time, or, where the bank may not tell amounts, the answer whether it is beyond a limit. Amounts win when a row
/// has both. A row without either says nothing and is refused: an empty field must not become a zero.
/// </summary>
internal sealed class Totals() : AgencyDataset(
    RegistryId.Finance, "deposits", byMonth: false, [Name, PersonColumn.Id, Institution, At, Balance, Securities, Beyond, Limit], (Name, PersonColumn.Id))
{
    private static readonly Column Name = PersonColumn.Name("客户姓名", "账户名称", "户名");
    private static readonly Column Institution = new("机构名称", false, "金融机构名称", "开户机构") { Holds = Identity.FieldKind.Organisation };
    private static readonly Column At = new("时点", true, "数据时点", "查询时点", "余额日期");
    private static readonly Column Balance = new("存款余额", true, "存款余额(元)", "存款余额（元）", "存款合计");
    private static readonly Column Securities = new("有价证券市值", true, "有价证券市值(元)", "有价证券市值（元）", "证券市值");
    private static readonly Column Beyond = new("是否超限额", true, "是否超过限额", "超限标志");
    private static readonly Column Limit = new("限额标准", true, "限额标准(元)", "限额标准（元）", "限额");

    private static readonly Choices<bool> YesNo = new(("是", true), ("否", false), ("超过", true), ("未超过", false));

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        var held = DateInterval.From(row.PromisedDay(At));
        var (balance, securities) = (row.OptionalYuan(Balance), row.OptionalYuan(Securities));
        var (beyond, limit) = (row.OptionalChoice(Beyond, YesNo), row.OptionalYuan(Limit));
        if (balance is { } money) yield return row.Asset(AssetKind.Deposit, held, new AssetDetail(Value: money));
        if (securities is { } worth) yield return row.Asset(AssetKind.Securities, held, new AssetDetail(Value: worth));
        if (balance is not null || securities is not null) yield break;
        if (beyond is null) row.FailBeside(Balance, "存款余额、有价证券市值、是否超限额不应全空：没有存款填 0，不能给金额的答复是或否");
        yield return row.Asset(AssetKind.Deposit, held, new AssetDetail(Value: limit, OverLimit: beyond));
    }
}
