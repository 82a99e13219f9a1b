using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Jobs.Reports;
using DataMatching.Time;

namespace DataMatching.Tests.Reports;

/// <summary>An invented quarter of a province, large enough that the page shows what it will have to bear.</summary>
internal static class SampleReport
{
    private static readonly string[] Cities =
    [
        "广州市", "韶关市", "深圳市", "珠海市", "汕头市", "佛山市", "江门市", "湛江市", "茂名市", "肇庆市", "惠州市",
        "梅州市", "汕尾市", "河源市", "阳江市", "清远市", "东莞市", "中山市", "潮州市", "揭阳市", "云浮市",
    ];

    internal static QuarterReport Quarter() => new(
        new Quarter(2026, 3),
        "广东省总工会",
        [.. Cities.Select((name, i) => District(440100 + (i * 100), name, 3100 - (i * 117 % 2300), i))],
        [
            new("required-registry-missing", "必需部门没有答复", Flag.ReExamine, 486), new("vehicle-beyond-limits", "车辆超出限额", Flag.ReExamine, 274),
            new("income-not-declared", "有收入未申报", Flag.ReExamine, 241), new("income-above-standard-for-six-months", "人均收入连续六个月高于标准", Flag.Exit, 228),
            new("likely-above-but-unproved", "可能高于标准但无依据", Flag.ReExamine, 197), new("consent-missing", "缺有效授权", Flag.ReExamine, 164),
            new("on-dibao-list-and-able-to-work", "在低保名单且有劳动能力", Flag.Add, 143), new("undeclared-member-found", "发现未申报的家庭成员", Flag.ReExamine, 88),
            new("homes-beyond-limits", "住房超出限额", Flag.ReExamine, 61), new("relapsed-while-monitored", "监测期内返困", Flag.Add, 52),
            new("principal-died-alone", "困难职工本人去世且无其他成员", Flag.Exit, 31), new("relieved-by-aid", "已由政府和工会救助解困", Flag.Exit, 27), new("identity-conflict", "身份冲突", Flag.ReExamine, 12),
        ],
        new QuarterDiff(new Quarter(2026, 2),
        [
            new("required-registry-missing", "必需部门没有答复", 402, 84, 31), new("vehicle-beyond-limits", "车辆超出限额", 58, 216, 71), new("income-not-declared", "有收入未申报", 90, 151, 102),
            new("income-above-standard-for-six-months", "人均收入连续六个月高于标准", 196, 32, 211), new("consent-missing", "缺有效授权", 23, 141, 188), new("identity-conflict", "身份冲突", 3, 9, 0),
        ]),
        [
            new(RegistryId.CivilAffairs, true, new(2026, 9, 28), 41_209, 88_114, 1_204, 0, 0), new(RegistryId.SocialSecurity, true, new(2026, 9, 30), 61_877, 67_302, 1_204, 0, 118),
            new(RegistryId.HousingFund, false, new(2026, 9, 25), 12_009, 31_290, 1_204, 0, 0), new(RegistryId.Vehicle, true, new(2026, 9, 29), 6_204, 37_095, 1_204, 0, 0),
            new(RegistryId.Property, true, new(2026, 9, 29), 9_811, 24_907, 1_204, 8_581, 0), new(RegistryId.Tax, true, new(2026, 9, 30), 22_915, 17_880, 1_204, 0, 2_504),
            new(RegistryId.MedicalInsurance, false, null, 0, 0, 1_204, 0, 43_299),
        ],
        [
            new(RegistryId.Property, "units", BatchTrouble.Refused, new(2026, 9, 29), "property/units-sz-20260929.csv", "行数比前三批少 62%，低于下限；清单声明 512,004 行", "深圳市不动产按未知处理，1,204 户转需复核"),
            new(RegistryId.Tax, "wages", BatchTrouble.Refused, new(2026, 9, 30), "tax/wages-20260930.csv", "SHA-256 与清单不符", "10-02 重新交付，已采用"),
            new(RegistryId.MedicalInsurance, "settlements", BatchTrouble.Late, null, null, "应于 09-27 交付，截至 10-20 未到", "医疗支出未知，不影响拟退出的判定"),
        ],
        new ReportPins(new(2026, 9, 30), new(2026, 10, 20), new Month(2026, 4), new Month(2026, 9), Digest('a'), "广东包 44（2026-07-01 起）", Digest('b'), "低保标准 2026 年 7 月版", Digest('c'), "DataMatching 0.1.0",
        [
            new(118, RegistryId.CivilAffairs, "dibao", new(2026, 9, 28), new Month(2026, 4), new Month(2026, 9), 1_204_551, Digest('1')), new(121, RegistryId.SocialSecurity, "pensions", new(2026, 9, 30), new Month(2026, 4), new Month(2026, 9), 7_880_120, Digest('2')),
            new(124, RegistryId.Vehicle, "vehicles", new(2026, 9, 29), new Month(2026, 9), new Month(2026, 9), 10_021_334, Digest('3')), new(131, RegistryId.Tax, "wages", new(2026, 9, 30), new Month(2026, 4), new Month(2026, 9), 24_118_007, Digest('4')),
        ]));

    internal static string Digest(char digit) => string.Concat("9f3c", new string(digit, 60));

    private static DistrictCount District(int code, string name, long opening, int i)
    {
        long review = 20 + (i * 37 % 90), poverty = 4 + (i * 13 % 21), relieved = i % 4, ineligible = i % 3;
        return new DistrictCount(new District(code), name, opening, opening - review - poverty - relieved - ineligible, review, i * 7 % 11, 3 + (i * 5 % 12), i % 5, i % 3, poverty, relieved, ineligible);
    }
}
