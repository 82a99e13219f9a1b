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
    public static Word Of(Fact fact)
    {
        var said = fact switch
        {
            MonthlyIncome income => Join(At(income.Month), Of(income.Kind), Yuan(income.Amount)),
            AverageIncome income => Join(At(income.Month), With(Of(income.Kind), "缴费基数（只证明就业）", ", contribution base (proves employment only)"), Yuan(income.Base)),
            DeclaredIncome income => Join(
                new($"{At(income.First)} 至 {At(income.Last)}", $"{At(income.First)} to {At(income.Last)}"), With(Of(income.Kind), "（申报）", " (declared)"),
                new($"每月 {Yuan(income.Monthly)}", $"{Yuan(income.Monthly).English} a month")),
            VerifiedIncome income => Join(
                At(income.Month), With(Of(income.Kind), $"（{ListWords.Of(income.VerifiedOn)} 核实）", $" (verified {ListWords.Of(income.VerifiedOn)})"), Yuan(income.Amount)),
            StatusFact status => Join(At(status.Valid), Of(status)),
            AssetFact asset => Join(At(asset.Held), Of(asset), asset.Detail.Value is { } value && asset.Detail.OverLimit is null ? Yuan(value) : Word.None),
            ExpenseFact expense => Join(
                Word.Same(ListWords.Of(expense.On)), Of(expense.Kind), new($"自付 {Yuan(expense.SelfPaid)}", $"{Yuan(expense.SelfPaid).English} paid by themselves")),
            _ => ListWords.OfDataset(fact.Registry, fact.Dataset),
        };
        var grade = fact.Grade switch
        {
            MatchGrade.Certain => Word.None,
            MatchGrade.Probable => new("人员较可能一致", "probably the same person"),
            MatchGrade.Doubtful => new("人员存疑", "doubtful whether the same person"),
            _ => new("证件号码相同而姓名不同", "same ID number, another name"),
        };
        return Join(ListWords.OfRegistry(fact.Registry), said, grade);
    }

    public static Word Of(IncomeKind kind) => kind switch
    {
        IncomeKind.Wage => new("工资薪金", "wage"),
        IncomeKind.Business => new("经营净收入", "business income"),
        IncomeKind.EmployeePension => new("职工基本养老金", "employee pension"),
        IncomeKind.ResidentPension => new("城乡居民基础养老金", "resident pension"),
        IncomeKind.UnemploymentBenefit => new("失业保险金", "unemployment benefit"),
        IncomeKind.Dibao => new("低保金", "dibao"),
        IncomeKind.Property => new("财产净收入", "property income"),
        _ => new("转移净收入", "transfer income"),
    };

    private static Word Of(StatusFact status) => status.Kind switch
    {
        StatusKind.OnDibao => new("享受低保", "receives dibao"),
        StatusKind.Destitute => new("特困供养", "destitute support"),
        StatusKind.TemporaryAid => status.Detail.Cause switch
        {
            "illness" => new("临时救助（疾病）", "temporary aid (illness)"),
            "accident" => new("临时救助（意外）", "temporary aid (accident)"),
            "study" => new("临时救助（就学）", "temporary aid (study)"),
            "unemployment" => new("临时救助（失业）", "temporary aid (unemployment)"),
            _ => new("临时救助", "temporary aid"),
        },
        StatusKind.Married => new("结婚登记", "marriage registered"),
        StatusKind.Divorced => new("离婚登记", "divorce registered"),
        StatusKind.Dead => new("死亡", "died"),
        StatusKind.Insured => new("社保缴费", "contributions paid"),
        StatusKind.Pensioner => status.Detail.Mark == true ? new("享受养老待遇（已社会化管理）", "draws a pension (in community administration)") : new("享受养老待遇", "draws a pension"),
        StatusKind.Unemployed => status.Detail.Cause == "restructuring" ? new("失业登记（改制裁员）", "registered unemployed (restructuring)") : new("失业登记", "registered unemployed"),
        StatusKind.Employed => new("劳动合同", "labour contract"),
        StatusKind.FundDeposit => new("公积金缴存", "deposit to the housing fund"),
        StatusKind.MovedAway => new("户籍迁出", "household register moved away"),
        StatusKind.InHukouBook => status.Detail.Cause switch
        {
            "spouse" => new("户籍登记（同户有配偶）", "in a hukou book (with a spouse)"),
            "child" => new("户籍登记（同户有子女）", "in a hukou book (with a child)"),
            "parent" => new("户籍登记（同户有父母）", "in a hukou book (with a parent)"),
            _ => new("户籍登记", "in a hukou book"),
        },
        StatusKind.MedicallyInsured => status.Detail.Cause == "employee" ? new("参加职工医保", "in the employees' medical insurance") : new("参加医保", "medically insured"),
        StatusKind.MajorIllness => new("重大疾病医保结算", "treated for a major illness"),
        _ => new("企业法人或股东", "legal representative or shareholder of a business"),
    };

    private static Word Of(AssetFact asset) => asset.Kind switch
    {
        AssetKind.Vehicle => asset.Detail.Class switch
        {
            "car" => new("小型轿车", "car"),
            "motorcycle" => new("摩托车", "motorcycle"),
            "disability-scooter" => new("残疾人机动轮椅车", "motor wheelchair"),
            "truck" => new("货车", "truck"),
            "bus" => new("客车", "bus"),
            _ => new("机动车", "motor vehicle"),
        },
        AssetKind.Home => Sized("住房", "home", asset.Detail),
        AssetKind.NonResidential => Sized("非住宅房屋", "building that is no home", asset.Detail),
        AssetKind.HousingFundBalance => new("公积金余额", "balance of the housing fund"),
        AssetKind.Deposit when asset.Detail.OverLimit is { } over => Answered(over, asset.Detail.Value),
        AssetKind.Deposit => new("存款", "deposit"),
        AssetKind.Securities => new("证券", "securities"),
        _ => asset.Detail.InForce ? Sized("企业登记或出资", "business registered or invested in", asset.Detail) : new("已注销的企业登记或出资", "business that was deregistered"),
    };

    /// <summary>The answer of a bank that may tell no amount.</summary>
    private static Word Answered(bool over, Money? limit)
    {
        var of = limit is { } most ? new Word($" {ListWords.Of(most)} 元限额", $" limit of {ListWords.Of(most)} yuan") : new Word("限额", " limit");
        return over ? new Word($"存款与有价证券超过{of.Chinese}（部门答复）", $"deposits and securities beyond the{of.English} (as the agency answered)")
            : new Word($"存款与有价证券未超过{of.Chinese}（部门答复）", $"deposits and securities within the{of.English} (as the agency answered)");
    }

    private static Word Sized(string chinese, string english, AssetDetail detail)
    {
        var area = detail.AreaSquareDecimetres is { } size ? string.Create(CultureInfo.InvariantCulture, $" {size / 100m:0.##} ㎡") : "";
        var share = string.Create(CultureInfo.InvariantCulture, $"{detail.ShareNumerator}/{detail.ShareDenominator}");
        return detail.ShareDenominator == 1 ? new Word(chinese + area, english + area) : new Word($"{chinese}{area}（份额 {share}）", $"{english}{area} (share {share})");
    }

    private static Word Of(ExpenseKind kind) => kind switch
    {
        ExpenseKind.Medical => new("医疗支出", "medical expense"),
        ExpenseKind.Study => new("教育支出", "expense of study"),
        _ => new("房租", "rent"),
    };

    private static Word At(Month month) => Word.Same(month.FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture));

    private static Word At(DateInterval when) => (when.Start, when.End) switch
    {
        ({ } start, { } end) when start == end => Word.Same(ListWords.Of(start)),
        ({ } start, { } end) => new($"{ListWords.Of(start)} 至 {ListWords.Of(end)}", $"{ListWords.Of(start)} to {ListWords.Of(end)}"),
        ({ } start, null) => new($"{ListWords.Of(start)} 起", $"from {ListWords.Of(start)}"),
        (null, { } end) => new($"至 {ListWords.Of(end)}", $"to {ListWords.Of(end)}"),
        _ => Word.None,
    };

    private static Word Yuan(Money money) => new($"{ListWords.Of(money)} 元", $"{ListWords.Of(money)} yuan");

    private static Word With(Word word, string chinese, string english) => new(word.Chinese + chinese, word.English + english);

    private static Word Join(params ReadOnlySpan<Word> parts) => Word.Join(" · ", parts);
}
