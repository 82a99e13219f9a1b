using System.Text.Json.Nodes;
using DataMatching.Assessment;
using DataMatching.Identity;
using DataMatching.Policy;
using DataMatching.Review;
using DataMatching.Tests.Architecture;

namespace DataMatching.Tests.Review;

[TestClass]
public sealed class StepPlansTests
{
    private static readonly string Shipped = File.ReadAllText(Path.Combine(Repository.Root, "config", "steps.json"));

    [TestMethod]
    public void The_shipped_file_has_a_plan_for_every_list_and_says_which_numbers_are_the_sites_choice()
    {
        Assert.HasCount(5, Desk.Plans.All);
        foreach (var plan in JsonNode.Parse(Shipped)!["plans"]!.AsArray())
        {
            Assert.Contains("site's choice", (string)plan!["source"]!, StringComparison.Ordinal, "no text says how long an answer may take");
            foreach (var step in plan["steps"]!.AsArray()) Assert.Contains("site's choice", (string)step!["source"]!, StringComparison.Ordinal, $"no text says how long {step["id"]} may take");
        }
    }

    [TestMethod]
    public void The_most_precise_district_then_the_newest_day_holds()
    {
        var plans = StepPlans.Parse(With(
            Changed("Add", p => (p["district"], p["from"], p["objectionWorkingDays"]) = ("440000", "2026-01-01", 21)),
            Changed("Add", p => (p["district"], p["from"], p["objectionWorkingDays"]) = ("440000", "2026-07-01", 22)),
            Changed("Add", p => (p["district"], p["from"], p["objectionWorkingDays"]) = ("440106", "2026-10-01", 23))));
        int? Days(int district, string day) => plans.For(Flag.Add, null, new District(district), DateOnly.Parse(day, null))?.ObjectionDays;
        Assert.AreEqual(10, Days(110105, "2026-07-01"));
        Assert.AreEqual(10, Days(440106, "2025-12-31"), "before the province had its own");
        Assert.AreEqual(21, Days(440106, "2026-06-30"));
        Assert.AreEqual(22, Days(440106, "2026-09-30"));
        Assert.AreEqual(23, Days(440106, "2026-10-01"));
        Assert.AreEqual(22, Days(440105, "2026-10-01"));
        Assert.IsNull(Days(440106, "2019-12-31"));
    }

