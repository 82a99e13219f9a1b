using System.Security.Cryptography;
using System.Text;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries.Property;

/// <summary>
/// 不动产登记: somebody's right in a unit. The owners of one unit have one row each; the one-way key of the unit number shows that it is one.
/// Neither address nor mortgage is read: the number of homes and the share are all that the policies ask for.
/// </summary>
internal sealed class Units() : AgencyDataset(
    RegistryId.Property, "units", byMonth: false,
    [UnitNumber, Owner, PersonColumn.Id, Address, District, Area, Use, Share, Acquisition, Registered, State, Mortgage], (Owner, PersonColumn.Id))
{
    private static readonly Column UnitNumber = new("不动产单元号", true, "不动产单元代码", "单元号") { Holds = FieldKind.Number };
    private static readonly Column Owner = new("权利人", true, "姓名", "权利人姓名", "权利人名称");
    private static readonly Column Address = new("坐落", false, "不动产坐落") { Holds = FieldKind.Address };
    private static readonly Column District = new("行政区划代码", false, "行政区划", "区划代码");
    private static readonly Column Area = new("建筑面积", true, "建筑面积(平方米)", "建筑面积(㎡)");
    private static readonly Column Use = new("规划用途", true, "房屋用途", "用途");
    private static readonly Column Share = new("共有份额", true, "共有情况", "权利比例");
    private static readonly Column Acquisition = new("取得方式", true, "房屋取得方式");
    private static readonly Column Registered = new("登记日期", true, "登记时间", "登簿日期");
    private static readonly Column State = new("权属状态", true, "权利状态");
    private static readonly Column Mortgage = new("抵押状态", false, "是否抵押");

    private static readonly Choices<string> Uses = new(
        ("住宅", "residential"), ("商业", "commercial"), ("车位", "parking"), ("其他", "other"),
        ("成套住宅", "residential"), ("非成套住宅", "residential"), ("别墅", "residential"), ("公寓", "residential"),
        ("商业服务", "commercial"), ("商铺", "commercial"), ("办公", "commercial"), ("车库", "parking"), ("工业", "other"), ("仓储", "other"));

    private static readonly Choices<string> Ways = new(
        ("买卖", "bought"), ("继承", "inherited"), ("其他", "other"), ("受遗赠", "inherited"),
        ("赠与", "other"), ("房改", "other"), ("安置", "other"), ("自建", "other"));

    private static readonly Choices<bool> States = new(("现势", true), ("历史", false));

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        var unit = Plain(row, row.Text(UnitNumber));
        row.CheckDistrict(District);
        var area = row.OptionalSquareMetres(Area);
        var use = row.Choice(Use, Uses);
        var (numerator, denominator) = row.Share(Share);
        var detail = new AssetDetail(
            Class: use, ShareNumerator: numerator, ShareDenominator: denominator, AreaSquareDecimetres: area,
            Acquisition: row.Choice(Acquisition, Ways), InForce: row.Choice(State, States), Label: $"****{unit[^6..]}", Key: OneWay(unit));
        var kind = use == "residential" ? AssetKind.Home : AssetKind.NonResidential;
        yield return row.Asset(kind, DateInterval.From(row.PastDay(Registered)), detail);
    }

    /// <summary>The unit number without blanks and dashes, in capitals: 28 characters since 2015 (GB/T 37346), others before.</summary>
    private static string Plain(RowReader row, string written)
    {
        var unit = string.Concat(written.Where(c => c is not (' ' or '-'))).ToUpperInvariant();
        if (unit.Length is >= 10 and <= 40 && unit.All(char.IsAsciiLetterOrDigit)) return unit;
        row.Fail(UnitNumber, "不是不动产单元号，应为 10 至 40 位字母与数字（国家标准为 28 位）");
        return "0000000000";
    }

    private static string OneWay(string unit) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(unit)).AsSpan(0, 8));
}
