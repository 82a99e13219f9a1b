namespace DataMatching.Sample.Files;

/// <summary>One dataset as the agencies of the sample deliver it (docs/formats.md).</summary>
/// <param name="PerCity">One file per city instead of per province (in Chongqing these are the same).</param>
/// <param name="ByMonth">Rows belong to months; otherwise the file shows the state at its as-of date.</param>
/// <param name="DaysBefore">How many days before the quarter's end the extract was taken.</param>
/// <param name="GuangdongAliases">Headers by which Guangdong's agency calls a standard column.</param>
internal sealed record Dataset(
    int Index, string Registry, string Id, FileStyle Style, bool PerCity, bool ByMonth, int DaysBefore,
    string[] Columns, params (string Standard, string Alias)[] GuangdongAliases)
{
    public string[] Header(int province) => province != 44
        ? Columns
        : [.. Columns.Select(column => GuangdongAliases.FirstOrDefault(alias => alias.Standard == column).Alias ?? column)];
}

internal static class Datasets
{
    public static readonly Dataset Dibao = new(0, "civil-affairs", "dibao", FileStyle.Gb18030, false, false, 0,
        ["低保证号", "姓名", "证件号码", "与户主关系", "行政区划代码", "保障人口", "户月保障金额", "享受起始年月", "享受终止年月"]);

    public static readonly Dataset Destitute = new(1, "civil-affairs", "destitute", FileStyle.Gb18030, false, false, 0,
        ["姓名", "证件号码", "供养方式", "月供养标准", "享受起始年月", "享受终止年月"]);

    public static readonly Dataset TemporaryAid = new(2, "civil-affairs", "temporary-aid", FileStyle.Gb18030, false, false, 0,
        ["姓名", "证件号码", "救助事由", "救助金额", "救助日期"]);

    public static readonly Dataset Marriages = new(3, "civil-affairs", "marriages", FileStyle.Gb18030, false, false, 0,
        ["男方姓名", "男方证件号码", "女方姓名", "女方证件号码", "登记类型", "登记日期", "登记证号", "男方出生日期", "女方出生日期"]);

    public static readonly Dataset Deaths = new(4, "civil-affairs", "deaths", FileStyle.Gb18030, false, false, 0,
        ["姓名", "证件号码", "死亡日期", "火化日期"]);

    public static readonly Dataset Contributions = new(5, "social-security", "contributions", FileStyle.CompactDates, false, true, 0,
        ["姓名", "证件号码", "单位名称", "统一社会信用代码", "险种", "费款所属期", "缴费基数"], ("姓名", "参保人姓名"), ("证件号码", "公民身份号码"));

    public static readonly Dataset Pensions = new(6, "social-security", "pensions", FileStyle.CompactDates, false, true, 0,
        ["姓名", "证件号码", "养老类别", "发放年月", "发放金额", "待遇状态", "终止原因", "终止日期", "社会化管理"], ("证件号码", "公民身份号码"));

    public static readonly Dataset Unemployment = new(7, "social-security", "unemployment", FileStyle.CompactDates, false, false, 0,
        ["姓名", "证件号码", "失业登记日期", "失业原因", "注销日期", "领取起始年月", "领取终止年月", "月失业金"], ("证件号码", "公民身份号码"));

    public static readonly Dataset Employment = new(8, "social-security", "employment", FileStyle.CompactDates, false, false, 0,
        ["姓名", "证件号码", "单位名称", "统一社会信用代码", "合同起始日期", "合同终止日期"], ("证件号码", "公民身份号码"));

    public static readonly Dataset Deposits = new(9, "housing-fund", "deposits", FileStyle.Utf8WithMark, true, true, 0,
        ["姓名", "证件号码", "单位名称", "汇缴年月", "缴存基数", "月缴存额", "账户余额", "账户状态"]);

    public static readonly Dataset Vehicles = new(10, "vehicle", "vehicles", FileStyle.Gb18030, false, false, 1,
        ["号牌号码", "号牌种类", "车辆类型", "使用性质", "初次登记日期", "购置价格(万元)", "机动车状态", "姓名", "证件号码"], ("证件号码", "身份证件号码"));

    public static readonly Dataset Units = new(11, "property", "units", FileStyle.Utf8WithMark, true, false, 3,
        ["不动产单元号", "权利人", "证件号码", "坐落", "行政区划代码", "建筑面积", "规划用途", "共有份额", "取得方式", "登记日期", "权属状态", "抵押状态", "出生日期", "性别"]);

    public static readonly Dataset Wages = new(12, "tax", "wages", FileStyle.Utf8, false, true, 0,
        ["姓名", "证件号码", "扣缴义务人", "统一社会信用代码", "税款所属期", "收入额"], ("姓名", "纳税人姓名"), ("证件号码", "身份证号"));

    public static readonly Dataset Business = new(13, "tax", "business", FileStyle.Utf8, false, true, 0,
        ["姓名", "证件号码", "税款所属期", "经营收入"], ("姓名", "纳税人姓名"), ("证件号码", "身份证号"));

    public static readonly Dataset HukouBooks = new(14, "household-register", "members", FileStyle.Utf8, false, false, 2,
        ["户号", "户籍地区划代码", "姓名", "证件号码", "户主姓名", "户主证件号码", "与户主关系", "迁入日期", "迁出日期", "迁往地区划代码", "注销原因", "注销日期", "死亡日期"], ("证件号码", "公民身份号码"), ("户主证件号码", "户主公民身份号码"));

    public static readonly Dataset Enrolment = new(15, "medical-insurance", "enrolment", FileStyle.CompactDates, false, false, 0,
        ["姓名", "证件号码", "参保险种", "参保状态", "参保日期", "停保日期"]);

    public static readonly Dataset Settlements = new(16, "medical-insurance", "settlements", FileStyle.CompactDates, false, false, 0,
        ["姓名", "证件号码", "结算日期", "医疗类别", "总费用", "统筹基金支付", "大病保险支付", "医疗救助支付", "个人自付", "重大疾病标志"], ("姓名", "参保人姓名"));

    public static readonly Dataset Holdings = new(17, "market-supervision", "holdings", FileStyle.Utf8, false, false, 4,
        ["统一社会信用代码", "市场主体名称", "主体类型", "姓名", "证件号码", "任职或出资身份", "认缴出资额(万元)", "出资比例", "登记状态", "成立日期", "注销日期"], ("市场主体名称", "企业名称"));

    public static readonly Dataset Totals = new(18, "finance", "deposits", FileStyle.Utf8WithMark, false, false, 0,
        ["姓名", "证件号码", "机构名称", "时点", "存款余额", "有价证券市值", "是否超限额", "限额标准"], ("姓名", "客户姓名"));

    public static readonly IReadOnlyList<Dataset> All =
        [Dibao, Destitute, TemporaryAid, Marriages, Deaths, Contributions, Pensions, Unemployment, Employment, Deposits, Vehicles, Units, Wages, Business,
            HukouBooks, Enrolment, Settlements, Holdings, Totals];
}
