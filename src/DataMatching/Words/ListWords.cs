using System.Globalization;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Policy;
using DataMatching.Review;

namespace DataMatching.Words;

/// <summary>The domain's words as reviewers read them, in every list, report and page alike.</summary>
public static class ListWords
{
    public static Word Of(Flag flag) => flag switch
    {
        Flag.Add => new("拟纳入", "Add"),
        Flag.Exit => new("拟退出", "Exit"),
        Flag.ReExamine => new("需复核", "Re-examine"),
        _ => new("保持", "Keep"),
    };

    public static Word Of(ExitKind kind) => kind switch
    {
        ExitKind.OutOfPoverty => new("脱困", "out of poverty"),
        ExitKind.Relieved => new("解困", "relieved"),
        _ => new("其他退出", "other exit"),
    };

    public static Word Of(FileState state) => state switch
    {
        FileState.Active => new("在档", "on file"),
        FileState.Monitored => new("监测期", "monitored"),
        FileState.Closed => new("已退出", "exited"),
        _ => new("未建档", "no file"),
    };

    public static Word Of(Outcome outcome) => outcome switch
    {
        Outcome.Right => new("属实", "right"),
        Outcome.FalseMatch => new("误匹配（不是同一人）", "false match"),
        Outcome.WrongAtSource => new("源头数据有误", "wrong at source"),
        Outcome.Explained => new("属实但可解释", "explained"),
        Outcome.Disputed => new("有争议", "disputed"),
        _ => new("更正有利于困难家庭", "corrected in the household's favour"),
    };

    public static Word Of(Answer answer) => answer switch
    {
        Answer.Found => new("有记录", "found"),
        Answer.NoRecord => new("无记录", "no record"),
        Answer.NotAsked => new("未查询（无授权）", "not asked (no authorisation)"),
        Answer.Refused => new("部门拒绝", "refused by the agency"),
        Answer.Corrected => new("记录有误，实际数额待核实", "record is wrong, the right amount not yet verified"),
        _ => new("未返回", "failed"),
    };

    public static Word Of(LedgerMark mark) => mark switch
    {
        LedgerMark.Above => new("高于", "above"),
        LedgerMark.NotAbove => new("不高于", "not above"),
        _ => new("未知", "unknown"),
    };

    /// <summary>The agency by its registry; the identifier itself when it is not one of <see cref="RegistryId"/>.</summary>
    public static Word OfRegistry(string registry) => registry switch
    {
        RegistryId.CivilAffairs => new("民政", "Civil affairs"),
        RegistryId.SocialSecurity => new("人社", "Social security"),
        RegistryId.HousingFund => new("公积金", "Housing fund"),
        RegistryId.Vehicle => new("车辆", "Vehicles"),
        RegistryId.Property => new("不动产", "Property"),
        RegistryId.Tax => new("税务", "Tax"),
        RegistryId.HouseholdRegister => new("户籍", "Household register"),
        RegistryId.MedicalInsurance => new("医保", "Medical insurance"),
        RegistryId.MarketSupervision => new("市场监管", "Market supervision"),
        RegistryId.Finance => new("金融", "Finance"),
        "union" => new("工会档案", "Union files"),
        _ => Word.Same(registry),
    };

    /// <summary>The kind of record by its registry and dataset, for two registries may each have one of a name; the dataset's identifier itself when it is not one of docs/formats.md.</summary>
    public static Word OfDataset(string registry, string dataset) => (registry, dataset) switch
    {
        (RegistryId.CivilAffairs, "dibao") => new("低保", "dibao"),
        (RegistryId.CivilAffairs, "destitute") => new("特困供养", "destitute support"),
        (RegistryId.CivilAffairs, "temporary-aid") => new("临时救助", "temporary aid"),
        (RegistryId.CivilAffairs, "marriages") => new("婚姻登记", "marriages"),
        (RegistryId.CivilAffairs, "deaths") => new("死亡", "deaths"),
        (RegistryId.SocialSecurity, "contributions") => new("社保缴费", "contributions"),
        (RegistryId.SocialSecurity, "pensions") => new("养老待遇", "pensions"),
        (RegistryId.SocialSecurity, "unemployment") => new("失业", "unemployment"),
        (RegistryId.SocialSecurity, "employment") => new("劳动合同", "labour contracts"),
        (RegistryId.HousingFund, "deposits") => new("公积金缴存", "deposits to the fund"),
        (RegistryId.Vehicle, "vehicles") => new("机动车", "vehicles"),
        (RegistryId.Property, "units") => new("不动产单元", "property units"),
        (RegistryId.HouseholdRegister, "members") => new("户口登记", "hukou books"),
        (RegistryId.MarketSupervision, "holdings") => new("市场主体登记", "businesses"),
        (RegistryId.MedicalInsurance, "enrolment") => new("医保参保", "medical insurance"),
        (RegistryId.MedicalInsurance, "settlements") => new("医保结算", "settlements"),
        (RegistryId.Finance, "deposits") => new("存款与有价证券", "deposits and securities"),
        (RegistryId.Tax, "wages") => new("工资薪金", "wages"),
        (RegistryId.Tax, "business") => new("经营收入", "business income"),
        ("union", "incomes") => new("收入申报", "declared incomes"),
        _ => Word.Same(dataset),
    };

    /// <summary>A standard, or what a policy should say, that is missing.</summary>
    public static Word OfText(MissingEvidence missing) => missing.Registry == MissingEvidence.Standard ? new("低保标准", "dibao standard") : missing.Dataset switch
    {
        PolicyParameter.ResidentPensionCounted => new("政策·居民基础养老金是否计入收入", "policy: does the residents' basic pension count as income"),
        PolicyParameter.VehicleLimit => new("政策·车辆限额", "policy: limit of vehicles"),
        PolicyParameter.HomeLimit => new("政策·住房限额", "policy: limit of homes"),
        _ => new($"政策·{missing.Dataset}", $"policy: {missing.Dataset}"),
    };

    /// <summary>2026 年第三季度, 2026Q3</summary>
    public static Word Of(Time.Quarter quarter) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{quarter.Year} 年第{"一二三四"[quarter.Number - 1]}季度"), quarter.ToString());

    /// <summary><c>1,234.50</c></summary>
    public static string Of(Money money) => (money.Fen / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);

    /// <summary><c>2026-09-30</c></summary>
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>12,345</c></summary>
    public static string Of(long count) => count.ToString("#,##0", CultureInfo.InvariantCulture);
}
