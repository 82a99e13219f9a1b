using DataMatching.Identity;
using DataMatching.Policy;
using DataMatching.Time;

namespace DataMatching.Tests.Policy;

[TestClass]
public sealed class PolicyPackTests
{
    private static readonly DateOnly Day = new(2026, 9, 30);

    [TestMethod]
    public void The_pack_with_the_longest_matching_district_holds()
    {
        var county = "{\"id\":\"tianhe\",\"title\":\"t\",\"district\":\"440106\",\"extends\":\"guangdong\",\"parameters\":{\"vehicle-limit\":[{\"from\":\"2020-01-01\",\"value\":1,\"source\":\"s\"}]},\"rules\":{}}";
        var packs = PolicyPacks.Parse(CaseWorld.ShippedFiles().Append(("tianhe.json", county)));
        Assert.AreEqual("tianhe", packs.For(new District(440106)).Id);
        Assert.AreEqual("guangdong", packs.For(new District(440105)).Id);
        Assert.AreEqual("chongqing", packs.For(new District(500101)).Id);
        Assert.AreEqual("national", packs.For(new District(110105)).Id);
        Assert.AreEqual(1, packs.For(new District(440106)).VehicleLimit(Day));
        Assert.AreEqual(24, packs.For(new District(440106)).DepositMonths(Day), "what the county does not say the province does");
        Assert.AreEqual(1, packs.For(new District(440106)).HomeLimit(Day), "and what the province does not say the nation does");
    }

    [TestMethod]
    public void The_values_that_the_rules_page_names_are_shipped()
    {
        var (guangdong, chongqing) = (CaseWorld.Shipped.For(new District(440100)), CaseWorld.Shipped.For(new District(500101)));
        Assert.IsNull(guangdong.VehicleExemptValue(Day));
        Assert.AreEqual(Money.Yuan(30_000), chongqing.VehicleExemptValue(Day));
        Assert.IsFalse(guangdong.BusinessAllowed(Day)!.Value);
        Assert.AreEqual(Money.Yuan(500), guangdong.UndeclaredTolerance(new Month(2026, 9)));
        Assert.AreEqual((1500, 3000), (guangdong.HardshipThousandths(false, Day)!.Value, guangdong.HardshipThousandths(true, Day)!.Value));
        Assert.IsFalse(guangdong.ResidentPensionCounted(new Month(2025, 12))!.Value);
        Assert.IsNull(guangdong.ResidentPensionCounted(new Month(2026, 1)), "the text has run out");
        Assert.IsNull(guangdong.ResidentPensionCounted(new Month(2020, 12)), "no text yet");
    }

    [TestMethod]
    public void A_value_holds_from_its_day_until_the_next()
    {
        var world = new CaseWorld();
        world.Policy.Add(("vehicle-limit", "{\"from\":\"2026-07-01\",\"value\":1,\"source\":\"a\"},{\"from\":\"2026-10-01\",\"value\":2,\"source\":\"b\"}"));
        var policy = world.PolicyInForce();
        Assert.IsNull(policy.VehicleLimit(new DateOnly(2026, 6, 30)));
        Assert.AreEqual(1, policy.VehicleLimit(new DateOnly(2026, 7, 1)));
        Assert.AreEqual(1, policy.VehicleLimit(new DateOnly(2026, 9, 30)));
        Assert.AreEqual(2, policy.VehicleLimit(new DateOnly(2026, 10, 1)));
    }

    [TestMethod]
    public void All_errors_are_reported_at_once_with_their_place()
    {
        const string Json = """
            { "id": "x", "district": "44", "extends": "national", "colour": 1,
              "parameters": { "vehicle-limt": [], "home-limit": [ {"from":"2026-07-01","value":"one","source":"s"}, {"from":"2026-07-01","value":1,"source":""}, {"from":"2025-13-01","value":1,"source":"s"} ],
                "deposit-months": [ {"from":"2026-07-01","value":1,"source":"s"}, {"from":"2026-01-01","value":1,"source":"s"} ], "undeclared-tolerance": [ {"from":"2026-07-01","value":null,"source":"s"} ] },
              "rules": { "no-such-rule": {}, "member-died": { "citation": 5 } } }
            """;
        var errors = Assert.ThrowsExactly<PolicyException>(() => PolicyPack.Parse(Json, "x.json")).Errors;
        CollectionAssert.AreEquivalent(
            new[]
            {
                "$.colour", "$.title", "$.district", "$.parameters.vehicle-limt", "$.parameters.home-limit[0].value", "$.parameters.home-limit[1].from",
                "$.parameters.home-limit[1].source", "$.parameters.home-limit[2].from", "$.parameters.deposit-months[1].from", "$.parameters.undeclared-tolerance[0].value",
                "$.rules.no-such-rule", "$.rules.member-died.citation",
            },
            errors.Select(e => e.Where).ToArray());
        Assert.IsTrue(errors.All(e => e.File == "x.json" && e.Found.Length > 0 && e.Expected.Length > 0));
    }

    [TestMethod]
    public void A_pack_that_extends_none_must_say_everything()
    {
        var errors = Assert.ThrowsExactly<PolicyException>(() => PolicyPack.Parse("{\"id\":\"x\",\"title\":\"t\",\"district\":null,\"parameters\":{},\"rules\":{}}", "x.json")).Errors;
        Assert.HasCount(PolicyParameter.All.Count + AllRules.InOrder.Count, errors);
    }

    [TestMethod]
    [DataRow("a", "b", "b", "a", "a circle")]
    [DataRow("a", "nowhere", "b", "national", "a pack that is not there")]
    public void What_a_pack_extends_must_lead_somewhere(string first, string firstExtends, string second, string secondExtends, string why)
    {
        string Pack(string id, string extends, string district) => $"{{\"id\":\"{id}\",\"title\":\"t\",\"district\":\"{district}\",\"extends\":\"{extends}\",\"parameters\":{{}},\"rules\":{{}}}}";
        var error = Assert.ThrowsExactly<PolicyException>(() => PolicyPacks.Parse(CaseWorld.ShippedFiles().Append(("a.json", Pack(first, firstExtends, "110000"))).Append(("b.json", Pack(second, secondExtends, "120000")))));
        Assert.IsTrue(error.Errors.All(e => e.Where == "$.extends"), why);
    }

    [TestMethod]
    public void Every_rule_cites_a_clause_and_every_parameter_a_source_in_every_shipped_pack()
    {
        foreach (var id in CaseWorld.Shipped.Ids)
        {
            var policy = CaseWorld.Shipped.Find(id)!;
            foreach (var rule in AllRules.InOrder) Assert.IsGreaterThan(5, policy.Citation(rule.Id).Length, rule.Id);
            foreach (var parameter in PolicyParameter.All) Assert.IsGreaterThan(5, policy.Entry(parameter.Name, Day)!.Source.Length, parameter.Name);
        }
    }

    [TestMethod]
    public void The_rules_page_and_the_code_name_the_same_rules_and_the_same_priorities()
    {
        var page = File.ReadAllText(Path.Combine(CaseWorld.RepositoryRoot, "docs", "rules.md"));
        foreach (var priority in RulePriority.Table) Assert.Contains($"| `{priority.Rule}` | {priority.Likelihood} | {priority.Consequence} |", page, StringComparison.Ordinal);
        CollectionAssert.AreEqual(AllRules.InOrder.Select(r => r.Id).ToArray(), RulePriority.Table.Select(p => p.Rule).ToArray());
        foreach (var rule in AllRules.InOrder)
            Assert.AreEqual(rule.Id, string.Concat(rule.GetType().Name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString())));
    }
}
