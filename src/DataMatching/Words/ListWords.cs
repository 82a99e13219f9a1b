using System.Globalization;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Policy;
using DataMatching.Review;

namespace DataMatching.Words;

/// <summary>The domain's words as reviewers read them, in every list and report alike.</summary>
public static class ListWords
{
    public static string Of(Flag flag) => flag switch
    {
        Flag.Add => "拟纳入",
        Flag.Exit => "拟退出",
        Flag.ReExamine => "需复核",
        _ => "保持",
    };

    public static string Of(ExitKind kind) => kind switch
    {
        ExitKind.OutOfPoverty => "脱困",
        ExitKind.Relieved => "解困",
        _ => "其他退出",
    };

    public static string Of(FileState state) => state switch
    {
        FileState.Active => "在档",
        FileState.Monitored => "监测期",
        FileState.Closed => "已退出",
        _ => "未建档",
    };

    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Right => "属实",
        Outcome.FalseMatch => "误匹配（不是同一人）",
        Outcome.WrongAtSource => "源头数据有误",
        Outcome.Explained => "属实但可解释",
        Outcome.Disputed => "有争议",
        _ => "更正有利于困难家庭",
    };

    public static string Of(Answer answer) => answer switch
    {
        Answer.Found => "有记录",
        Answer.NoRecord => "无记录",
        Answer.NotAsked => "未查询（无授权）",
        Answer.Refused => "部门拒绝",
        _ => "未返回",
    };

    public static string Of(LedgerMark mark) => mark switch
    {
        LedgerMark.Above => "高于",
        LedgerMark.NotAbove => "不高于",
        _ => "未知",
    };

    /// <summary>The agency by its registry; the identifier itself when it is not one of <see cref="RegistryId"/>.</summary>
    public static string OfRegistry(string registry) => registry switch
    {
        RegistryId.CivilAffairs => "民政",
        RegistryId.SocialSecurity => "人社",
        RegistryId.HousingFund => "公积金",
        RegistryId.Vehicle => "车辆",
        RegistryId.Property => "不动产",
        RegistryId.Tax => "税务",
        RegistryId.HouseholdRegister => "户籍",
        RegistryId.MedicalInsurance => "医保",
        RegistryId.MarketSupervision => "市场监管",
        RegistryId.Finance => "金融",
        "union" => "工会档案",
        _ => registry,
    };

    /// <summary>The kind of record by its registry and dataset, for two registries may each have one of a name; the dataset's identifier itself when it is not one of docs/formats.md.</summary>
    public static string OfDataset(string registry, string dataset) => (registry, dataset) switch
    {
        (RegistryId.CivilAffairs, "dibao") => "低保",
        (RegistryId.CivilAffairs, "destitute") => "特困供养",
        (RegistryId.CivilAffairs, "temporary-aid") => "临时救助",
        (RegistryId.CivilAffairs, "marriages") => "婚姻登记",
        (RegistryId.CivilAffairs, "deaths") => "死亡",
        (RegistryId.SocialSecurity, "contributions") => "社保缴费",
        (RegistryId.SocialSecurity, "pensions") => "养老待遇",
        (RegistryId.SocialSecurity, "unemployment") => "失业",
        (RegistryId.SocialSecurity, "employment") => "劳动合同",
        (RegistryId.HousingFund, "deposits") => "公积金缴存",
        (RegistryId.Vehicle, "vehicles") => "机动车",
        (RegistryId.Property, "units") => "不动产单元",
        (RegistryId.MedicalInsurance, "settlements") => "医保结算",
        (RegistryId.Finance, "deposits") => "存款与有价证券",
        (RegistryId.Tax, "wages") => "工资薪金",
        (RegistryId.Tax, "business") => "经营收入",
        ("union", "incomes") => "收入申报",
        _ => dataset,
    };

    /// <summary>A standard, or what a policy should say, that is missing.</summary>
    public static string OfText(MissingEvidence missing) => missing.Registry == MissingEvidence.Standard ? "低保标准" : missing.Dataset switch
    {
        PolicyParameter.ResidentPensionCounted => "政策·居民基础养老金是否计入收入",
        PolicyParameter.VehicleLimit => "政策·车辆限额",
        PolicyParameter.HomeLimit => "政策·住房限额",
        _ => $"政策·{missing.Dataset}",
    };

    /// <summary>2026 年第三季度</summary>
    public static string Of(Time.Quarter quarter) =>
        string.Create(CultureInfo.InvariantCulture, $"{quarter.Year} 年第{"一二三四"[quarter.Number - 1]}季度");

    /// <summary><c>1,234.50</c></summary>
    public static string Of(Money money) => (money.Fen / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);

    /// <summary><c>2026-09-30</c></summary>
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>12,345</c></summary>
    public static string Of(long count) => count.ToString("#,##0", CultureInfo.InvariantCulture);
}
