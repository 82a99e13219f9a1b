using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Policy;
using DataMatching.Tests.Policy;
using DataMatching.Time;

namespace DataMatching.Tests.Assessment;

[TestClass]
public sealed class VerdictTests
{
    [TestMethod]
    public void The_chain_from_rule_to_byte_stands_in_the_JSON()
    {
        var world = new CaseWorld();
        world.Facts.Add(new AssetFact("H1/1", "vehicle", "vehicles", MatchGrade.Probable, new Provenance(7, "vehicles-440000.csv", 31, 2048, "ab12"),
            AssetKind.Vehicle, DateInterval.Always, new AssetDetail(Money.Yuan(50_000), "car")));
        var verdict = VerdictJson.Read(VerdictJson.Write(DecideFlag.Decide(world.Assess())));
        var reason = verdict.Reasons.Single();
        Assert.AreEqual("vehicle-beyond-limits", reason.Rule);
        Assert.Contains("广东省", reason.Citation, StringComparison.Ordinal);
        Assert.AreEqual(new Provenance(7, "vehicles-440000.csv", 31, 2048, "ab12"), reason.Facts.Single().Source);
        Assert.AreEqual(MatchGrade.Probable, reason.Facts.Single().Grade);
        Assert.AreEqual(reason.Facts.Single(), verdict.DecisiveRecord);
        Assert.AreEqual(Flag.Keep, verdict.Flip!.Counterfactual);
        Assert.AreEqual(3, verdict.Likelihood, "6 less 3, since the match is Probable");
        Assert.HasCount(AllRules.InOrder.Count, verdict.Findings);
        Assert.HasCount(6, verdict.Months);
    }

    [TestMethod]
    public void The_decisive_record_of_an_exit_lies_in_the_month_closest_to_the_line()
    {
        var world = new CaseWorld();
        for (var i = 0; i < 6; i++) world.Facts.Add(RandomHousehold.Wage(world, 1, new Month(2026, 4).Plus(i), Money.Yuan(i == 2 ? 1030 : 2000)));
        var verdict = DecideFlag.Decide(world.Assess());
        Assert.AreEqual(ExitKind.OutOfPoverty, verdict.ExitKind);
        Assert.AreEqual(new Month(2026, 6), ((MonthlyIncome)verdict.DecisiveRecord!).Month);
        Assert.AreEqual(Money.Yuan(30), verdict.Flip!.PerMonth);
        Assert.AreEqual(6, verdict.Likelihood, "8 less 2, since 30 yuan is under a twentieth of 1000");
    }

    [TestMethod]
    public void The_reason_of_the_highest_consequence_leads_and_its_record_decides()
    {
        var world = new CaseWorld();
        world.Facts.Add(new AssetFact("H1/1", "vehicle", "vehicles", MatchGrade.Certain, world.Row(), AssetKind.Vehicle, DateInterval.Always, new AssetDetail(Money.Yuan(50_000), "car")));
        var conflict = RandomHousehold.Wage(world, 1, new Month(2026, 9), Money.Yuan(9), MatchGrade.Conflict);
        world.Facts.Add(conflict);
        var verdict = DecideFlag.Decide(world.Assess());
        Assert.AreEqual(conflict, verdict.DecisiveRecord);
        Assert.AreEqual(Flag.ReExamine, verdict.Flip!.Counterfactual, "the car remains");
        Assert.AreEqual(54, verdict.Priority);
    }

    [TestMethod]
    public void What_would_settle_a_suspicion_is_named()
    {
        var world = new CaseWorld();
        for (var i = 0; i < 6; i++)
        {
            var month = new Month(2026, 4).Plus(i);
            var row = world.Row();
            world.Facts.Add(new StatusFact("H1/1", "social-security", "contributions", MatchGrade.Certain, row, StatusKind.Insured, new DateInterval(month.FirstDay, month.LastDay), StatusDetail.None));
            world.Facts.Add(new AverageIncome("H1/1", "social-security", "contributions", MatchGrade.Certain, row, IncomeKind.Wage, month, Money.Yuan(4000)));
        }

        var missing = DecideFlag.Decide(world.Assess()).Missing.Single();
        Assert.AreEqual(("tax", "wages", Answer.NoRecord, 6), (missing.Registry, missing.Dataset, missing.Answer, missing.Months.Count));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("[]")]
    [DataRow("{\"facts\":[]}")]
    [DataRow("{\"facts\":[{\"type\":\"Secret-42\"}]}")]
    public void A_damaged_text_is_refused_without_repeating_it(string json)
    {
        var error = Assert.ThrowsExactly<FormatException>(() => VerdictJson.Read(json));
        Assert.DoesNotContain("Secret", error.ToString(), StringComparison.Ordinal);
    }
}
