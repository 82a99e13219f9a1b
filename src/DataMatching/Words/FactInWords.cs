using System.Globalization;
using DataMatching.Evidence;
using DataMatching.Time;

namespace DataMatching.Words;

/// <summary>
/// A fact as one line a reviewer reads: registry · month or date · what · amount (税务 · 2026-07 · 工资薪金 · 9,200.00 元).
/// It names nobody: no other person of a marriage, no employer, no plate, no address.
/// </summary>
public static class FactInWords
{
    public static string Of(Fact fact)
    {
        var said = fact switch
        {
            MonthlyIncome income => Join(At(income.Month), Of(income.Kind), Yuan(income.Amount)),
            AverageIncome income => Join(At(income.Month), $"{Of(income.Kind)}缴费基数（只证明就业）", Yuan(income.Base)),
            DeclaredIncome income => Join($"{At(income.First)} 至 {At(income.Last)}", $"{Of(income.Kind)}（申报）", $"每月 {Yuan(income.Monthly)}"),
            VerifiedIncome income => Join(At(income.Month), $"{Of(income.Kind)}（{ListWords.Of(income.VerifiedOn)} 核实）", Yuan(income.Amount)),
            StatusFact status => Join(At(status.Valid), Of(status)),
            AssetFact asset => Join(At(asset.Held), Of(asset), asset.Detail.Value is { } value ? Yuan(value) : ""),
            ExpenseFact expense => Join(ListWords.Of(expense.On), Of(expense.Kind), $"自付 {Yuan(expense.SelfPaid)}"),
            _ => ListWords.OfDataset(fact.Registry, fact.Dataset),
        };
        var grade = fact.Grade switch
        {
            MatchGrade.Certain => "",
            MatchGrade.Probable => "人员较可能一致",
            MatchGrade.Doubtful => "人员存疑",
            _ => "证件号码相同而姓名不同",
        };
        return Join(ListWords.OfRegistry(fact.Registry), said, grade);
    }

    private static string Of(IncomeKind kind) => kind switch
    {
        IncomeKind.Wage => "工资薪金",
        IncomeKind.Business => "经营净收入",
        IncomeKind.EmployeePension => "职工基本养老金",
        IncomeKind.ResidentPension => "城乡居民基础养老金",
        IncomeKind.UnemploymentBenefit => "失业保险金",
        IncomeKind.Dibao => "低保金",
        IncomeKind.Property => "财产净收入",
        _ => "转移净收入",
    };

    private static string Of(StatusFact status) => status.Kind switch
    {
        StatusKind.OnDibao => "享受低保",
        StatusKind.Destitute => "特困供养",
        StatusKind.TemporaryAid => $"临时救助{status.Detail.Cause switch { "illness" => "（疾病）", "accident" => "（意外）", "study" => "（就学）", "unemployment" => "（失业）", _ => "" }}",
        StatusKind.Married => "结婚登记",
        StatusKind.Divorced => "离婚登记",
        StatusKind.Dead => "死亡",
        StatusKind.Insured => "社保缴费",
        StatusKind.Pensioner => status.Detail.Mark == true ? "享受养老待遇（已社会化管理）" : "享受养老待遇",
        StatusKind.Unemployed => status.Detail.Cause == "restructuring" ? "失业登记（改制裁员）" : "失业登记",
        StatusKind.Employed => "劳动合同",
        StatusKind.FundDeposit => "公积金缴存",
        StatusKind.MovedAway => "户籍迁出",
        _ => "企业法人或股东",
    };

    private static string Of(AssetFact asset) => asset.Kind switch
    {
        AssetKind.Vehicle => asset.Detail.Class switch { "car" => "小型轿车", "motorcycle" => "摩托车", "disability-scooter" => "残疾人机动轮椅车", "truck" => "货车", "bus" => "客车", _ => "机动车" },
        AssetKind.Home => "住房" + Area(asset.Detail),
        AssetKind.NonResidential => "非住宅房屋" + Area(asset.Detail),
        AssetKind.HousingFundBalance => "公积金余额",
        AssetKind.Deposit => "存款",
        AssetKind.Securities => "证券",
        _ => "经营资产",
    };

    private static string Area(AssetDetail detail)
    {
        var area = detail.AreaSquareDecimetres is { } size ? string.Create(CultureInfo.InvariantCulture, $" {size / 100m:0.##} ㎡") : "";
        return detail.ShareDenominator == 1 ? area : string.Create(CultureInfo.InvariantCulture, $"{area}（份额 {detail.ShareNumerator}/{detail.ShareDenominator}）");
    }

    private static string Of(ExpenseKind kind) => kind switch { ExpenseKind.Medical => "医疗支出", ExpenseKind.Study => "教育支出", _ => "房租" };

    private static string At(Month month) => month.FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string At(DateInterval when) => (when.Start, when.End) switch
    {
        ({ } start, { } end) when start == end => ListWords.Of(start),
        ({ } start, { } end) => $"{ListWords.Of(start)} 至 {ListWords.Of(end)}",
        ({ } start, null) => $"{ListWords.Of(start)} 起",
        (null, { } end) => $"至 {ListWords.Of(end)}",
        _ => "",
    };

    private static string Yuan(Money money) => $"{ListWords.Of(money)} 元";

    private static string Join(params ReadOnlySpan<string> parts)
    {
        var said = new List<string>();
        foreach (var part in parts)
        {
            if (part.Length > 0) said.Add(part);
        }

        return string.Join(" · ", said);
    }
}
