using DataMatching.Assessment;
using DataMatching.Review;
using DataMatching.Storage;
using DataMatching.Web.Words;

namespace DataMatching.Tests.Web;

/// <summary>Which steps apply where stands on the page of policies; and a rule that the program does not know is told by its id instead of failing.</summary>
[TestClass]
public sealed class PolicyPageTests
{
    [TestMethod]
    public async Task The_steps_in_force_are_shown_for_each_list_and_district_with_what_cannot_be_taken_away()
    {
        using var demo = new WebDemo(prepare: folder =>
        {
            var file = Path.Combine(folder, "config", "steps.json");
            var steps = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(file))!;
            var plans = steps["plans"]!.AsArray();
            var own = plans.First(p => (string?)p!["flag"] == "Add")!.DeepClone();
            own["district"] = "440000";
            own["from"] = "2026-10-22";
            plans.Add(own);
            File.WriteAllText(file, steps.ToJsonString());
        });
        using var surfer = await demo.As("supervisor");
        var rows = QuarterDesk.Table(await surfer.Text("/policies"), "steps-title").Skip(1).ToList();
        Assert.HasCount(6, rows);
        Assert.IsTrue(rows.Count(r => r[1] == "全国") == 5 && rows.Single(r => r[1] != "全国") is [_, "广东省", var day, _] && day.Contains("将生效", StringComparison.Ordinal));
        foreach (var word in new[] { "入户（进）✱", "集体研究（议）✱", "公示✱", "基层工会审核（主席签字）✱" }) Assert.Contains(word, rows[0][3], StringComparison.Ordinal);
        Assert.DoesNotContain("县级审核✱", rows[0][3], StringComparison.Ordinal);
        var page = QuarterDesk.Plain(await surfer.Text("/policies?district=440106"));
        Assert.Contains("四个不建档", page, StringComparison.Ordinal);
        Assert.Contains("退出前的听取与告知", page, StringComparison.Ordinal);
        Assert.IsTrue(QuarterDesk.Table(await surfer.Text("/policies?district=440106"), "steps-title").Skip(1).Where(r => r[1].Contains("适用", StringComparison.Ordinal)).All(r => r[1].StartsWith("全国", StringComparison.Ordinal)));

        demo.Clock.Now = demo.Clock.Now.AddDays(1);
        using var tomorrow = await demo.As("supervisor");
        var holds = QuarterDesk.Table(await tomorrow.Text("/policies?district=440106"), "steps-title").Skip(1).Where(r => r[1].Contains("适用", StringComparison.Ordinal)).Select(r => r[1].Split(' ')[0]).ToArray();
        CollectionAssert.AreEquivalent(new[] { "广东省", "全国", "全国", "全国", "全国" }, holds);
    }

    [TestMethod]
    public void An_event_with_a_rule_of_another_program_is_told_by_its_id()
    {
        var details = new EventDetails(Say.Chinese, p => p, a => "某");
        var at = new DateTimeOffset(2026, 10, 21, 9, 0, 0, TimeSpan.Zero);
        Assert.Contains("rule-of-another-program", details.Of(new OutcomeCoded(2, at, 1, "rule-of-another-program", Outcome.Right, "", null)).Single().Value, StringComparison.Ordinal);
        var rejudged = new Rejudged(2, at, 0, Flag.Exit, ExitKind.Relieved, 1, 50, ["rule-of-another-program", "vehicle-beyond-limits"]);
        Assert.Contains("rule-of-another-program", details.Of(rejudged).Single().Value, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Pages_live_with_a_rule_that_the_program_does_not_know()
    {
        using var demo = new WebDemo();
        var known = demo.Cases(Flag.Exit)[0];
        demo.Store.Cases.Append(known.Case, null, demo.Store.Cases.Find(known.Case, null)!.Sequence,
            [Event(new Noted(2, demo.Clock.Now, demo.Account("county").Id, "旧规则", []))], known with { Rules = [.. known.Rules, "rule-of-another-program"] });
        using var surfer = await demo.As("supervisor");
        foreach (var path in new[] { "/quarter/2026Q3", $"/report/2026Q3/{known.District}?level=grassroots", "/worklist?t=exit" })
            Assert.Contains("rule-of-another-program", await surfer.Text(path), StringComparison.Ordinal, path);
        demo.Decide(known, Decision.Exited);
        using var file = await surfer.Post("/quarter/2026Q3?handler=Adjustments", ("format", "csv"));
        Assert.Contains("rule-of-another-program", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static NewEvent Event(CaseEvent e) => new(CaseEventJson.Kind(e), CaseEventJson.Write(e), e.At, e.By);
}
