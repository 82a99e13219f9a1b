namespace DataMatching.Words;

/// <summary>A rule as reviewers read it: its name, and what to do next when it holds.</summary>
public sealed record RuleWord(Word Name, Word NextStep);

/// <summary>Names of the rules by id, in Chinese and English. A test keeps them complete.</summary>
public static class RuleWords
{
    private static readonly Dictionary<string, RuleWord> Words = new(StringComparer.Ordinal)
    {
        ["income-above-standard-for-six-months"] = Said(
            "人均收入连续六个月高于低保标准", "入户认定致困因素是否消除，书面告知理由并听取意见",
            "Income per head above the dibao standard for six months", "Visit: are the causes of hardship gone? Give the reasons in writing and hear the household"),
        ["relieved-by-aid"] = Said(
            "已纳入政府救助，生活水平达到低保标准", "入户核实，书面告知理由并听取意见",
            "Covered by public aid, living at the dibao standard", "Verify at home, give the reasons in writing and hear the household"),
        ["principal-died-alone"] = Said(
            "困难职工去世，无其他家庭成员", "核对死亡证明后办理退出",
            "The worker died; nobody else in the household", "Check the death certificate, then let the file exit"),
        ["principal-retired-socialised"] = Said(
            "困难职工已退休并纳入社会化管理", "核对退休审批后办理退出，书面告知",
            "The worker retired into community administration", "Check the retirement approval, then let the file exit and say so in writing"),
        ["principal-moved-away"] = Said(
            "困难职工已迁出", "核对迁移证明，联系迁入地工会",
            "The worker moved away", "Check the proof of the move, and call the union of the new place"),
        ["on-dibao-list-and-able-to-work"] = Said(
            "在低保名单、有劳动能力而未建档", "联系职工申请，入户调查",
            "On the dibao list, able to work, and without a file", "Ask the worker to apply, then visit"),
        ["returned-to-dibao"] = Said(
            "退出后重新纳入低保", "回头帮：联系职工，入户调查",
            "Back on dibao after an exit", "Help again: call the worker, then visit"),
        ["relapsed-while-monitored"] = Said(
            "监测期内收入跌回低保标准以下", "回头帮：联系职工，入户调查",
            "Income fell below the dibao standard while monitored", "Help again: call the worker, then visit"),
        ["hardship-above-standard"] = Said(
            "收入略高于标准，因病因学或意外致困", "联系职工，核对支出票据，入户调查",
            "Income a little above the standard; hardship by illness, study or accident", "Call the worker, check the receipts, then visit"),
        ["migrant-worker-in-hardship"] = Said(
            "签有一年以上合同的农民工遇困", "联系职工申请，入户调查",
            "Migrant worker with a contract of a year or more, in hardship", "Ask the worker to apply, then visit"),
        ["laid-off-in-restructuring"] = Said(
            "企业改制裁员失业，收入不高于标准", "联系职工申请，核实家庭其他成员收入",
            "Laid off in a restructuring, income not above the standard", "Ask the worker to apply, and verify the income of the others"),
        ["identity-conflict"] = Said(
            "身份待核实：同号异名，或无号码的记录可能是本人", "请本人出示证件原件，查明号码归属、记录是否本人",
            "Identity to be settled: one number under two names, or a record without a number that may be his", "See the original card and find out whose number it is, and whether the record is his"),
        ["person-in-two-households"] = Said(
            "同一人在两份档案中", "与另一档案所在工会核对，保留一份",
            "The same person stands in two files", "Settle with the union of the other file which one stays"),
        ["consent-missing"] = Said(
            "缺少有效授权", "请家庭成员签署授权书后重新核对",
            "No authorisation in force", "Have the members sign the authorisation, then ask again"),
        ["required-registry-missing"] = Said(
            "必查部门数据未到", "催报数据；到达后自动重新核算",
            "Data of a required registry did not come", "Remind the agency; the household is judged again when the data comes"),
        ["standard-or-policy-missing"] = Said(
            "低保标准或政策规定缺失", "补齐低保标准，或请当地明确政策口径后重新核算",
            "The dibao standard or a policy text is missing", "Enter the standard, or have the place settle its policy, then judge again"),
        ["undeclared-member-found"] = Said(
            "发现未申报的配偶或未成年子女", "入户核实婚姻、子女与共同生活情况",
            "A spouse or minor child was found who was not declared", "Verify at home the marriage, the children and who lives there"),
        ["declared-spouse-divorced"] = Said(
            "申报配偶已办理离婚登记", "核实家庭成员变化并更新档案",
            "The declared spouse is divorced", "Verify who belongs to the household and renew the file"),
        ["vehicle-beyond-limits"] = Said(
            "车辆超出规定", "查看车辆，已出售的请提供过户或交易凭证",
            "Vehicle beyond the limits", "See the vehicle; if it was sold, ask for the transfer or the contract"),
        ["homes-beyond-limits"] = Said(
            "住房超出规定", "核实房产来源、份额与实际居住",
            "Homes beyond the limits", "Verify where the property came from, the share, and who lives in it"),
        ["deposits-beyond-limits"] = Said(
            "存款与有价证券超出规定", "核实款项来源与用途",
            "Deposits and securities beyond the limits", "Verify where the money came from and what it is for"),
        ["business-beyond-limits"] = Said(
            "有企业登记或出资", "核实是否实际经营",
            "Registered or invested in a business", "Verify whether it really trades"),
        ["income-not-declared"] = Said(
            "有未申报的收入", "请家庭说明并补充申报",
            "Income that was not declared", "Ask the household to explain and declare it"),
        ["sources-contradict"] = Said(
            "各部门记录互相矛盾", "向提供数据的部门核实",
            "Records of the registries contradict each other", "Ask the agencies that gave the data"),
        ["benefit-paid-after-death"] = Said(
            "去世后仍发放待遇", "通报发放部门，核实死亡日期",
            "A benefit was paid after the death", "Tell the agency that pays, and verify the day of death"),
        ["member-died"] = Said(
            "家庭成员去世，须在三个月内复核", "入户复核家庭人口与收入",
            "A member died: to be looked at within three months", "Verify at home the members and the income"),
        ["dibao-stopped-while-filed"] = Said(
            "低保已停发而档案仍在册", "向民政了解停发原因后复核",
            "Dibao was stopped while the file goes on", "Ask civil affairs why it was stopped, then re-examine"),
        ["cause-persists"] = Said(
            "收入高于标准但致困因素仍在", "入户核实致困因素，暂不退出",
            "Income above the standard, but the cause of hardship persists", "Verify the cause at home; no exit for now"),
        ["likely-above-but-unproved"] = Said(
            "很可能高于标准但未能证明", "按所缺月份与证据逐项核实",
            "Probably above the standard, but not proved", "Verify month by month what is missing"),
    };

    /// <summary>The rules that have a name, in no order that means anything.</summary>
    internal static IReadOnlyCollection<string> Rules => Words.Keys;

    /// <exception cref="KeyNotFoundException">A rule without a name: enter it above.</exception>
    public static RuleWord Of(string rule) => Words[rule];

    public static bool Knows(string rule) => Words.ContainsKey(rule);

    private static RuleWord Said(string name, string nextStep, string englishName, string englishStep) => new(new Word(name, englishName), new Word(nextStep, englishStep));
}
