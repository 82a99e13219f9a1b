using System.Globalization;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Policy;
using DataMatching.Time;

namespace DataMatching.Tests.Policy;

/// <summary>One case of a case file: see cases/README.md for the words.</summary>
internal sealed record RuleCase(string Rule, string Title, CaseWorld World, Truth? Expected, Flag? Flag, IReadOnlyList<string>? Reasons, Money? Flip);

/// <summary>Reads the case files. A word that it does not know is an error: no line is passed over.</summary>
internal static class CaseScript
{
    private static readonly Dictionary<string, IncomeKind> Incomes = new(StringComparer.Ordinal)
    {
        ["工资"] = IncomeKind.Wage,
        ["经营"] = IncomeKind.Business,
        ["职工养老金"] = IncomeKind.EmployeePension,
        ["居民养老金"] = IncomeKind.ResidentPension,
        ["失业金"] = IncomeKind.UnemploymentBenefit,
        ["财产"] = IncomeKind.Property,
        ["转移"] = IncomeKind.Transfer,
    };

    private static readonly Dictionary<string, MatchGrade> Grades = new(StringComparer.Ordinal)
    {
        ["较可能"] = MatchGrade.Probable,
        ["存疑"] = MatchGrade.Doubtful,
        ["冲突"] = MatchGrade.Conflict,
    };

    public static IEnumerable<RuleCase> Read(string file)
    {
        var rule = Path.GetFileNameWithoutExtension(file);
        RuleCase? current = null;
        var number = 0;
        foreach (var raw in File.ReadAllLines(file))
        {
            number++;
            var line = raw.Trim();
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                if (current is not null) yield return current;
                current = new RuleCase(rule, line[3..], new CaseWorld(), null, null, null, null);
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                try
                {
                    current = Apply(current!, words[0], words[1..]);
                }
                catch (Exception e) when (e is FormatException or KeyNotFoundException or IndexOutOfRangeException or ArgumentException)
                {
                    throw new FormatException($"{Path.GetFileName(file)}, line {number}: \"{line}\" cannot be read ({e.Message}).", e);
                }
            }
        }

