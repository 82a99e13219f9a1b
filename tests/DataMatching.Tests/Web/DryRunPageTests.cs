using System.Net;
using System.Text.Json.Nodes;
using DataMatching.App;
using DataMatching.Identity;
using DataMatching.Jobs.Judging;
using DataMatching.Policy;
using DataMatching.Review;
using DataMatching.Storage;

namespace DataMatching.Tests.Web;

/// <summary>A dry run that is done: who would flip and why, to each account of its own district only, numbers too.</summary>
[TestClass]
public sealed class DryRunPageTests
{
    [TestMethod]
    public async Task Who_sees_the_whole_site_is_told_of_all_and_who_has_a_district_of_his()
    {
        using var demo = new WebDemo();
        var (path, all) = Done(demo);
        var here = new District(all.Flips[0].District);
        var (mine, others) = (all.Flips.Where(f => f.District == here.Code).ToList(), all.Flips.Where(f => f.District != here.Code).ToList());
        Assert.IsNotEmpty(others, "somebody flips elsewhere too");
        Assert.IsGreaterThan(mine.Count, all.Flipped);

        using var supervisor = await demo.As(Role.Supervisor);
        var whole = await Text(supervisor, path);
        foreach (var flip in all.Flips) Assert.Contains($"/sheet/2026Q3/{flip.Household}\"", whole, StringComparison.Ordinal);
        Assert.Contains($"<b class=\"n\">{all.Flipped}</b> 户结论会变", whole, StringComparison.Ordinal);
        Assert.Contains($"<b class=\"n\">{all.Households}</b> 户核算", whole, StringComparison.Ordinal);
        Assert.Contains("－ " + DataMatching.Words.RuleWords.Of("vehicle-beyond-limits").Name, whole, StringComparison.Ordinal, "why");

        using var scoped = await demo.AsNew("scoped", Role.Supervisor, here);
        var part = await Text(scoped, path);
        var judged = all.Districts.Single(d => d.District == here.Code);
        foreach (var flip in mine) Assert.Contains($"/sheet/2026Q3/{flip.Household}\"", part, StringComparison.Ordinal);
        foreach (var flip in others) Assert.DoesNotContain(flip.Household, part, StringComparison.Ordinal);
        Assert.Contains($"<b class=\"n\">{mine.Count}</b> 户结论会变", part, StringComparison.Ordinal);
        Assert.Contains($"<b class=\"n\">{judged.Households}</b> 户核算", part, StringComparison.Ordinal);
        Assert.Contains("只是您的地区", part, StringComparison.Ordinal);
        foreach (var place in others.Select(f => f.District).Distinct()) Assert.DoesNotContain($">{DataMatching.Web.Words.PlaceWords.Of(new District(place))}<", part, StringComparison.Ordinal);
        Assert.AreEqual(judged.ByRule.Count, Rows(part, "rule-title"));
        Assert.AreEqual(judged.ByFlag.Count, Rows(part, "district-title"));
        Assert.AreEqual(all.ByRule.Count, Rows(whole, "rule-title"));
        Assert.AreEqual(all.ByDistrict.Count, Rows(whole, "district-title"));

        using var operators = await demo.As(Role.Operator);
        var numbers = await Text(operators, path);
        foreach (var flip in all.Flips) Assert.DoesNotContain(flip.Household, numbers, StringComparison.Ordinal, "an operator sees no household");
    }

    [TestMethod]
    public void Of_each_district_as_many_are_kept_so_that_a_large_one_hides_no_small_one()
    {
        var all = new PolicyDifference("x", false, [Of(440105, 3), Of(440106, 2), Of(440305, 1)]);
        Assert.AreEqual((60, 6, 3), (all.Households, all.Flipped, all.OtherReasons));
        Assert.AreEqual(new FlipsOfRule("r", 6, 0), all.ByRule.Single());
        var city = all.Within(new District(440100));
        Assert.AreEqual((50, 5, 2), (city.Households, city.Flipped, city.OtherReasons));
        Assert.AreEqual(1, all.Within(new District(440305)).Flipped);
        Assert.AreEqual(0, all.Within(new District(440306)).Households);
        Assert.AreEqual(all.ToJson(), PolicyDifference.FromJson(all.ToJson()).Within(null).ToJson());

        static DifferenceOfDistrict Of(int district, int flipped) => new(
            district, flipped * 10, 1, [new FlipsOfDistrict(district, DataMatching.Assessment.Flag.Exit, DataMatching.Assessment.Flag.Keep, flipped)], [new FlipsOfRule("r", flipped, 0)], []);
    }

    /// <summary>A finished dry run that allows three cars and three homes.</summary>
    private static (string Path, PolicyDifference All) Done(WebDemo demo)
    {
        var pack = JsonNode.Parse(File.ReadAllText(Path.Combine(Guard.ShippedConfig, "policies", "guangdong.json")))!;
        foreach (var limit in new[] { "vehicle-limit", "home-limit" }) pack["parameters"]![limit] = JsonNode.Parse("""[{ "from": "2015-01-01", "value": 3, "source": "试算" }]""");
        var all = DryRunPolicy.Run(demo.Site, WebTemplate.Q3, pack.ToJsonString(), new Progress<DataMatching.Jobs.StepProgress>(), CancellationToken.None);
        var job = demo.Store.Jobs.Ask(JobKind.DryRun, "2026Q3", pack.ToJsonString(), demo.Account("supervisor").Id);
        demo.Store.Jobs.Begin(job.Id);
        demo.Store.Jobs.Finish(job.Id, all.ToJson());
        return ($"/policies/dry-run/{job.Id}", all);
    }

    private static async Task<string> Text(Surfer surfer, string path) => WebUtility.HtmlDecode(await surfer.Text(path));

    private static int Rows(string page, string title)
    {
        var at = page.IndexOf($"id=\"{title}\"", StringComparison.Ordinal);
        return page[page.IndexOf("<tbody>", at, StringComparison.Ordinal)..page.IndexOf("</tbody>", at, StringComparison.Ordinal)].Split("<tr").Length - 1;
    }
}
