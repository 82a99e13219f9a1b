namespace DataMatching.Words;

/// <summary>A rule as reviewers read it: its Chinese name, and what to do next when it holds.</summary>
public sealed record RuleWord(string Name, string NextStep);

/// <summary>Names of the rules by id. A test keeps it complete.</summary>
public static class RuleWords
{
    private static readonly Dictionary<string, RuleWord> Words = new(StringComparer.Ordinal)
    {
        ["income-above-standard-for-six-months"] = new("人均收入连续六个月高于低保标准", "入户认定致困因素是否消除，书面告知理由并听取意见"),
        ["relieved-by-aid"] = new("已纳入政府救助，生活水平达到低保标准", "入户核实，书面告知理由并听取意见"),
        ["principal-died-alone"] = new("困难职工去世，无其他家庭成员", "核对死亡证明后办理退出"),
        ["principal-retired-socialised"] = new("困难职工已退休并纳入社会化管理", "核对退休审批后办理退出，书面告知"),
        ["principal-moved-away"] = new("困难职工已迁出", "核对迁移证明，联系迁入地工会"),
        ["on-dibao-list-and-able-to-work"] = new("在低保名单、有劳动能力而未建档", "联系职工申请，入户调查"),
        ["returned-to-dibao"] = new("退出后重新纳入低保", "回头帮：联系职工，入户调查"),
        ["relapsed-while-monitored"] = new("监测期内收入跌回低保标准以下", "回头帮：联系职工，入户调查"),
        ["hardship-above-standard"] = new("收入略高于标准，因病因学或意外致困", "联系职工，核对支出票据，入户调查"),
        ["migrant-worker-in-hardship"] = new("签有一年以上合同的农民工遇困", "联系职工申请，入户调查"),
        ["laid-off-in-restructuring"] = new("企业改制裁员失业，收入不高于标准", "联系职工申请，核实家庭其他成员收入"),
        ["identity-conflict"] = new("身份冲突：同一证件号码对应不同姓名", "请本人出示证件原件，查明号码归属"),
        ["person-in-two-households"] = new("同一人在两份档案中", "与另一档案所在工会核对，保留一份"),
        ["consent-missing"] = new("缺少有效授权", "请家庭成员签署授权书后重新核对"),
        ["required-registry-missing"] = new("必查部门数据未到", "催报数据；到达后自动重新核算"),
        ["standard-or-policy-missing"] = new("低保标准或政策规定缺失", "补齐低保标准，或请当地明确政策口径后重新核算"),
        ["undeclared-member-found"] = new("发现未申报的配偶", "入户核实婚姻与共同生活情况"),
        ["declared-spouse-divorced"] = new("申报配偶已办理离婚登记", "核实家庭成员变化并更新档案"),
        ["vehicle-beyond-limits"] = new("车辆超出规定", "查看车辆，已出售的请提供过户或交易凭证"),
        ["homes-beyond-limits"] = new("住房超出规定", "核实房产来源、份额与实际居住"),
        ["deposits-beyond-limits"] = new("存款与有价证券超出规定", "核实款项来源与用途"),
        ["business-beyond-limits"] = new("有企业登记或出资", "核实是否实际经营"),
        ["income-not-declared"] = new("有未申报的收入", "请家庭说明并补充申报"),
        ["sources-contradict"] = new("各部门记录互相矛盾", "向提供数据的部门核实"),
        ["benefit-paid-after-death"] = new("去世后仍发放待遇", "通报发放部门，核实死亡日期"),
        ["member-died"] = new("家庭成员去世，须在三个月内复核", "入户复核家庭人口与收入"),
        ["dibao-stopped-while-filed"] = new("低保已停发而档案仍在册", "向民政了解停发原因后复核"),
        ["cause-persists"] = new("收入高于标准但致困因素仍在", "入户核实致困因素，暂不退出"),
        ["likely-above-but-unproved"] = new("很可能高于标准但未能证明", "按所缺月份与证据逐项核实"),
    };

    /// <summary>The rules that have a name, in no order that means anything.</summary>
    internal static IReadOnlyCollection<string> Rules => Words.Keys;

    /// <exception cref="KeyNotFoundException">A rule without a name: enter it above.</exception>
    public static RuleWord Of(string rule) => Words[rule];

    public static bool Knows(string rule) => Words.ContainsKey(rule);
}
