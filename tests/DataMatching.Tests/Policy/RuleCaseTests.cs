using DataMatching.Assessment;
using DataMatching.Policy;

namespace DataMatching.Tests.Policy;

/// <summary>Runs the cases that a policy officer can read (cases/), and demands them of every rule.</summary>
[TestClass]
public sealed class RuleCaseTests
{
    /// <summary>Rules that rest on nothing that could be missing: their statement is about what is there, or about what is missing itself.</summary>
    private static readonly string[] NeverUnknown =
        ["identity-conflict", "person-in-two-households", "consent-missing", "required-registry-missing", "standard-or-policy-missing", "sources-contradict", "benefit-paid-after-death", "likely-above-but-unproved"];

    private static IReadOnlyList<RuleCase> All { get; } =
        Directory.GetFiles(Path.Combine(CaseWorld.RepositoryRoot, "tests", "DataMatching.Tests", "Policy", "cases"), "*.txt").Order(StringComparer.Ordinal).SelectMany(CaseScript.Read).ToList();

    public static IEnumerable<object[]> Cases => All.Select(c => new object[] { c.Rule, c.Title });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_rule_says_what_the_case_expects(string rule, string title)
    {
        var one = All.First(c => c.Rule == rule && c.Title == title);
        var verdict = DecideFlag.Decide(one.World.Assess());
        var finding = verdict.Findings.Single(f => f.Rule == rule);
        var told = $"{finding.Text}; cells {string.Join(' ', verdict.Months.Select(m => m.Cell))}; reasons {string.Join(' ', verdict.Reasons.Select(r => r.Rule))}";
        Assert.AreEqual(one.Expected, finding.Truth, told);
        if (one.Flag is { } flag) Assert.AreEqual(flag, verdict.Flag, told);
        if (one.Reasons is { } reasons) CollectionAssert.AreEqual(reasons.Order(StringComparer.Ordinal).ToArray(), verdict.Reasons.Select(r => r.Rule).Order(StringComparer.Ordinal).ToArray(), told);
        if (one.Flip is { } flip) Assert.AreEqual(flip, verdict.Flip?.PerMonth, told);
    }

    [TestMethod]
    public void Without_the_decisive_record_the_flag_is_what_was_told()
    {
        var (same, others) = (0, 0);
        foreach (var one in All)
        {
            var assessment = one.World.Assess();
            var verdict = DecideFlag.Decide(assessment);
            if (verdict is not { DecisiveRecord: { } record, Flip.Counterfactual: { } told }) continue;
            Assert.AreEqual(DecideFlag.Decide(assessment.Without(record)).Flag, told, $"{one.Rule}: {one.Title}");
            if (told == verdict.Flag) same++;
            else others++;
        }

        Assert.IsGreaterThan(3, same);
        Assert.IsGreaterThan(10, others);
    }

    [TestMethod]
    public void Every_rule_has_cases_met_not_met_unknown_and_a_near_miss()
    {
        var lacking = new List<string>();
        foreach (var rule in AllRules.InOrder.Select(r => r.Id))
        {
            var cases = All.Where(c => c.Rule == rule).ToList();
            if (!cases.Exists(c => c.Expected == Truth.Met)) lacking.Add($"{rule}: 成立");
            if (!cases.Exists(c => c.Expected == Truth.NotMet)) lacking.Add($"{rule}: 不成立");
            if (!cases.Exists(c => c.Expected == Truth.Unknown) && !NeverUnknown.Contains(rule)) lacking.Add($"{rule}: 未知");
            if (!cases.Exists(c => c.Expected == Truth.NotMet && c.Title.Contains("近似", StringComparison.Ordinal))) lacking.Add($"{rule}: 近似");
        }

        Assert.IsEmpty(lacking, string.Join(", ", lacking));
    }

    [TestMethod]
    public void Every_case_belongs_to_a_rule_and_expects_something()
    {
        var ids = AllRules.InOrder.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var wrong = All.Where(c => !ids.Contains(c.Rule) || c.Expected is null).Select(c => $"{c.Rule}: {c.Title}").ToList();
        Assert.IsEmpty(wrong, string.Join(", ", wrong));
        Assert.HasCount(All.Count, All.Select(c => (c.Rule, c.Title)).Distinct());
    }
}