    [TestMethod]
    [DataRow("Add", null, "visit", "no step that does visit")]
    [DataRow("Add", null, "notice", "no step that does notice")]
    [DataRow("Add", null, "discussion", "no step that does discussion")]
    [DataRow("Add", null, "signature", "no step that does signature")]
    [DataRow("Add", null, "close", "another last step")]
    [DataRow("Exit", "OutOfPoverty", "visit", "no step that does visit")]
    [DataRow("Exit", "Relieved", "reasons", "no step that does reasons")]
    [DataRow("Exit", "Ineligible", "hearing", "no step that does hearing")]
    [DataRow("Exit", "Ineligible", "waiting", "no step that does waiting")]
    [DataRow("Exit", "Ineligible", "notice", "no step that does notice")]
    [DataRow("Exit", "Ineligible", "effect", "no step that does effect")]
    [DataRow("Exit", "Ineligible", "signature", "no step that does signature")]
    [DataRow("ReExamine", null, "outcome", "no step that does outcome")]
    public void No_configuration_does_without_the_blocks(string flag, string? kind, string does, string found)
    {
        var json = With(Changed(flag, p => Remove(p, does), kind));
        Assert.Contains(found, string.Join('\n', Faults(json).Select(e => e.Found)), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Nor_without_the_chair_nor_in_a_wrong_order()
    {
        string Found(string flag, Action<JsonObject> change, string? kind = null) => string.Join('\n', Faults(With(Changed(flag, change, kind))).Select(e => e.Found));
        Assert.Contains("no signature with \"chair\": true", Found("Add", p => Step(p, "sign-grassroots").Remove("chair")), StringComparison.Ordinal);
        Assert.Contains("a signature that is not of a higher level", Found("Add", p => Step(p, "sign-county")["role"] = "grassroots"), StringComparison.Ordinal);
        Assert.Contains("\"visit\" twice", Found("Add", p => Step(p, "sums")["id"] = "visit"), StringComparison.Ordinal);
        Assert.Contains("visit twice", Found("Add", p => Step(p, "sums")["does"] = "visit"), StringComparison.Ordinal);
        Assert.Contains("\"objection\"", Found("Add", p => Step(p, "sums")["id"] = "objection"), StringComparison.Ordinal);
        Assert.Contains("waiting before reasons or hearing", Found("Exit", p => Swap(p, "hearing", "waiting"), "Ineligible"), StringComparison.Ordinal);
        Assert.Contains("effect before waiting", Found("Exit", p => Swap(p, "effect", "waiting"), "Ineligible"), StringComparison.Ordinal);
        Assert.Contains("visit, signature or notice after effect", Found("Exit", p => Swap(p, "effect", "sign-city"), "Ineligible"), StringComparison.Ordinal);
        Assert.Contains("effect or waiting", Found("ReExamine", p => (Step(p, "sums")["does"], Step(p, "sums")["runsWorkingDays"]) = ("waiting", 3)), StringComparison.Ordinal);
        Assert.Contains("a second plan", Found("Add", _ => { }), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_hearing_before_the_written_reasons_may_be_configured() =>
        Assert.HasCount(6, StepPlans.Parse(With(Changed("Exit", p => { p["district"] = "510000"; Swap(p, "hearing", "reasons"); }, "Relieved"))).All);

    [TestMethod]
    public void All_faults_are_told_at_once_with_their_place()
    {
        const string Json = """
            { "colour": 1, "plans": [ 5, { "flag": "Keep", "exitKind": "Relieved", "district": "44", "from": "2026-13-01", "objectionWorkingDays": 0, "steps": [
              { "id": "Visit!", "does": "see", "zh": "", "role": "supervisor", "workingDays": 251, "runsWorkingDays": 3, "chair": true, "source": "s" },
              { "id": "notice", "does": "notice", "zh": "公示", "en": "Notice", "role": "county", "workingDays": 1.5, "source": "s", "source": "t" } ] } ] }
            """;
        var errors = Faults(Json);
        CollectionAssert.AreEquivalent(
            new[]
            {
                "$.colour", "$.plans[0]", "$.plans[1].flag", "$.plans[1].exitKind", "$.plans[1].district", "$.plans[1].from", "$.plans[1].objectionWorkingDays", "$.plans[1].source",
                "$.plans[1].steps[0].id", "$.plans[1].steps[0].does", "$.plans[1].steps[0].zh", "$.plans[1].steps[0].en", "$.plans[1].steps[0].role", "$.plans[1].steps[0].workingDays",
                "$.plans[1].steps[0].runsWorkingDays", "$.plans[1].steps[0].chair", "$.plans[1].steps[1].workingDays", "$.plans[1].steps[1].runsWorkingDays", "$.plans[1].steps[1].source",
            },
            errors.Select(e => e.Where).ToArray());
        Assert.IsTrue(errors.All(e => e.File == "steps.json" && e.Found.Length > 0 && e.Expected.Length > 0));
    }

    [TestMethod]
    [DataRow("", "line 1")]
    [DataRow("{\n\"plans\": [}", "line 2")]
    [DataRow("[]", "$")]
    [DataRow("{}", "$.plans")]
    [DataRow("{\"plans\":[]}", "$.plans")]
    public void What_is_no_file_of_steps_is_said(string json, string where) => Assert.AreEqual(where, Faults(json).Single().Where);

    [TestMethod]
    public void A_sort_of_case_without_a_plan_for_the_whole_country_is_named()
    {
        var root = JsonNode.Parse(Shipped)!.AsObject();
        root["plans"]!.AsArray().RemoveAt(2);
        Assert.Contains("Exit Relieved", Faults(root.ToJsonString()).Single().Found, StringComparison.Ordinal);
    }

    private static IReadOnlyList<PolicyError> Faults(string json) => Assert.ThrowsExactly<PolicyException>(() => StepPlans.Parse(json)).Errors;

    private static JsonObject Changed(string flag, Action<JsonObject> change, string? kind = null)
    {
        var plan = JsonNode.Parse(Shipped)!["plans"]!.AsArray().First(p => (string)p!["flag"]! == flag && (kind is null || (string?)p["exitKind"] == kind))!.DeepClone().AsObject();
        change(plan);
        return plan;
    }

    private static string With(params JsonObject[] more)
    {
        var root = JsonNode.Parse(Shipped)!.AsObject();
        foreach (var plan in more) root["plans"]!.AsArray().Add(plan);
        return root.ToJsonString();
    }

    private static JsonObject Step(JsonObject plan, string id) => plan["steps"]!.AsArray().First(s => (string)s!["id"]! == id)!.AsObject();

    private static void Remove(JsonObject plan, string does)
    {
        var steps = plan["steps"]!.AsArray();
        foreach (var step in steps.Where(s => (string)s!["does"]! == does).ToList()) steps.Remove(step);
    }

    private static void Swap(JsonObject plan, string first, string second)
    {
        var steps = plan["steps"]!.AsArray();
        var (a, b) = (steps.IndexOf(Step(plan, first)), steps.IndexOf(Step(plan, second)));
        var (x, y) = (steps[a]!.DeepClone(), steps[b]!.DeepClone());
        (steps[a], steps[b]) = (y, x);
    }
}