        if (current is not null) yield return current;
    }

    private static RuleCase Apply(RuleCase c, string word, string[] w)
    {
        var world = c.World;
        switch (word)
        {
            case "期望": return c with { Expected = w[0] switch { "成立" => Truth.Met, "不成立" => Truth.NotMet, "未知" => Truth.Unknown, _ => throw new FormatException("成立, 不成立, 未知") } };
            case "标记": return c with { Flag = w[0] switch { "保留" => Flag.Keep, "拟纳入" => Flag.Add, "拟退出" => Flag.Exit, "需复核" => Flag.ReExamine, _ => throw new FormatException("保留, 拟纳入, 拟退出, 需复核") } };
            case "事由": return c with { Reasons = w };
            case "翻转": return c with { Flip = Yuan(w[0]) };
            case "地区": world.District = District.Parse(w[0]); break;
            case "季度": world.Quarter = Quarter.Parse(w[0]); break;
            case "状态": world.State = State(w[0]); break;
            case "退出": world.ExitedOn = Day(w[0]); break;
            case "标准": world.Standards.AddRange(w.Select(x => x.Split('=')).Select(x => new SubsistenceStandard(world.District, Day(x[0]), x[1] == "无" ? null : Yuan(x[1]), "case"))); break;
            case "政策": world.Policy.Add((w[0], string.Join(",", w[1..].Select(x => x.Split('=')).Select(x => $"{{\"from\":\"{x[0]}\",\"value\":{x[1]},\"source\":\"case\"}}")))); break;
            case "成员": Member(world, w); break;
            case "缺": world.Gap(w[0] == "*" ? "*" : world.Person(int.Parse(w[0], CultureInfo.InvariantCulture)), w[1], w.Length > 3 ? Month.Parse(w[2]) : null, w[^1] switch { "失败" => Answer.Failed, "拒绝" => Answer.Refused, "未授权" => Answer.NotAsked, _ => throw new FormatException("失败, 拒绝, 未授权") }); break;
            case "他档": world.Others.Add(new OtherFile(world.Person(int.Parse(w[0], CultureInfo.InvariantCulture)), "H9", "H9/1", State(w[1]), w[2] == "同名")); break;
            case "申报" or "核实": Declare(world, word, w); break;
            default: Fact(world, word, w); break;
        }

        return c;
    }

    private static void Member(CaseWorld world, string[] w)
    {
        var relation = w[1] switch { "本人" => Relation.Principal, "配偶" => Relation.Spouse, "子女" => Relation.Child, "父母" => Relation.Parent, _ => Relation.Other };
        world.Member(int.Parse(w[0], CultureInfo.InvariantCulture), relation, Day(w[2]), !w.Contains("不计"), w.Contains("农民工"),
            w.FirstOrDefault(x => x.StartsWith("加入=", StringComparison.Ordinal)) is { } j ? Day(j[3..]) : null,
            w.FirstOrDefault(x => x.StartsWith("离开=", StringComparison.Ordinal)) is { } l ? Day(l[3..]) : null);
    }

    private static void Declare(CaseWorld world, string word, string[] w)
    {
        var (person, kind, months, amount) = (world.Person(int.Parse(w[0], CultureInfo.InvariantCulture)), Incomes[w[1]], Months(w[2]), Yuan(w[3]));
        var row = world.Row();
        if (word == "申报") world.Declared.Add(new DeclaredIncome(person, row, kind, months[0], months[^1], amount));
        else world.Declared.AddRange(months.Select(m => new VerifiedIncome(person, row, kind, m, amount, "张核", m.LastDay, "工资条")));
    }

    private static void Fact(CaseWorld world, string word, string[] w)
    {
        var grade = w.Select(x => Grades.TryGetValue(x, out var g) ? g : MatchGrade.Certain).Max();
        w = w.Where(x => !Grades.ContainsKey(x)).ToArray();
        var person = world.Person(int.Parse(w[0], CultureInfo.InvariantCulture));
        void Status(string registry, string dataset, StatusKind kind, DateInterval valid, StatusDetail? detail = null, Provenance? row = null) =>
            world.Facts.Add(new StatusFact(person, registry, dataset, grade, row ?? world.Row(), kind, valid, detail ?? StatusDetail.None));
        void Asset(string registry, string dataset, AssetKind kind, DateInterval held, AssetDetail detail) =>
            world.Facts.Add(new AssetFact(person, registry, dataset, grade, world.Row(), kind, held, detail));
        switch (word)
        {
            case var _ when Incomes.TryGetValue(word, out var income):
                var dataset = income switch { IncomeKind.Wage => "tax/wages", IncomeKind.Business => "tax/business", IncomeKind.UnemploymentBenefit => "social-security/unemployment", _ => "social-security/pensions" };
                foreach (var month in Months(w[1])) world.Facts.Add(new MonthlyIncome(person, dataset.Split('/')[0], dataset.Split('/')[1], grade, world.Row(), income, month, Yuan(w[2])));
                break;
            case "缴费" or "公积金":
                var (registry, kind, name) = word == "缴费" ? ("social-security", StatusKind.Insured, "contributions") : ("housing-fund", StatusKind.FundDeposit, "deposits");
                foreach (var month in Months(w[1]))
                {
                    var row = world.Row();
                    Status(registry, name, kind, new DateInterval(month.FirstDay, month.LastDay), row: row);
                    world.Facts.Add(new AverageIncome(person, registry, name, grade, row, IncomeKind.Wage, month, Yuan(w[2])));
                }

                break;
            case "低保":
                var dibao = world.Row();
                var list = Interval(w[1]);
                Status("civil-affairs", "dibao", StatusKind.OnDibao, list, new StatusDetail(Group: w.Length > 3 ? w[3] : "DB1"), dibao);
                foreach (var month in world.Quarter.LastMonth.Plus(-5).To(world.Quarter.LastMonth).Where(list.Touches))
                    world.Facts.Add(new MonthlyIncome(person, "civil-affairs", "dibao", grade, dibao, IncomeKind.Dibao, month, Yuan(w[2])));
                break;
            case "救助": Status("civil-affairs", "temporary-aid", StatusKind.TemporaryAid, new DateInterval(Day(w[1]), Day(w[1])), new StatusDetail(Cause: w[2] switch { "疾病" => "illness", "意外" => "accident", "就学" => "study", "失业" => "unemployment", _ => "other" })); break;
            case "结婚" or "离婚":
                var other = w[2] == "外人" ? new FoundPerson(PersonName.TryCreate("路人")!, null) : new FoundPerson(CaseWorld.NameOf(int.Parse(w[2], CultureInfo.InvariantCulture)), world.Members[int.Parse(w[2], CultureInfo.InvariantCulture)].Id);
                Status("civil-affairs", "marriages", word == "结婚" ? StatusKind.Married : StatusKind.Divorced, DateInterval.From(Day(w[1])), new StatusDetail(Other: other));
                break;
            case "死亡": Status("civil-affairs", "deaths", StatusKind.Dead, DateInterval.From(Day(w[1]))); break;
            case "养老": Status("social-security", "pensions", StatusKind.Pensioner, DateInterval.From(Day(w[1])), new StatusDetail(Cause: w[2] == "居民" ? "resident" : "employee", Mark: w[^1] == "社会化")); break;
            case "失业": Status("social-security", "unemployment", StatusKind.Unemployed, Interval(w[1]), new StatusDetail(Cause: w[2] == "改制" ? "restructuring" : "resigned")); break;
            case "合同": Status("social-security", "employment", StatusKind.Employed, Interval(w[1])); break;
            case "迁出": Status("household-register", "members", StatusKind.MovedAway, Interval(w[1]), new StatusDetail(Cause: w[2] switch { "境外" => "abroad", "不详" => null, _ => w[2] })); break;
            case "户籍": Status("household-register", "members", StatusKind.InHukouBook, Interval(w[1]), new StatusDetail(w.Length > 3 ? BookMate(world, w[4]) : null, w.Length > 3 ? w[3] switch { "配偶" => "spouse", "子女" => "child", _ => "parent" } : null, Group: w[2])); break;
            case "医疗": world.Facts.Add(new ExpenseFact(person, "medical-insurance", "settlements", grade, world.Row(), ExpenseKind.Medical, Day(w[1]), Yuan(w[2]))); break;
            case "大病": Status("medical-insurance", "settlements", StatusKind.MajorIllness, new DateInterval(Day(w[1]), Day(w[1])), new StatusDetail(Cause: "illness")); break;
            case "法人": Status("market-supervision", "holdings", StatusKind.BusinessOwner, Interval(w[1])); break;
            case "车辆": Asset("vehicle", "vehicles", AssetKind.Vehicle, DateInterval.From(new DateOnly(2019, 1, 1)), new AssetDetail(Value: w[2] == "不详" ? null : Yuan(w[2]), Class: w[1], InForce: !w.Contains("注销"))); break;
            case "房产":
                var share = w[1].Split('/');
                Asset("property", "units", AssetKind.Home, w.FirstOrDefault(x => x.StartsWith("登记=", StringComparison.Ordinal)) is { } on ? DateInterval.From(Day(on[3..])) : DateInterval.From(new DateOnly(2010, 1, 1)),
                    new AssetDetail(Class: "residential", ShareNumerator: int.Parse(share[0], CultureInfo.InvariantCulture), ShareDenominator: int.Parse(share[1], CultureInfo.InvariantCulture),
                        Acquisition: w.Contains("继承") ? "inherited" : "bought", InForce: !w.Contains("历史"), Key: w.FirstOrDefault(x => x.StartsWith("单元=", StringComparison.Ordinal))));
                break;
            case "存款": Asset("finance", "deposits", AssetKind.Deposit, w.Length > 2 ? DateInterval.From(Day(w[2])) : DateInterval.Always, new AssetDetail(Value: Yuan(w[1]))); break;
            case "限额答复": Asset("finance", "deposits", AssetKind.Deposit, DateInterval.From(world.Quarter.LastDay), new AssetDetail(Value: w.Length > 2 ? Yuan(w[2]) : null, OverLimit: w[1] == "是")); break;
            default: throw new FormatException("unknown word");
        }
    }

    /// <summary>A member by number, or somebody born on a day (外人=日期), or one without a number (外人).</summary>
    private static FoundPerson BookMate(CaseWorld world, string word)
    {
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return new FoundPerson(CaseWorld.NameOf(number), world.Members[number].Id);
        if (word == "外人") return new FoundPerson(PersonName.TryCreate("路人")!, null);
        var birth = Day(word["外人=".Length..]);
        return new FoundPerson(PersonName.TryCreate("路人")!, ResidentId.FromBody((440100L * 100_000_000_000) + (((birth.Year * 10000) + (birth.Month * 100) + birth.Day) * 1000L) + 999));
    }

    private static FileState State(string word) => word switch { "在档" => FileState.Active, "监测期" => FileState.Monitored, "已退出" => FileState.Closed, "未建档" => FileState.Unfiled, _ => throw new FormatException("在档, 监测期, 已退出, 未建档") };
    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    private static Money Yuan(string text) => Money.TryParseYuan(text, out var money) ? money : throw new FormatException("yuan");

    private static Month[] Months(string text)
    {
        var ends = text.Split("..");
        return Month.Parse(ends[0]).To(Month.Parse(ends[^1])).ToArray();
    }

    private static DateInterval Interval(string text)
    {
        var ends = text.Split("..");
        return new DateInterval(ends[0].Length == 0 ? null : Day(ends[0]), ends.Length < 2 || ends[1].Length == 0 ? null : Day(ends[1]));
    }
}
