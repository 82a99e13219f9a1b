using System.Security.Cryptography;
using System.Text;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries.MarketSupervision;

/// <summary>
/// 市场主体登记: what somebody is in a business (one row for each person, business and capacity), and what he put in. A revoked business (吊销) stands until it is
/// deregistered (注销); a nominal representative stands here too.
/// </summary>
internal sealed class Holdings() : AgencyDataset(
    RegistryId.MarketSupervision, "holdings", byMonth: false,
    [Code, Business, Sort, Name, PersonColumn.Id, Capacity, Capital, Share, State, Founded, Ended], (Name, PersonColumn.Id))
{
    private static readonly Column Code = new("统一社会信用代码", true, "信用代码", "注册号或信用代码") { Holds = FieldKind.Number };
    private static readonly Column Business = new("市场主体名称", true, "主体名称", "企业名称", "字号名称") { Holds = FieldKind.Organisation };
    private static readonly Column Sort = new("主体类型", true, "市场主体类型", "企业类型");
    private static readonly Column Name = PersonColumn.Name("人员姓名", "股东姓名", "经营者姓名");
    private static readonly Column Capacity = new("任职或出资身份", true, "身份", "人员身份", "人员类型");
    private static readonly Column Capital = new("认缴出资额(万元)", true, "认缴出资额（万元）", "认缴出资额", "出资额(万元)");
    private static readonly Column Share = new("出资比例", true, "持股比例");
    private static readonly Column State = new("登记状态", true, "经营状态", "主体状态");
    private static readonly Column Founded = new("成立日期", true, "注册日期", "登记日期");
    private static readonly Column Ended = new("注销日期", true, "核准注销日期");

    private static readonly Choices<string> Sorts = new(
        ("企业", "company"), ("个体工商户", "sole-trader"), ("农民专业合作社", "cooperative"), ("有限责任公司", "company"), ("股份有限公司", "company"),
        ("个人独资企业", "company"), ("合伙企业", "company"), ("个体户", "sole-trader"), ("合作社", "cooperative"));

    private static readonly Choices<string> Capacities = new(
        ("法定代表人", "representative"), ("股东", "shareholder"), ("经营者", "operator"), ("负责人", "representative"), ("投资人", "shareholder"),
        ("合伙人", "shareholder"), ("成员", "shareholder"));

    /// <summary>Whether the business still stands in the register.</summary>
    private static readonly Choices<bool> States = new(
        ("存续", true), ("在业", true), ("开业", true), ("正常", true), ("歇业", true), ("吊销", true), ("吊销未注销", true), ("迁出", true),
        ("注销", false), ("吊销已注销", false), ("撤销", false));

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        var code = CheckedCode(row);
        var name = row.Text(Business);
        var sort = row.Choice(Sort, Sorts);
        var capacity = row.Choice(Capacity, Capacities);
        var capital = row.OptionalTenThousandYuan(Capital);
        var (numerator, denominator) = row.Share(Share);
        var stands = row.Choice(State, States);
        var (founded, ended) = (row.PastDay(Founded), row.OptionalPastDay(Ended));
        if (!stands && ended is null) row.FailBeside(Ended, "登记状态为注销、撤销时不应为空，应为日期，如 2026-09-30");
        if (stands && ended is not null) row.FailBeside(Ended, "登记状态不是注销、撤销时应为空");
        var span = row.Span(Ended, founded, ended);
        yield return row.Status(StatusKind.BusinessOwner, span, new StatusDetail(Cause: capacity, Employer: name));
        yield return row.Asset(AssetKind.Business, span, new AssetDetail(
            Value: capital, Class: sort, InForce: stands, ShareNumerator: numerator, ShareDenominator: denominator, Label: $"****{code[^4..]}", Key: OneWay(code)));
    }

    private static string CheckedCode(RowReader row)
    {
        if (CreditCode.TryParse(row.Text(Code)) is { } code) return code.Text;
        row.Fail(Code, "不是统一社会信用代码：应为 18 位且校验码正确（旧注册号请换为统一社会信用代码）");
        return "000000000000000000";
    }

    private static string OneWay(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(code)).AsSpan(0, 8));
}
